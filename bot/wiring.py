"""Putting the parts together: an index that is opened, a model, and what answers from them."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

from bot.answering.asking import Answering
from bot.answering.generation.generating import Generator
from bot.answering.pipeline import AnswerPipeline
from bot.answering.reusing import ReusedAnswers
from bot.backend import Backend
from bot.generation import Extraction, open_generator, read_generation
from bot.settings import Settings
from index.library import Library
from index.offers import SourceOffer
from index.progress import Progress, Silent

if TYPE_CHECKING:
    from bot.storage.database import Database

OpenIndex = Callable[[Sequence[SourceOffer], Progress], Library]
"""Opens an index at these offers beside the operator's folder, in a worker thread; tells its progress."""


class Follower(Protocol):
    """Keeps an index at sources that come and go."""

    async def open(self, open_index: OpenIndex) -> Library:
        """Open an index at the sources as they are."""
        ...

    async def follow(self, library: Library) -> None:
        """Keep it at them until `end`."""
        ...

    def end(self) -> None:
        """Have `follow` return soon."""
        ...


def answering_from(library: Library, generator: Generator | None = None) -> Answering:
    """Return what answers from an open index; without a generator, in quotations alone."""
    return AnswerPipeline(library, generator)


@asynccontextmanager
async def generating(
    settings: Settings, database: "Database | None" = None
) -> AsyncGenerator[Generator | None]:
    """Give the model that writes answers, its budget kept in the database; None for quotations alone.

    `database` is one that is open already: a file has one writer, and two who write to it starve each other.

    Raises:
        GenerationError: If the settings contradict each other.
        StorageError: If the database, which holds what was spent, cannot be used.
    """
    if isinstance(read_generation(settings), Extraction):
        yield None
        return
    # SQLAlchemy takes a third of a second to load, and answers without a model need none of it.
    from bot.storage.spending import StoredLedger  # noqa: PLC0415 - see above

    async with opened(settings.database) if database is None else nullcontext(database) as held:
        generator = open_generator(settings, StoredLedger(held))
        try:
            yield generator
        finally:
            if generator is not None:
                await generator.close()


@asynccontextmanager
async def opened(url: str) -> "AsyncGenerator[Database]":
    """Give a database for the block."""
    from bot.storage.database import Database  # noqa: PLC0415 - as above

    database = await Database.open(url)
    try:
        yield database
    finally:
        await database.close()


class LibraryLoader:
    """Opens the index off the event loop, once for everybody; implements `BackendLoader`."""

    def __init__(
        self, open_index: OpenIndex, generator: Generator | None = None, follower: Follower | None = None
    ) -> None:
        self._open_index = open_index
        self._generator = generator
        self._follower = follower
        self._following: asyncio.Task[None] | None = None
        self._library: Library | None = None
        self._backend: Backend | None = None
        self._loading: asyncio.Task[Backend] | None = None

    async def ready(self) -> Backend:
        """Wait for the backend; after a failure, the next who waits has it tried again."""
        if self._loading is None or _failed(self._loading):
            self._loading = asyncio.create_task(self._load())
        # One who stops waiting must not end the loading for the others.
        return await asyncio.shield(self._loading)

    def loaded(self) -> Backend | None:
        """Return the backend if it is loaded."""
        return self._backend

    async def close(self) -> None:
        """Let go of the index; a thread that still opens it is waited for, as it cannot be ended."""
        if self._follower is not None:
            self._follower.end()
        for running in (self._loading, self._following):
            if running is not None:
                # What ended it at the very end is nobody's to hear of any more.
                await asyncio.gather(running, return_exceptions=True)
        if self._library is not None:
            self._library.close()

    async def _load(self) -> Backend:
        library = self._library = await self._open()
        answering = ReusedAnswers(
            answering=answering_from(library, self._generator),
            sources=lambda: library.corpus.sources(),  # noqa: PLW0108 - another corpus may take its place
            generates=self._generator is not None,
        )
        self._backend = Backend(answering=answering, catalogue=library.catalogue)
        if self._follower is not None:
            self._following = asyncio.create_task(self._follower.follow(library))
        return self._backend

    async def _open(self) -> Library:
        if self._follower is None:
            return await asyncio.to_thread(self._open_index, (), Silent())
        return await self._follower.open(self._open_index)


@asynccontextmanager
async def loading(
    open_index: OpenIndex, generator: Generator | None = None, follower: Follower | None = None
) -> AsyncGenerator[LibraryLoader]:
    """Give a loader that lets go of the index at the end of the block."""
    loader = LibraryLoader(open_index, generator, follower)
    try:
        yield loader
    finally:
        await loader.close()


def _failed(task: asyncio.Task[Backend]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
