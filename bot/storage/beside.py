"""A database beside a command that is not asynchronous itself: its event loop has a thread of its own."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database

_Result = TypeVar("_Result")


class DatabaseBeside:
    """An open database whose work the command waits for."""

    def __init__(self, loop: asyncio.AbstractEventLoop, database: Database) -> None:
        self._loop = loop
        self.database = database

    def wait(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        """Have work done in the database's event loop, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def change(self, work: Callable[[AsyncSession], Awaitable[_Result]]) -> _Result:
        """Do some work in one transaction."""
        return self.wait(self.database.run(work))

    def look(self, work: Callable[[AsyncSession], Awaitable[_Result]]) -> _Result:
        """Do some work that changes nothing."""
        return self.wait(self._look(work))

    async def _look(self, work: Callable[[AsyncSession], Awaitable[_Result]]) -> _Result:
        async with self.database.reading() as session:
            return await work(session)


@contextmanager
def database_beside(url: str) -> Generator[DatabaseBeside]:
    """Give a database for the block; StorageError if it cannot be used."""
    with _loop_beside() as loop:
        database = asyncio.run_coroutine_threadsafe(Database.open(url), loop).result()
        try:
            yield DatabaseBeside(loop, database)
        finally:
            asyncio.run_coroutine_threadsafe(_end(database), loop).result()


@contextmanager
def _loop_beside() -> Generator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="database", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(database: Database) -> None:
    """Close a database, after what a command left in the middle has ended."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await database.close()
    await asyncio.get_running_loop().shutdown_default_executor()
