"""What the commands of sources work with."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.cogs.moderating.means import Means
from bot.storage.shelf.limits import ShelfLimits
from index.apart import read_apart
from index.sidecar import Sidecar
from index.transcripts import Reading

Read = Callable[[bytes, str, Sidecar | None], Reading]
"""Reads a file; called in a thread. SourceError says why it cannot be read."""
_AT_ONCE = 2  # files read at a time: each may take a gigabyte for a moment
MOST_BYTES = 16 * 1024 * 1024
"""Of one file that somebody hands over: days of talk as text, or a PDF with pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratingMeans:
    """The rules of all servers, how much a server may keep, and what reads files."""

    rules: Means
    limits: ShelfLimits = field(default_factory=ShelfLimits)
    read_file: Read = field(default_factory=lambda: read_apart)
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def read(self, data: bytes, name: str, sidecar: Sidecar | None = None) -> Reading:
        """Read a file off the event loop, a few at a time.

        Raises:
            SourceError: If it cannot be read.
        """
        async with self.turn:
            return await asyncio.to_thread(self.read_file, data, name, sidecar)
