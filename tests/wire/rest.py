"""The REST side of the wire: the few routes that the bot needs, and faults laid on any of them."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.wire import payloads
from tests.wire.interactions import Interactions
from tests.wire.payloads import APPLICATION, Payload
from tests.wire.recording import Recording, Request
from tests.wire.world import RefusalError, World

Found = re.Match[str]
Handler = Callable[[Found, Payload | list[Payload] | None], object]


@dataclass(slots=True, kw_only=True)
class Fault:
    """An answer that is given `times` times instead of the right one."""

    method: str
    pattern: str
    status: int
    body: Payload
    headers: dict[str, str]
    times: int


def rate_limited(method: str, pattern: str, *, seconds: float, times: int = 1) -> Fault:
    """Return a 429; without the `Via` header the library takes it for a ban."""
    body: Payload = {"message": "You are being rate limited.", "retry_after": seconds, "global": False}
    return Fault(
        method=method, pattern=pattern, status=429, body=body, headers={"Via": "1.1 discord"}, times=times
    )


def failing(method: str, pattern: str, status: int, *, code: int = 0, times: int = 1) -> Fault:
    """Return a failure with Discord's own code in its body."""
    body: Payload = {"message": f"failed on purpose with {status}", "code": code}
    return Fault(method=method, pattern=pattern, status=status, body=body, headers={}, times=times)


@dataclass(slots=True)
class Rest:
    """Answers REST requests, and writes each down."""

    gateway: str
    token: str
    recording: Recording
    faults: list[Fault] = field(default_factory=list[Fault])
    commands: list[Payload] = field(default_factory=list[Payload])
    world: World = field(default_factory=World)
    interactions: Interactions = field(init=False)
    start_limit: Payload = field(
        default_factory=lambda: {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
    )
    """How many logins to the gateway the bot is told that it has."""
    witness: Callable[[Request], None] | None = None
    """Sees each request once it took effect, before it is answered."""
    _held: str | None = None
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.interactions = Interactions(self.world)

    @property
    def tokens(self) -> dict[str, Payload]:
        """The message that each interaction's token stands for, once there is one."""
        return self.interactions.tokens

    def hold(self, method: str, pattern: str) -> None:
        """Answer requests of this kind only after `release`."""
        self._held = f"{method} {pattern}"
        self._released.clear()

    def release(self) -> None:
        """Answer what was held."""
        self._held = None
        self._released.set()

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one request, right or with a fault."""
        path = request.path.removeprefix("/api/v10")
        body = await self._body(request)
        if self._held is not None and re.fullmatch(self._held, f"{request.method} {path}"):
            await self._released.wait()
        fault = self._fault(request.method, path)
        if fault is not None:
            status, answer, headers = fault.status, fault.body, fault.headers
        else:
            status, answer = self._answer(request, path, body)
            headers = {}
        taken = Request(method=request.method, path=path, body=body, status=status)
        await self.recording.add(taken)
        if self.witness is not None:
            self.witness(taken)
        if status == web.HTTPNoContent.status_code:
            return web.Response(status=status, headers=headers)
        # Exactly this content type: with a charset behind it the library reads the body as text.
        kind = {"Content-Type": "application/json"}
        return web.Response(status=status, body=json.dumps(answer).encode(), headers={**headers, **kind})

    async def _body(self, request: web.Request) -> Payload | list[Payload] | None:
        if not request.can_read_body:
            return dict(request.query) or None  # what a GET says of what it wants
        if request.content_type == "multipart/form-data":
            form = await request.post()
            return json.loads(str(form["payload_json"]))
        return await request.json()

    def _fault(self, method: str, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.times > 0 and fault.method == method and re.fullmatch(fault.pattern, path):
                fault.times -= 1
                return fault
        return None

    def _answer(
        self, request: web.Request, path: str, body: Payload | list[Payload] | None
    ) -> tuple[int, object]:
        if not path.startswith(("/interactions/", "/webhooks/")) and not self._admits(request):
            return 401, {"message": "401: Unauthorized", "code": 0}
        for method, pattern, handler in self._routes():
            found = re.fullmatch(pattern, path)
            if method == request.method and found:
                return self._handled(handler, found, body)
        return 404, {"message": "404: Not Found", "code": 0}

    def _handled(
        self, handler: Handler, found: Found, body: Payload | list[Payload] | None
    ) -> tuple[int, object]:
        try:
            answer = handler(found, body)
        except RefusalError as refusal:
            return refusal.status, {"message": "refused", "code": refusal.code}
        return (204, None) if answer is None else (200, answer)

    def _admits(self, request: web.Request) -> bool:
        return request.headers.get("Authorization") == f"Bot {self.token}"

    def _routes(self) -> tuple[tuple[str, str, Handler], ...]:
        hook = r"/webhooks/\d+/(?P<token>[^/]+)"
        response = rf"{hook}/messages/(?P<id>[^/]+)"
        posts = r"/channels/(?P<channel>\d+)/messages"
        post = rf"{posts}/(?P<id>\d+)"
        world, replies = self.world, self.interactions
        return (
            ("GET", r"/users/@me", lambda _, __: payloads.bot_user()),
            ("GET", r"/(oauth2/)?applications/@me", lambda _, __: payloads.application()),
            ("GET", r"/gateway/bot", lambda _, __: self._gateway()),
            ("GET", r"/applications/\d+/commands", lambda _, __: self.commands),
            ("PUT", r"/applications/\d+/commands", lambda _, body: self._sync(body)),
            ("POST", r"/interactions/(?P<id>\d+)/(?P<token>[^/]+)/callback", self._respond),
            ("GET", response, lambda found, _: replies.read(found["token"], found["id"])),
            (
                "PATCH",
                response,
                lambda found, body: replies.write(found["token"], found["id"], _object(body)),
            ),
            ("DELETE", response, lambda found, _: replies.remove(found["token"], found["id"])),
            ("POST", hook, lambda found, body: replies.follow(found["token"], _object(body))),
            ("POST", r"/channels/\d+/typing", lambda _, __: None),
            ("GET", r"/guilds/(?P<id>\d+)", lambda found, _: world.guild(found["id"])),
            ("GET", r"/guilds/\d+/members/(?P<id>\d+)", lambda found, _: world.member(found["id"])),
            ("GET", r"/channels/(?P<id>\d+)", lambda found, _: world.channel(found["id"])),
            ("GET", posts, lambda found, body: world.history(found["channel"], **_object(body))),
            ("POST", posts, lambda found, body: world.post(found["channel"], _object(body))),
            ("GET", post, lambda found, _: world.read(found["channel"], found["id"])),
            ("PATCH", post, lambda found, body: world.edit(world.read(*found.groups()), _object(body))),
            ("DELETE", post, lambda found, _: world.remove(world.read(*found.groups())["id"])),
        )

    def _gateway(self) -> Payload:
        return {"url": self.gateway, "shards": 1, "session_start_limit": self.start_limit}

    def _sync(self, body: Payload | list[Payload] | None) -> list[Payload]:
        given = body if isinstance(body, list) else []
        known: Payload = {"application_id": APPLICATION, "version": "1", "default_member_permissions": None}
        known["description"] = ""  # a menu has none, and Discord says so
        self.commands = [{**known, "id": payloads.new_id(), **command} for command in given]
        return self.commands

    def _respond(self, found: Found, body: Payload | list[Payload] | None) -> Payload:
        return self.interactions.respond(found["token"], found["id"], _object(body))


def _object(body: Payload | list[Payload] | None) -> Payload:
    return body if isinstance(body, dict) else {}
