"""The server as it is now: its channels, members and messages, changed by people and by the bot."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.wire import payloads
from tests.wire.payloads import APPLICATION, Payload

UNKNOWN_CHANNEL, UNKNOWN_MEMBER, UNKNOWN_MESSAGE, INVALID_FORM = 10003, 10007, 10008, 50035
EPHEMERAL = 1 << 6


class RefusalError(Exception):
    """Discord refuses a request: its status, and its own code in the body."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(f"{status}/{code}")
        self.status = status
        self.code = code


@dataclass(slots=True)
class World:
    """One server or several; whoever was not sent away is a member of each, met when first seen."""

    channels: dict[str, Payload] = field(
        default_factory=lambda: {one["id"]: one for one in payloads.channels()}
    )
    members: dict[str, Payload] = field(default_factory=dict[str, Payload])
    gone: set[str] = field(default_factory=set[str])
    messages: dict[str, Payload] = field(default_factory=dict[str, Payload])
    """Every message that can be read in a channel, by its id."""
    locale: str = "en-US"
    """The language of everybody who uses the bot."""
    servers: list[str] = field(default_factory=lambda: [payloads.GUILD])
    taken: list[Payload] = field(default_factory=list[Payload])
    """What the bot wrote in channels, in order; what came twice with the same nonce is there once."""
    _nonces: dict[tuple[str, str], Payload] = field(default_factory=dict[tuple[str, str], Payload])

    def guild(self, identity: str) -> Payload:
        """Return a server as GUILD_CREATE tells it."""
        places, threads = list[Payload](), list[Payload]()
        for one in self.channels.values():
            if one["guild_id"] == identity:
                (threads if "thread_metadata" in one else places).append(one)
        return {**payloads.guild(identity), "channels": places, "threads": threads}

    def channel(self, identity: str) -> Payload:
        """Return a channel or a thread."""
        if identity not in self.channels:
            raise RefusalError(404, UNKNOWN_CHANNEL)
        return self.channels[identity]

    def member(self, identity: str) -> Payload:
        """Return a member."""
        if identity in self.gone:
            raise RefusalError(404, UNKNOWN_MEMBER)
        made = payloads.member(identity, f"reader {identity[-3:]}")
        return self.members.setdefault(identity, made)

    def time_out(self, identity: str, *, minutes: int = 10) -> None:
        """Time a member out."""
        until = datetime.now(UTC) + timedelta(minutes=minutes)
        self.member(identity)["communication_disabled_until"] = until.isoformat()

    def read(self, channel: str, identity: str) -> Payload:
        """Return a message of a channel."""
        held = self.messages.get(identity)
        if held is None or held["channel_id"] != channel or held["flags"] & EPHEMERAL:
            raise RefusalError(404, UNKNOWN_MESSAGE)
        return held

    def history(self, channel: str, *, after: str = "0", limit: str = "50", **_: str) -> list[Payload]:
        """Return the messages of a channel after one, as many as wanted and newest first."""
        there = [
            one
            for one in self.messages.values()
            if one["channel_id"] == channel and not one["flags"] & EPHEMERAL and int(one["id"]) > int(after)
        ]
        return sorted(there, key=lambda one: int(one["id"]))[: int(limit)][::-1]

    def post(self, channel: str, body: Payload) -> Payload:
        """Write a message of the bot's; one with the same nonce is there already and comes back."""
        self.channel(channel)
        nonce = str(body.get("nonce", ""))
        if body.get("enforce_nonce") and (channel, nonce) in self._nonces:
            return self._nonces[channel, nonce]
        replied = body.get("message_reference")
        if (
            replied
            and replied.get("fail_if_not_exists", True)
            and str(replied["message_id"]) not in self.messages
        ):
            raise RefusalError(400, INVALID_FORM)
        refers: Payload = {"type": 19, "message_reference": replied} if replied else {}
        message = self.keep({**payloads.message(body, channel_id=channel), **refers})
        if nonce:
            self._nonces[channel, nonce] = message
        self.taken.append({**message, "nonce": nonce})
        return message

    def edit(self, message: Payload, body: Payload) -> Payload:
        """Edit a message: what the body names is changed, whoever may see it stays so."""
        kept = message["flags"] & EPHEMERAL
        changed = {key: value for key, value in body.items() if key in {"content", "embeds", "components"}}
        flags = body.get("flags") or 0
        now = datetime.now(UTC).isoformat()
        return self.keep({**message, **changed, "flags": flags | kept, "edited_timestamp": now})

    def keep(self, message: Payload) -> Payload:
        """Keep a message as it is written now."""
        self.messages[message["id"]] = message
        return message

    def remove(self, identity: str) -> None:
        """Take a message away."""
        self.messages.pop(identity, None)

    def by_bot(self, *, channels: Iterable[str] = ()) -> list[Payload]:
        """Return what of the bot's can be read in these channels (all), oldest first."""
        wanted = set(channels)
        return [
            one
            for one in self.messages.values()
            if one["author"]["id"] == APPLICATION
            and not one["flags"] & EPHEMERAL
            and (not wanted or one["channel_id"] in wanted)
        ]
