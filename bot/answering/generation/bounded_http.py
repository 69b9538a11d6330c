"""An HTTP client that reads no more than it was told to, and follows nobody elsewhere."""

from collections.abc import AsyncIterator

import httpx

_MOST_BYTES = 1_000_000
"""Of a body; an answer has some thousands."""
_CONNECTING = 5.0  # seconds


class UnwantedBodyError(Exception):
    """A body is too long, or packed though we asked for it plain: unpacked, it could be of any length."""


def open_http(seconds: float) -> httpx.AsyncClient:
    """Return a client whose every read ends within `seconds`; proxies are those of the environment."""
    return httpx.AsyncClient(
        headers={"Accept-Encoding": "identity"},
        timeout=httpx.Timeout(seconds, connect=min(_CONNECTING, seconds)),
        # A redirect would take the question, and perhaps the key, to whom nobody chose.
        follow_redirects=False,
        event_hooks={"response": [_bound]},
    )


class _Bounded(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._stream:
            read += len(chunk)
            if read > _MOST_BYTES:
                raise UnwantedBodyError("The body is too long.")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx.Response) -> None:
    """Bound the body before anything of it is read, be it of a success or of an error."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise UnwantedBodyError("The body is packed.")
    if isinstance(response.stream, httpx.AsyncByteStream):
        response.stream = _Bounded(response.stream)
