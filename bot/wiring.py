"""Putting the parts together: an index that is opened, a model, and what answers from them."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from bot.answering.asking import Answering
from bot.answering.generation.generating import Generator
from bot.answering.pipeline import AnswerPipeline
from bot.backend import Backend
from bot.generation import Extraction, open_generator, read_generation
from bot.settings import Settings
from index.library import Library


def answering_from(library: Library, generator: Generator | None = None) -> Answering:
    """Return what answers from an open index; without a generator, in quotations alone."""
    return AnswerPipeline(library, generator)


@asynccontextmanager
async def generating(settings: Settings) -> AsyncGenerator[Generator | None]:
    """Give the model that writes answers, its budget kept in the database; None for quotations alone.

    Raises:
        GenerationError: If the settings contradict each other.
        StorageError: If the database, which holds what was spent, cannot be used.
    """
    if isinstance(read_generation(settings), Extraction):
        yield None
        return
    # SQLAlchemy takes a third of a second to load, and answers without a model need none of it.
    from bot.storage.database import Database  # noqa: PLC0415 - see above
    from bot.storage.spending import StoredLedger  # noqa: PLC0415 - see above

    database = await Database.open(settings.database)
    try:
        generator = open_generator(settings, StoredLedger(database))
        try:
            yield generator
        finally:
            if generator is not None:
                await generator.close()
    finally:
        await database.close()


class LibraryLoader:
    """Opens the index off the event loop, once for everybody; implements `BackendLoader`."""

    def __init__(self, open_index: Callable[[], Library], generator: Generator | None = None) -> None:
        self._open_index = open_index
        self._generator = generator
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
        if self._loading is not None:
            await asyncio.wait({self._loading})
        if self._library is not None:
            self._library.close()

    async def _load(self) -> Backend:
        self._library = await asyncio.to_thread(self._open_index)
        self._backend = Backend(
            answering=answering_from(self._library, self._generator), catalogue=self._library.catalogue
        )
        return self._backend


@asynccontextmanager
async def loading(
    open_index: Callable[[], Library], generator: Generator | None = None
) -> AsyncGenerator[LibraryLoader]:
    """Give a loader that lets go of the index at the end of the block."""
    loader = LibraryLoader(open_index, generator)
    try:
        yield loader
    finally:
        await loader.close()


def _failed(task: asyncio.Task[Backend]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
