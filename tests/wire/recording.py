"""Every request that the bot made, in order, to be waited for and looked at."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.wire.payloads import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it arrived: `path` without the address, `status` as it was answered."""

    method: str
    path: str
    body: Payload | list[Payload] | None
    status: int

    @property
    def payload(self) -> Payload:
        """The body, where it is an object; empty where there is none."""
        return self.body if isinstance(self.body, dict) else {}

    def is_for(self, method: str, pattern: str) -> bool:
        """Say whether this is a request of that kind; `pattern` is matched against the whole path."""
        return self.method == method and re.fullmatch(pattern, self.path) is not None


@dataclass(slots=True)
class Recording:
    """What was asked of the fake so far."""

    requests: list[Request] = field(default_factory=list[Request])
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def add(self, request: Request) -> None:
        """Write a request down and wake who waits for it."""
        async with self._arrived:
            self.requests.append(request)
            self._arrived.notify_all()

    def matching(self, method: str, pattern: str) -> list[Request]:
        """Return the requests of that kind, oldest first."""
        return [request for request in self.requests if request.is_for(method, pattern)]

    async def wait_for(self, method: str, pattern: str, *, count: int = 1, seconds: float = 20) -> Request:
        """Wait for the request of that kind, the `count`-th; fail with all that came instead."""
        try:
            async with asyncio.timeout(seconds), self._arrived:
                await self._arrived.wait_for(lambda: len(self.matching(method, pattern)) >= count)
        except TimeoutError:
            seen = "\n".join(
                f"{request.method} {request.path} -> {request.status}" for request in self.requests
            )
            raise AssertionError(f"no {method} {pattern} within {seconds} s; there came:\n{seen}") from None
        return self.matching(method, pattern)[count - 1]

    def messages(self) -> Iterator[Payload]:
        """Yield the body of every message that the bot wrote or edited, however it did."""
        for request in self.requests:
            if request.method not in {"POST", "PATCH"}:
                continue
            if request.is_for("POST", r"/interactions/.*/callback"):
                data = request.payload.get("data")
                # 4 writes a message, 7 edits one; the others only acknowledge or complete.
                if request.payload.get("type") in {4, 7} and isinstance(data, dict):
                    yield data
            elif re.fullmatch(r"/(webhooks|channels)/.*", request.path) and not request.path.endswith(
                "/typing"
            ):
                yield request.payload
