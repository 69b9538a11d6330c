"""The database: opened once, migrated, and handed down."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bot.storage.errors import StorageError
from bot.storage.migrating import migrate

# A question that was accepted must survive a power cut: WAL with FULL, not NORMAL.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")

# The thread of a connection that failed to open reports its own end to the loop, and nobody waits for it.
_LAST_WORDS = 0.05  # seconds

_SENTENCES = (
    ("disk is full", "The disk of the database is full: free some space, then try again."),
    (
        "readonly",
        "The database cannot be written: give this user the right to write the file and its folder.",
    ),
    ("unable to open", "The database cannot be opened: check that its folder exists and can be written."),
    (
        "not a database",
        "The database file is not a database: move it away, or set DATABASE_URL to another file.",
    ),
    ("malformed", "The database file is damaged: restore a backup, or move it away to begin anew."),
    ("locked", "The database is in use by another process: stop that one, then try again."),
)


class Database:
    """An open database at this version's schema."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @classmethod
    async def open(cls, url: str) -> "Database":
        """Open and migrate; StorageError says in one sentence why it cannot be done."""
        database = cls(_engine(url))
        try:
            with _sentences():
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
        with _sentences():
            async with AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                yield session

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


@contextmanager
def _sentences() -> Generator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StorageError(_sentence(str(error.orig))) from error
    except PoolTimeoutError as error:
        raise StorageError("The database is too busy: its disk may be too slow.") from error


def _sentence(reason: str) -> str:
    lowered = reason.lower()
    return next(
        (sentence for mark, sentence in _SENTENCES if mark in lowered), f"The database failed: {reason}."
    )


def _engine(url: str) -> AsyncEngine:
    try:
        parsed = make_url(url)
        # SQLite has one writer: a queue for one connection is fairer and faster than many that collide.
        in_file = parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}
        one = {"pool_size": 1, "max_overflow": 0} if in_file else {}
        engine = create_async_engine(parsed, hide_parameters=True, **one)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StorageError(
            "DATABASE_URL cannot be used: write it as sqlite+aiosqlite:///folder/whosaid.db."
        ) from error
    if parsed.get_backend_name() == "sqlite":
        _make_folder(parsed.database)
        event.listen(engine.sync_engine, "connect", _set_pragmas)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _make_folder(database: str | None) -> None:
    if not database or database == ":memory:":
        return
    try:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The folder of the database cannot be made ({error.strerror}): check DATA_DIR and DATABASE_URL."
        ) from error


def _begin(connection: Connection) -> None:
    # The driver itself begins none for a change of the schema: a migration could stop half-way.
    # A transaction that turns from reading to writing is refused at once when another wrote meanwhile,
    # whatever the time-out; so each takes its turn from the beginning.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
