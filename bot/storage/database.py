"""The database: opened once, migrated, and handed down."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.storage.ended import EndedQuestion, ended_in
from bot.storage.engines import file_of, make_engine, make_folder
from bot.storage.failures import connecting, is_rolled_back, is_unreachable, storage_errors
from bot.storage.integrity import check_file
from bot.storage.migrating import migrate

# The thread of a connection that failed to open reports its own end to the loop, and nobody waits for it.
_LAST_WORDS = 0.05  # seconds
# A server that restarts is back in a few seconds; who asked is told "thinking" meanwhile.
_PAUSES = (0.1, 0.4, 1.0, 2.0)  # seconds before another try

_Result = TypeVar("_Result")


class _AgainError(Exception):
    """Nothing was done, and another try may do it."""


class Database:
    """An open database at this version's schema."""

    def __init__(self, engine: AsyncEngine, readers: AsyncEngine | None = None) -> None:
        self._engine = engine
        self._readers = readers or engine
        self.on_ended: Callable[[EndedQuestion], None] | None = None
        """Told of every question that has its ending, once that is committed; must not raise."""

    @classmethod
    async def open(cls, url: str) -> "Database":
        """Open and migrate; StorageError says in one sentence why it cannot be done."""
        engine, file = make_engine(url), file_of(url)
        # A file has one writer; who only reads must not wait behind all that write.
        database = cls(engine, make_engine(url, reading=True) if file else None)
        try:
            if file:
                make_folder(file)
                await asyncio.to_thread(check_file, file)
            with storage_errors(), connecting():
                async with database._engine.begin() as connection:
                    await connection.run_sync(migrate)
        except BaseException:
            await database.close()
            await asyncio.sleep(_LAST_WORDS)
            raise
        return database

    @asynccontextmanager
    async def session(self) -> AsyncGenerator[AsyncSession]:
        """Give a session in one transaction, committed at the end; StorageError if that fails."""
        with storage_errors():
            async with AsyncSession(self._engine, expire_on_commit=False) as session:
                await self._connect(session)
                yield session
                await session.commit()
                self._tell(session)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncSession]:
        """Give a session that sees what is committed and changes nothing; StorageError if that fails.

        It waits for nobody who writes: for what somebody is waiting for.
        """
        with storage_errors():
            async with AsyncSession(self._readers, expire_on_commit=False) as session:
                await self._connect(session)
                yield session

    async def run(self, work: Callable[[AsyncSession], Awaitable[_Result]]) -> _Result:
        """Do some work in one transaction and return its result; StorageError if that fails.

        Where the server was lost before the end, or gave the transaction up for others, all of it is done
        again: the work must do nothing but with its session. An end that was lost is not tried again, as
        it may have been written.
        """
        with storage_errors():
            for pause in _PAUSES:
                try:
                    return await self._try(work)
                except _AgainError:
                    await asyncio.sleep(pause)
            async with self.session() as session:
                return await work(session)

    async def _try(self, work: Callable[[AsyncSession], Awaitable[_Result]]) -> _Result:
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            await self._connect(session)
            try:
                result = await work(session)
            except DBAPIError as error:
                if is_unreachable(error) or is_rolled_back(error):
                    raise _AgainError from error
                raise
            try:
                await session.commit()
            except DBAPIError as error:
                if is_rolled_back(error):
                    raise _AgainError from error
                raise
            self._tell(session)
            return result

    def _tell(self, session: AsyncSession) -> None:
        for ended in ended_in(session):
            if self.on_ended is not None:
                self.on_ended(ended)

    async def _connect(self, session: AsyncSession) -> None:
        """Begin the transaction, for which a server that is just restarting is waited for."""
        with connecting():
            for pause in _PAUSES:
                try:
                    await session.connection()
                except (DBAPIError, OSError) as error:
                    if not is_unreachable(error):
                        raise
                    await session.rollback()
                    await asyncio.sleep(pause)
                else:
                    return
            await session.connection()

    async def close(self) -> None:
        """Close every connection."""
        await self._readers.dispose()
        await self._engine.dispose()
