"""HTTP to other services, none of which can keep us waiting or fill our memory."""

import time
from collections.abc import Callable, Iterator

import httpx

Hook = Callable[[httpx.Response], None]


def bound_body(seconds: float, most: int) -> Hook:
    """Return a hook for responses, by which a body ends with an error after so many seconds or bytes.

    The library's own timeout begins anew with each byte: one byte every few seconds would never end.
    """

    def bound(response: httpx.Response) -> None:
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = _Bounded(response.stream, time.monotonic() + seconds, most)

    return bound


class _Bounded(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, until: float, most: int) -> None:
        self._stream = stream
        self._until = until
        self._left = most

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            self._left -= len(part)
            if self._left < 0:
                raise httpx.ReadError("the answer is too long")
            if time.monotonic() > self._until:
                raise httpx.ReadTimeout("the answer takes too long")
            yield part

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()
