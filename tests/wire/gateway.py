"""The gateway's side of the wire: HELLO, IDENTIFY or RESUME, heartbeats, events; and its faults."""

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from aiohttp import WSMsgType, web

from tests.wire.payloads import APPLICATION, Payload, bot_user, new_id
from tests.wire.withholding import MESSAGE_CONTENT, withheld
from tests.wire.world import World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = (
    0,
    1,
    2,
    6,
    7,
    9,
    10,
    11,
)
WRONG_TOKEN = 4004


@dataclass(frozen=True, slots=True)
class Login:
    """One IDENTIFY: when it came, by this machine's steady clock, and for which shard of how many."""

    at: float
    shard: int
    of: int


@dataclass(slots=True)
class Session:
    """One session with the bot: what was sent in it is kept, to be sent again after a RESUME."""

    id: str
    shard: int = 0
    of: int = 1
    events: list[Payload] = field(default_factory=list[Payload])
    socket: web.WebSocketResponse | None = None

    def has(self, guild: int) -> bool:
        """Tell whether a server's events are sent in it."""
        return (guild >> 22) % self.of == self.shard

    @property
    def is_open(self) -> bool:
        """Whether the bot is connected in it."""
        return self.socket is not None and not self.socket.closed

    async def send(self, event: str, data: object) -> None:
        """Send an event; while nobody is connected it waits for the RESUME, as with Discord."""
        frame: Payload = {"op": DISPATCH, "t": event, "s": len(self.events) + 1, "d": data}
        self.events.append(frame)
        if self.socket is not None and not self.socket.closed:
            with suppress(ConnectionResetError):  # a cut connection loses the frame, not the session
                await self.socket.send_str(json.dumps(frame))


@dataclass(slots=True)
class Gateway:
    """Every connection of the bot to the gateway: one after another, and several shards at once.

    `refuse` is how many connections to refuse yet; the others count what happened.
    """

    address: str
    token: str
    world: World
    heartbeat_seconds: float = 1.0
    refuse: int = 0
    sessions: list[Session] = field(default_factory=list[Session])
    refused: int = 0
    resumed: int = 0
    heartbeats: int = 0
    logins: list[Login] = field(default_factory=list[Login])
    doubled: list[Login] = field(default_factory=list[Login])
    """Logins for a shard that had an open session: its events would come twice."""
    intents: list[int] = field(default_factory=list[int])
    _transport: asyncio.Transport | None = None
    _closing: asyncio.Future[int] | None = None
    _silent: web.WebSocketResponse | None = None
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def session(self) -> Session:
        """The newest session."""
        return self.sessions[-1]

    async def wait_for(
        self, *, sessions: int = 0, resumed: int = 0, heartbeats: int = 0, seconds: float = 20
    ) -> None:
        """Wait until there were so many sessions, resumed connections and heartbeats."""

        def there() -> bool:
            return (
                len(self.sessions) >= sessions and self.resumed >= resumed and self.heartbeats >= heartbeats
            )

        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(there)
        except TimeoutError:
            now = f"{len(self.sessions)} sessions, {self.resumed} resumed, {self.refused} refused"
            raise AssertionError(
                f"the gateway did not see what it should within {seconds} s: {now}"
            ) from None

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection of the bot until it ends."""
        if self.refuse > 0:
            self.refuse -= 1
            self.refused += 1
            return web.Response(status=502)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._transport = request.transport
        await self._send(socket, HELLO, {"heartbeat_interval": self.heartbeat_seconds * 1000})
        closing = self._closing = asyncio.get_running_loop().create_future()
        listening = asyncio.create_task(self._listen(socket))
        try:
            await asyncio.wait((listening, closing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            listening.cancel()
        if closing.done():
            # Closed by who listened: aiohttp hangs up on a close from elsewhere before the bot has read it.
            await asyncio.wait((listening,))
            await socket.close(code=closing.result())
        else:
            await listening
        return socket

    async def dispatch(self, event: str, data: object) -> None:
        """Send an event to the bot, and of a message only what it may read by the intents it asked for."""
        if event == "MESSAGE_CREATE" and not self.intents[-1] & MESSAGE_CONTENT:
            data = withheld(cast("Payload", data))
        await self.session_of(data).send(event, data)

    def session_of(self, data: object) -> Session:
        """Return the newest session in which an event is sent: by its server's shard."""
        guild = int(cast("Payload", data).get("guild_id", 0)) if isinstance(data, dict) else 0
        return next((one for one in reversed(self.sessions) if one.has(guild)), self.session)

    def served(self) -> set[int]:
        """Return the shards that have an open session."""
        return {one.shard for one in self.sessions if one.is_open}

    def close(self, code: int) -> None:
        """Close the connection with a code; the session stays."""
        assert self._closing is not None, "nobody is connected to the gateway"
        self._closing.set_result(code)

    def cut(self) -> None:
        """Cut the connection without a word, as a network does."""
        assert self._transport is not None, "nobody is connected to the gateway"
        self._transport.abort()

    def fall_silent(self) -> None:
        """Leave the present connection open, but hear and say nothing in it any more."""
        self._silent = self._socket()

    async def ask_to_reconnect(self) -> None:
        """Send op 7: come back and RESUME."""
        await self._send(self._socket(), RECONNECT, None)

    async def invalidate(self, *, resumable: bool) -> None:
        """Send op 9: the session is over, or may yet be resumed."""
        socket = self._socket()
        if not resumable:
            self.session.id = "over"
        await self._send(socket, INVALID_SESSION, resumable)

    def _socket(self) -> web.WebSocketResponse:
        socket = self.session.socket
        assert socket is not None, "nobody is connected to the gateway"
        return socket

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT and socket is not self._silent:
                await self._receive(socket, json.loads(frame.data))

    async def _receive(self, socket: web.WebSocketResponse, frame: Payload) -> None:
        if frame["op"] == HEARTBEAT:
            self.heartbeats += 1
            await self._send(socket, HEARTBEAT_ACK, None)
        elif frame["op"] == IDENTIFY:
            await self._identify(socket, frame["d"])
        elif frame["op"] == RESUME:
            await self._resume(socket, frame["d"])
        async with self._changed:
            self._changed.notify_all()

    async def _identify(self, socket: web.WebSocketResponse, data: Payload) -> None:
        if data["token"] != self.token:
            await socket.close(code=WRONG_TOKEN)
            return
        shard, of = data.get("shard", [0, 1])
        login = Login(time.monotonic(), shard, of)
        self.logins.append(login)
        if any(one.is_open and (one.shard, one.of) == (shard, of) for one in self.sessions):
            self.doubled.append(login)
        session = Session(id=new_id(), shard=shard, of=of, socket=socket)
        self.sessions.append(session)
        servers = [one for one in self.world.servers if session.has(int(one))]
        self.intents.append(data["intents"])
        ready: Payload = {
            "v": 10,
            "user": bot_user(),
            "guilds": [{"id": one, "unavailable": True} for one in servers],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": [shard, of],
            "application": {"id": APPLICATION, "flags": 0},
        }
        await session.send("READY", ready)
        for one in servers:
            await session.send("GUILD_CREATE", self.world.guild(one))

    async def _resume(self, socket: web.WebSocketResponse, data: Payload) -> None:
        session = next((known for known in self.sessions if known.id == data["session_id"]), None)
        if session is None:
            await self._send(socket, INVALID_SESSION, data=False)
            return
        for frame in session.events[int(data["seq"] or 0) :]:
            await socket.send_str(json.dumps(frame))
        session.socket = socket
        self.resumed += 1
        await session.send("RESUMED", {})

    async def _send(self, socket: web.WebSocketResponse, op: int, data: object) -> None:
        await socket.send_str(json.dumps({"op": op, "d": data, "s": None, "t": None}))
