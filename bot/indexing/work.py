"""The work that a change of the shelf makes: taken with a lease, told as it goes, noted when it is done."""

import asyncio
import os
import secrets
import socket
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager

import structlog

from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.shelf.indexing import (
    let_go,
    note_progress,
    note_reconciled,
    take_waiting,
)
from bot.storage.shelf.offering import ShelfReader, ShelfView
from index.progress import PARTS, Progress, Telling

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
LEASE = 60
"""Seconds for which work is taken; a process that crashed has it no longer than that."""
_RENEWED = 15.0  # seconds after which it is taken for as long again
_TOLD = 0.5  # seconds between two notes of how far a source is


def worker_name() -> str:
    """Return a name for this process that no other has, nor had."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


class ShelfWork:
    """One shelf, and this process's work on it; to be made in the event loop that has its database.

    It is a `Progress` itself: what an index reports while it is made is noted as the progress of the source
    that was read last.
    """

    def __init__(self, database: Database, *, worker: str, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._reader = ShelfReader(database)
        self._worker = worker
        self._now = now
        self._loop = asyncio.get_running_loop()
        self._source: str | None = None
        self._before = self._done = 0
        self._noted = 0.0

    async def revision(self) -> int:
        """Return a number that is another one if anything on the shelf changed."""
        return await self._reader.revision()

    async def look(self, *, take: bool = True) -> ShelfView:
        """Return the shelf as it is, and take the work on it that nobody else has."""
        view = await self._reader.view(self._begin)
        if view.jobs and take:
            await self._take(view)
        return view

    @asynccontextmanager
    async def holding(self, view: ShelfView) -> AsyncGenerator[None]:
        """Keep the work of this view as long as the block lasts, and then let it go."""
        if not view.jobs:
            yield
            return
        renewing = asyncio.create_task(self._renew(view))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.wait({renewing})
            await self._logged(self._database.run(lambda session: let_go(session, by=self._worker)))

    async def note(self, view: ShelfView, failed: Mapping[str, str]) -> None:
        """Note that an index is at this view, but for what failed, each with a sentence."""
        at = int(self._now())
        if view.jobs:
            await self._database.run(lambda session: note_reconciled(session, view.jobs, failed, at=at))

    def report(self, *, doing: str, done: int, total: int) -> None:  # noqa: ARG002 - the protocol's own
        """Note how far the source is that was read last; from any thread, and it waits for nothing."""
        self._done = done
        source, moment = self._source, time.monotonic()
        if source is None or moment - self._noted < _TOLD:
            return
        self._noted = moment
        part = min(PARTS, max(0, done - self._before))
        until = int(self._now()) + LEASE
        noting = self._database.run(
            lambda session: note_progress(
                session, source, by=self._worker, done=part, total=PARTS, until=until
            )
        )
        asyncio.run_coroutine_threadsafe(self._logged(noting), self._loop)

    def _begin(self, source: str) -> None:
        self._source, self._before, self._noted = source, self._done, 0.0

    async def _take(self, view: ShelfView) -> None:
        at = int(self._now())
        sources = [job.source for job in view.jobs]
        await self._database.run(
            lambda session: take_waiting(session, sources, by=self._worker, at=at, until=at + LEASE)
        )

    async def _renew(self, view: ShelfView) -> None:
        while True:
            await asyncio.sleep(_RENEWED)
            await self._logged(self._take(view))

    @staticmethod
    async def _logged(work: Coroutine[None, None, object]) -> None:
        # How far work is helps who waits for it; that it cannot be told must not end the work.
        try:
            await work
        except StorageError as error:
            _log.warning("indexing not noted", reason=str(error))


class Twice:
    """Tells two of the progress."""

    def __init__(self, first: Progress, second: Progress) -> None:
        self._both = (first, second)

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Tell both."""
        for told in self._both:
            told.report(doing=doing, done=done, total=total)

    def tell(self, sentence: str) -> None:
        """Tell those of both that say sentences."""
        for told in self._both:
            if isinstance(told, Telling):
                told.tell(sentence)
