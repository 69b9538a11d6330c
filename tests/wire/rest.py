"""The REST side of the wire: the few routes that the bot needs, and faults laid on any of them."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.wire import payloads
from tests.wire.payloads import APPLICATION, Payload
from tests.wire.recording import Recording, Request

LOADING = 1 << 7  # the message's flag while the bot "is thinking"

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
    tokens: dict[str, Payload] = field(default_factory=dict[str, Payload])
    """The message that each interaction's token stands for, once there is one."""

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one request, right or with a fault."""
        path = request.path.removeprefix("/api/v10")
        body = await self._body(request)
        fault = self._fault(request.method, path)
        if fault is not None:
            status, answer, headers = fault.status, fault.body, fault.headers
        else:
            status, answer = self._answer(request, path, body)
            headers = {}
        await self.recording.add(Request(method=request.method, path=path, body=body, status=status))
        # Exactly this content type: with a charset behind it the library reads the body as text.
        written = b"" if status == web.HTTPNoContent.status_code else json.dumps(answer).encode()
        return web.Response(
            status=status, body=written, headers={**headers, "Content-Type": "application/json"}
        )

    async def _body(self, request: web.Request) -> Payload | list[Payload] | None:
        if not request.can_read_body:
            return None
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
                answer = handler(found, body)
                return (204, None) if answer is None else (200, answer)
        return 404, {"message": "404: Not Found", "code": 0}

    def _admits(self, request: web.Request) -> bool:
        return request.headers.get("Authorization") == f"Bot {self.token}"

    def _routes(self) -> tuple[tuple[str, str, Handler], ...]:
        original = r"/webhooks/\d+/(?P<token>[^/]+)/messages/[^/]+"
        posted = r"/channels/(?P<channel>\d+)/messages"
        return (
            ("GET", r"/users/@me", lambda _, __: payloads.bot_user()),
            ("GET", r"/(oauth2/)?applications/@me", lambda _, __: payloads.application()),
            ("GET", r"/gateway/bot", lambda _, __: self._gateway()),
            ("GET", r"/applications/\d+/commands", lambda _, __: self.commands),
            ("PUT", r"/applications/\d+/commands", lambda _, body: self._sync(body)),
            ("POST", r"/interactions/(?P<id>\d+)/(?P<token>[^/]+)/callback", self._callback),
            ("GET", original, self._original),
            ("PATCH", original, self._write_original),
            ("DELETE", original, lambda found, _: self._forget(found)),
            ("POST", r"/webhooks/\d+/(?P<token>[^/]+)", lambda _, body: _stored(body)),
            ("POST", r"/channels/\d+/typing", lambda _, __: None),
            ("POST", posted, lambda found, body: _stored(body, channel=found["channel"])),
            ("PATCH", posted + r"/(?P<id>\d+)", lambda found, body: _stored(body, channel=found["channel"])),
            ("DELETE", posted + r"/\d+", lambda _, __: None),
        )

    def _gateway(self) -> Payload:
        limit: Payload = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway, "shards": 1, "session_start_limit": limit}

    def _sync(self, body: Payload | list[Payload] | None) -> list[Payload]:
        given = body if isinstance(body, list) else []
        known: Payload = {"application_id": APPLICATION, "version": "1", "default_member_permissions": None}
        known["description"] = ""  # a menu has none, and Discord says so
        self.commands = [{**known, "id": payloads.new_id(), **command} for command in given]
        return self.commands

    def _callback(self, found: Found, body: Payload | list[Payload] | None) -> Payload:
        answer = body if isinstance(body, dict) else {}
        told: Payload = {"id": found["id"], "type": 2, "response_message_loading": answer.get("type") == 5}
        resource = self._resource(found["token"], answer)
        if message := resource.get("message"):
            told["response_message_id"] = message["id"]
        return {"interaction": told, "resource": resource}

    def _resource(self, token: str, answer: Payload) -> Payload:
        resource: Payload = {"type": answer.get("type", 0)}
        if resource["type"] in {4, 5}:
            data: Payload = answer.get("data") or {}
            loading = LOADING if answer["type"] == 5 else 0
            self.tokens[token] = _response({**data, "flags": data.get("flags", 0) | loading})
            resource["message"] = self.tokens[token]
        return resource

    def _original(self, found: Found, _: object) -> Payload:
        return self.tokens[found["token"]]

    def _write_original(self, found: Found, body: Payload | list[Payload] | None) -> Payload:
        before = self.tokens.get(found["token"], {})
        self.tokens[found["token"]] = {**_response(body), "id": before.get("id", payloads.new_id())}
        return self.tokens[found["token"]]

    def _forget(self, found: Found) -> None:
        self.tokens.pop(found["token"], None)


def _stored(body: Payload | list[Payload] | None, *, channel: str = payloads.OPEN_CHANNEL) -> Payload:
    return payloads.message(body if isinstance(body, dict) else {}, channel_id=channel)


def _response(body: Payload | list[Payload] | None) -> Payload:
    """Return a message that responds to an interaction: replies to it are withheld though they ping."""
    asked: Payload = {"id": payloads.new_id(), "type": 2, "user": payloads.user(payloads.ASKER, "ada")}
    return {**_stored(body), "interaction_metadata": {**asked, "authorizing_integration_owners": {}}}
