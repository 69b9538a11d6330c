"""How interactions are answered: one response each, then what follows it, by the interaction's token."""

from dataclasses import dataclass, field

from tests.wire import payloads
from tests.wire.payloads import Payload
from tests.wire.world import UNKNOWN_MESSAGE, RefusalError, World

LOADING = 1 << 7  # the message's flag while the bot "is thinking"
UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION, ANSWERED_ALREADY = 10015, 10062, 40060
_MESSAGE, _DEFERRED, _DEFERRED_UPDATE, _UPDATE = 4, 5, 6, 7


@dataclass(slots=True)
class Interactions:
    """What was asked of the bot by interactions, and the message that each token stands for."""

    world: World
    asked: dict[str, Payload] = field(default_factory=dict[str, Payload])
    """Every interaction by its token."""
    tokens: dict[str, Payload] = field(default_factory=dict[str, Payload])
    """The message that each token stands for, once there is one."""
    acknowledged: list[str] = field(default_factory=list[str])
    """The tokens that were answered, in order."""

    def begin(self, interaction: Payload) -> None:
        """Know an interaction from now on."""
        self.asked[interaction["token"]] = interaction

    def respond(self, token: str, identity: str, answer: Payload) -> Payload:
        """Take the one response to an interaction."""
        if token not in self.asked:
            raise RefusalError(404, UNKNOWN_INTERACTION)
        if token in self.acknowledged:
            raise RefusalError(400, ANSWERED_ALREADY)
        self.acknowledged.append(token)
        told: Payload = {
            "id": identity,
            "type": 2,
            "response_message_loading": answer.get("type") == _DEFERRED,
        }
        resource = self._resource(token, answer)
        if message := resource.get("message"):
            told["response_message_id"] = message["id"]
        return {"interaction": told, "resource": resource}

    def follow(self, token: str, body: Payload) -> Payload:
        """Write another message."""
        self._known(token)
        if self.tokens.get(token, {}).get("flags", 0) & LOADING:
            # What first follows "thinking" takes its place, as public as that was.
            return self.write(token, "@original", body)
        return self.world.keep(self._written(token, body))

    def read(self, token: str, identity: str) -> Payload:
        """Return the response, or what followed it."""
        self._known(token)
        original = self.tokens.get(token)
        if original is not None and identity in {"@original", original["id"]}:
            return original
        if identity not in self.world.messages:
            raise RefusalError(404, UNKNOWN_MESSAGE)
        return self.world.messages[identity]

    def write(self, token: str, identity: str, body: Payload) -> Payload:
        """Edit the response, or what followed it."""
        held = self.read(token, identity)
        edited = self.world.edit(held, body)
        if held["id"] == self.tokens.get(token, {}).get("id"):
            self.tokens[token] = edited
        return edited

    def remove(self, token: str, identity: str) -> None:
        """Delete the response, or what followed it."""
        held = self.read(token, identity)
        self.world.remove(held["id"])
        if held["id"] == self.tokens.get(token, {}).get("id"):
            del self.tokens[token]

    def _known(self, token: str) -> None:
        if token not in self.asked:
            raise RefusalError(404, UNKNOWN_WEBHOOK)

    def _resource(self, token: str, answer: Payload) -> Payload:
        kind = answer.get("type", 0)
        data: Payload = answer.get("data") or {}
        if kind in {_MESSAGE, _DEFERRED}:
            loading = LOADING if kind == _DEFERRED else 0
            written = self._written(token, {**data, "flags": (data.get("flags") or 0) | loading})
            self.tokens[token] = self.world.keep(written)
            return {"type": kind, "message": self.tokens[token]}
        under = self.asked[token].get("message")
        if kind in {_DEFERRED_UPDATE, _UPDATE} and under is not None:
            self.tokens[token] = self.world.edit(under, data) if kind == _UPDATE else under
        return {"type": kind}

    def _written(self, token: str, body: Payload) -> Payload:
        """Return a message that responds: replies to it are withheld though they ping."""
        asked = self.asked[token]
        by: Payload = {"id": asked["id"], "type": 2, "user": asked["member"]["user"]}
        message = payloads.message(body, channel_id=asked["channel_id"])
        return {**message, "interaction_metadata": {**by, "authorizing_integration_owners": {}}}
