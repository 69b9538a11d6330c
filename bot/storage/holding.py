"""Who has the database: any number of bots at once, or the one command that replaces all of it.

Whoever ends, however that comes, holds it no more: both kinds of locks go with their process.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import structlog
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.engines import file_of, make_engine, make_folder
from bot.storage.errors import StorageError
from bot.storage.failures import connecting, sentence_of_sqlite, storage_errors

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

# Servers have ids above 0, and migrating has -1.
_LOCK = -2
_PATIENCE, _PAUSE = 30.0, 0.2  # seconds that a bot waits for one who replaces the database
_EVERY = 15.0  # seconds after which a server is asked whether it still knows of us

_RUNNING = "The bot is running: stop it first, then restore; nothing was changed."
_REPLACED = "A backup is being restored into the database: start the bot again when that is done."


@asynccontextmanager
async def held(url: str, *, patience: float = _PATIENCE, every: float = _EVERY) -> AsyncGenerator[None]:
    """Keep anyone from replacing a database during this block, as every running bot does.

    Raises:
        StorageError: If it cannot be used, or somebody is replacing it and goes on beyond `patience` seconds.
    """
    engine, file = make_engine(url), file_of(url)
    try:
        if file is not None:
            make_folder(file)
            with closing(_lock_beside(file)) as lock:
                await _share(lock, patience)
                yield
        elif engine.dialect.name == "postgresql":
            async with _held_on_server(engine, patience, every):
                yield
        else:
            yield
    finally:
        await engine.dispose()


@contextmanager
def alone(url: str) -> Generator[None]:
    """Have a database's file for oneself during this block; a server's is had by `alone_on_server`.

    Raises:
        StorageError: If a bot has it, or it cannot be used.
    """
    make_engine(url)
    file = file_of(url)
    if file is None:
        yield
        return
    make_folder(file)
    with closing(_lock_beside(file)) as lock:
        if not _try(lock, "BEGIN EXCLUSIVE"):
            raise StorageError(_RUNNING)
        yield


def alone_on_server(connection: Connection) -> None:
    """Have a server's database for oneself until this transaction ends.

    Raises:
        StorageError: If a bot has it.
    """
    if connection.dialect.name != "postgresql":
        return
    if not connection.execute(select(func.pg_try_advisory_xact_lock(_LOCK))).scalar_one():
        raise StorageError(_RUNNING)


def _lock_beside(file: Path) -> sqlite3.Connection:
    """Open the file that is locked in place of the database, which everybody may go on using.

    It is an empty database itself: SQLite's locks are shared or exclusive on every system.
    """
    try:
        return sqlite3.connect(f"{file}.lock", timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise sentence_of_sqlite(str(error)) from error


def _try(lock: sqlite3.Connection, *statements: str) -> bool:
    try:
        for statement in statements:
            lock.execute(statement).fetchall()
    except sqlite3.Error as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise sentence_of_sqlite(str(error)) from error
        if lock.in_transaction:
            lock.rollback()
        return False
    return True


async def _share(lock: sqlite3.Connection, patience: float) -> None:
    # Whoever reads in a transaction keeps the file from others who would have it for themselves.
    deadline = asyncio.get_running_loop().time() + patience
    while not _try(lock, "BEGIN", "SELECT * FROM sqlite_master"):
        await _wait(deadline)


async def _wait(deadline: float) -> None:
    if asyncio.get_running_loop().time() > deadline:
        raise StorageError(_REPLACED)
    await asyncio.sleep(_PAUSE)


@asynccontextmanager
async def _held_on_server(engine: AsyncEngine, patience: float, every: float) -> AsyncGenerator[None]:
    with storage_errors(), connecting():
        connection = await _connect(engine)
    try:
        await _share_on_server(connection, patience)
    except BaseException:
        await connection.close()
        raise
    keeping = asyncio.create_task(_keep(engine, connection, patience, every))
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.wait({keeping})


async def _connect(engine: AsyncEngine) -> AsyncConnection:
    connection = await engine.connect()
    # A lock of the session needs no transaction, which would keep the server from tidying up.
    return await connection.execution_options(isolation_level="AUTOCOMMIT")


async def _share_on_server(connection: AsyncConnection, patience: float) -> None:
    deadline = asyncio.get_running_loop().time() + patience
    with storage_errors():
        while not (await connection.execute(select(func.pg_try_advisory_lock_shared(_LOCK)))).scalar_one():
            await _wait(deadline)


async def _keep(engine: AsyncEngine, connection: AsyncConnection, patience: float, every: float) -> None:
    """Hold the lock again when the server lost the connection; it goes with the connection."""
    try:
        while True:
            await asyncio.sleep(every)
            try:
                await connection.execute(select(1))
            except (DBAPIError, OSError):
                await connection.close()
                connection = await _again(engine, patience, every)
    finally:
        # A lock must not outlive us in a pool; the server lets it go with the connection.
        await connection.invalidate()
        await connection.close()


async def _again(engine: AsyncEngine, patience: float, every: float) -> AsyncConnection:
    while True:
        try:
            connection = await _connect(engine)
            await _share_on_server(connection, patience)
        except (StorageError, DBAPIError, OSError):
            _log.warning("nothing keeps others from replacing the database", again_in=every)
            await asyncio.sleep(every)
        else:
            return connection
