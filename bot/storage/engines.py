"""Engines: one for a file, with SQLite's one writer, and one for a PostgreSQL server."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.errors import StorageError
from bot.storage.failures import connecting, storage_errors

# A question that was accepted must survive a power cut: WAL with FULL, not NORMAL. The time-out goes first:
# turning to WAL is itself something to wait for when two begin at once.
_PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    # What is forgotten is not left lying in free pages.
    "secure_delete=ON",
)
# SQLite has one writer: a queue for one connection is fairer and faster than many that collide.
_FILE = {"pool_size": 1, "max_overflow": 0}
# Rules are read before anybody is acknowledged: that must not wait for others who only read.
_FILE_READERS = {"pool_size": 4, "max_overflow": 0}
_SERVER = {
    "pool_size": 10,
    "max_overflow": 0,
    # A connection that the server closed meanwhile is noticed before it is used.
    "pool_pre_ping": True,
    "connect_args": {
        "timeout": 5,  # seconds to connect
        "command_timeout": 60,
        "server_settings": {"application_name": "whosaid"},
    },
}


def make_engine(url: str, *, reading: bool = False) -> AsyncEngine:
    """Return the engine of a database, not connected yet.

    With `reading`, a transaction sees one moment and keeps nobody from writing. A file and its folder are
    made when something is written.

    Raises:
        StorageError: If the address cannot be used.
    """
    try:
        parsed = make_url(url)
        file = _FILE_READERS if reading else _FILE
        options: dict[str, Any] = file if file_of(parsed) else {}
        if parsed.get_backend_name() == "postgresql":
            options = _SERVER | ({"isolation_level": "REPEATABLE READ"} if reading else {})
        engine = create_async_engine(parsed, hide_parameters=True, **options)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise StorageError(
            "DATABASE_URL cannot be used: write it as sqlite+aiosqlite:///folder/whosaid.db, or as "
            "postgresql+asyncpg://user:password@host/database."
        ) from error
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        event.listen(engine.sync_engine, "begin", _begin_reading if reading else _begin)
    return engine


@asynccontextmanager
async def connected(url: str, *, reading: bool = False) -> AsyncGenerator[AsyncConnection]:
    """Give one connection to a database, in a transaction that is undone unless it is committed.

    Raises:
        StorageError: If the address cannot be used, or nobody is there.
    """
    engine = make_engine(url, reading=reading)
    try:
        with storage_errors():
            with connecting():
                connection = await engine.connect()
            try:
                yield connection
            finally:
                await connection.close()
    finally:
        await engine.dispose()


def file_of(url: str | URL) -> Path | None:
    """Return the file of a database; None for one on a server or in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        return None
    return Path(str(parsed.database))


def make_folder(file: Path) -> None:
    """Make the folder of a database's file."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder of the database cannot be made ({error.strerror}): check DATA_DIR and DATABASE_URL."
        ) from error


def _begin(connection: Connection) -> None:
    # The driver itself begins none for a change of the schema: a migration could stop half-way.
    # A transaction that turns from reading to writing is refused at once when another wrote meanwhile,
    # whatever the time-out; so each takes its turn from the beginning.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
