"""Following the shelf: what is added, updated or removed is in the index a moment later."""

import asyncio
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import structlog

from bot.indexing.work import ShelfWork, worker_name
from bot.log import name_failure
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.shelf.offering import ShelfView
from bot.wiring import OpenIndex
from index.errors import IndexingError, SourceError
from index.library import Library
from index.offers import SourceOffer, SourceText
from index.reconciled import Reconciled

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_EVERY = 1.0  # seconds between two looks at the revision
_PAUSES = (1.0, 3.0, 10.0, 30.0, 60.0)  # seconds before another try, the last one again and again
_PASSING = (StorageError, IndexingError)


class StoppedError(Exception):
    """The index was being made when it was to end; the next start makes it."""


class ShelfFollower:
    """Brings an index to some shelves, and keeps it there while questions are answered from it."""

    def __init__(
        self, databases: Sequence[Database], *, every: float = _EVERY, pauses: Sequence[float] = _PAUSES
    ) -> None:
        worker = worker_name()
        self._shelves = [ShelfWork(database, worker=worker) for database in databases]
        self._every = every
        self._pauses = pauses
        self._seen: list[int] | None = None
        self._failed: Mapping[str, str] = {}
        self._stopping = threading.Event()
        self._stopped = asyncio.Event()

    @property
    def is_at_rest(self) -> bool:
        """Whether the index was at the shelves when they were last looked at."""
        return self._seen is not None

    def is_over(self) -> bool:
        """Tell whether it is to end."""
        return self._stopping.is_set()

    async def open(self, open_index: OpenIndex) -> Library:
        """Open an index as it is, to be followed: what was just added or changed is made while it serves."""
        views = [await shelf.look(take=False) for shelf in self._shelves]
        waiting = {job.source for view in views for job in view.jobs}
        offers = [postponed(offer) if offer.id in waiting else offer for offer in offers_of(views)]
        library = await asyncio.to_thread(open_index, offers, self)
        if not waiting:
            await self._settle(views, library.opened)
        return library

    async def open_whole(self, open_index: OpenIndex) -> Library:
        """Open an index that is at the shelves, but for what cannot be read."""
        async with AsyncExitStack() as stack:
            views = await self._look(stack)
            library = await asyncio.to_thread(open_index, offers_of(views), self)
            try:
                await self._settle(views, library.opened)
            except BaseException:
                library.close()
                raise
        return library

    async def follow(self, library: Library) -> None:
        """Bring an index to the shelves whenever they change, until `end`; a failure is tried again."""
        failures, pause = 0, 0.0 if self._seen is None else self._every
        while not await self._waited(pause):
            try:
                if self._seen is None or await self._revisions() != self._seen:
                    await self._round(library)
            except StoppedError:
                return
            except Exception as error:  # noqa: BLE001 - the outermost edge: it must go on following
                failures += 1
                pause = self._pauses[min(failures, len(self._pauses)) - 1]
                _tell(error, again_in=pause)
            else:
                failures, pause = 0, self._every

    def end(self) -> None:
        """Have `follow` return soon, also in the middle of its work: the next start goes on with that."""
        self._stopping.set()
        self._stopped.set()

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Note how far the index is.

        Raises:
            StoppedError: If it is to end: nothing that is in the middle of being made is worth waiting for.
        """
        if self._stopping.is_set():
            raise StoppedError
        for shelf in self._shelves:
            shelf.report(doing=doing, done=done, total=total)

    async def _round(self, library: Library) -> None:
        self._seen = None
        began = time.monotonic()
        async with AsyncExitStack() as stack:
            views = await self._look(stack)
            await self._reconcile(library, views)
        _log.info("sources brought up to date", seconds=round(time.monotonic() - began, 2))

    async def _look(self, stack: AsyncExitStack) -> list[ShelfView]:
        views: list[ShelfView] = []
        for shelf in self._shelves:
            view = await shelf.look()
            await stack.enter_async_context(shelf.holding(view))
            views.append(view)
        return views

    async def _reconcile(self, library: Library, views: Sequence[ShelfView]) -> None:
        stop = self._stopping.is_set
        done = await asyncio.to_thread(library.reconcile, offers_of(views), progress=self, stop=stop)
        await self._settle(views, done)

    async def _settle(self, views: Sequence[ShelfView], done: Reconciled) -> None:
        """Note that an index is at these views, but for what failed."""
        if done.stopped:
            return
        for source, sentence in done.failed.items():
            if self._failed.get(source) != sentence:
                _log.error("source cannot be used", source=source, reason=sentence)
        self._failed = done.failed
        for shelf, view in zip(self._shelves, views, strict=True):
            await shelf.note(view, done.failed)
        self._seen = [view.revision for view in views]

    async def _revisions(self) -> list[int]:
        return [await shelf.revision() for shelf in self._shelves]

    async def _waited(self, seconds: float) -> bool:
        """Wait, and tell whether it is to end."""
        try:
            await asyncio.wait_for(self._stopped.wait(), seconds)
        except TimeoutError:
            return False
        return True


def _tell(error: Exception, *, again_in: float) -> None:
    """Log a failure: what is known to pass is a line, anything else has its frames."""
    if isinstance(error, _PASSING):
        _log.error("sources not brought up to date", reason=str(error), again_in=again_in)
    else:
        kind = name_failure(error)
        _log.error("sources not brought up to date", reason=kind, again_in=again_in, exc_info=error)


def postponed(offer: SourceOffer) -> SourceOffer:
    """Return an offer that cannot be read yet: what the index has of that source stays meanwhile."""

    def read() -> SourceText:
        raise SourceError(Path(offer.id), "It is brought up to date in a moment.")

    return replace(offer, read=read)


def offers_of(views: Sequence[ShelfView]) -> list[SourceOffer]:
    """Return what all of these shelves offer; of two sources of one id, that of the first shelf."""
    offers: dict[str, SourceOffer] = {}
    for view in views:
        for offer in view.offers:
            offers.setdefault(offer.id, offer)
    return list(offers.values())
