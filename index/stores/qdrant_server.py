"""A Qdrant server: the client that speaks to it, each request bounded and tried again where that may help."""

import time
import warnings
from collections.abc import Callable
from contextlib import nullcontext, suppress
from threading import Lock
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx
from qdrant_client import QdrantClient

from index.bounded_http import bound_body
from index.errors import IndexFolderError, IndexMismatchError, StoreError
from index.server import ServerSettings
from index.stores.places import MEMORY, place_of
from index.stores.qdrant_failures import Raised, asked_pause, may_pass, translate

T = TypeVar("T")

OLDEST = (1, 16)
"""The oldest server that keeps what a collection was made with beside it."""

_IDLE = 16  # connections kept open between questions
_MOST_BYTES = 256 * 1024 * 1024
# Reading is tried once more: a connection that was idle may have been cut. Writing may be longer under way.
READING = (0.2,)
WRITING = (0.5, 1.0, 2.0)
_LONGEST_PAUSE = 10.0


class QdrantServer:
    """One server, or its emulation in memory. Safe to share between threads."""

    def __init__(self, client: QdrantClient, *, place: str, settings: ServerSettings) -> None:
        self.client = client
        self.place = place
        self.settings = settings
        self._open = True
        # The emulation is not made for several threads; a server's client is.
        self._turn = Lock() if self.in_memory else nullcontext()

    @classmethod
    def reach(cls, url: str, settings: ServerSettings) -> Self:
        """Return the server that a URL names, having seen that it can be used.

        Raises:
            StoreError: If it cannot be reached, or refuses the key.
            IndexMismatchError: If it is too old.
        """
        if url == MEMORY:
            return cls(QdrantClient(":memory:"), place=MEMORY, settings=settings)
        place = place_of(url)
        try:
            client = _connect(url, settings)
        except Raised as error:
            raise translate(error, place, settings.timeout) from error
        server = cls(client, place=place, settings=settings)
        try:
            server.check_version()
        except BaseException:
            server.close()
            raise
        return server

    @property
    def in_memory(self) -> bool:
        """Whether this is the emulation, which takes no advice on how to search."""
        return self.place == MEMORY

    def version(self) -> str:
        """Return the server's version."""
        return self.ask(self.client.info).version

    def check_version(self) -> None:
        """Check that the server knows all that is asked of it.

        Raises:
            IndexMismatchError: If it is too old.
        """
        version = self.version()
        parts = version.split(".")[:2]
        known = tuple(int(part) for part in parts if part.isdecimal())
        if known < OLDEST:
            raise IndexMismatchError(
                f"The Qdrant server at {self.place} is version {version}; whosaid needs "
                f"{'.'.join(map(str, OLDEST))} or newer: update it."
            )

    def ask(self, call: Callable[[], T], pauses: tuple[float, ...] = READING) -> T:
        """Make a request; after each of the pauses (seconds) it is made again, where that may help.

        Raises:
            StoreError: If it fails at last; says why.
            IndexFolderError: If the store was closed.
        """
        if not self._open:
            raise IndexFolderError(f"The index at {self.place} was closed; open it again.")
        for pause in (*pauses, None):
            try:
                with self._turn:
                    return call()
            except Raised as error:
                longer = max(pause or 0.0, asked_pause(error))
                if pause is None or longer > _LONGEST_PAUSE or not may_pass(error):
                    raise translate(error, self.place, self.settings.timeout) from error
                time.sleep(longer)
        raise AssertionError  # the last round returns or raises

    def close(self) -> None:
        """Close the connections. Closing again does nothing."""
        if self._open:
            self._open = False
            with suppress(StoreError):
                self.client.close()


def _connect(url: str, settings: ServerSettings) -> QdrantClient:
    parts = urlsplit(url)
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
    with warnings.catch_warnings():
        # A key over http: `whosaid store doctor` says so, where a person reads it.
        warnings.simplefilter("ignore")
        return QdrantClient(
            url=bare,
            api_key=settings.api_key,
            timeout=max(1, round(settings.timeout)),
            check_compatibility=False,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=_IDLE),
            event_hooks={"response": [bound_body(settings.timeout, _MOST_BYTES)]},
        )
