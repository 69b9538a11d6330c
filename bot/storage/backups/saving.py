"""Saving everything that is kept, as it is at one moment, while the bot may be running."""

from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, Row, Table, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.backups.lines import BackupError, Columns, Header
from bot.storage.backups.tables import count_rows, reflect, worth_keeping
from bot.storage.backups.values import encode
from bot.storage.backups.writing import BackupWriter, writing
from bot.storage.engines import connected, file_of
from bot.storage.migrating import revision_of

_AT_ONCE = 500  # rows held in memory
_FILES_AT_ONCE = 2  # a file of a source may have 32 MB

Told = Callable[[int, int], None]
"""Is told how many rows are done, and of how many."""


async def save_backup(url: str, file: Path, *, told: Told) -> Header:
    """Write everything that a database keeps into a file, and return what is in there.

    Nobody waits for it, and it sees one moment. The schema stays as it is.

    Raises:
        StorageError: If the database cannot be read, or the file not be written.
    """
    database = file_of(url)
    if database is not None and not database.is_file():
        raise BackupError("There is no database yet, so there is nothing to back up.")
    with writing(file) as writer:
        async with connected(url, reading=True) as connection:
            return await write_tables(connection, writer, told)


async def write_tables(connection: AsyncConnection, writer: BackupWriter, told: Told) -> Header:
    """Write all tables as this connection's transaction sees them, and return what was written."""
    header, tables = await connection.run_sync(_survey)
    writer.begin(header)
    done = 0
    for table in tables:
        writer.begin_table(Columns(table=table.name, names=tuple(table.columns.keys())))
        async for rows in _batches(connection, table):
            for row in rows:
                writer.write_row([encode(value) for value in row])
            done += len(rows)
            told(done, header.rows)
    writer.end()
    return header


async def _batches(connection: AsyncConnection, table: Table) -> AsyncGenerator[Sequence[Row[Any]]]:
    """Give the rows of a table in the order of its key, some at once.

    Each is a query of its own: a cursor would keep the table in use, and it could not be dropped after.
    """
    keys = list(table.primary_key)
    places = [list(table.columns).index(key) for key in keys]
    holds_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    following = select(table).order_by(*keys).limit(_FILES_AT_ONCE if holds_files else _AT_ONCE)
    rows = (await connection.execute(following)).all()
    while rows:
        yield rows
        last = [literal(rows[-1][place], key.type) for place, key in zip(places, keys, strict=True)]
        rows = (await connection.execute(following.where(tuple_(*keys) > tuple_(*last)))).all()


def _survey(connection: Connection) -> tuple[Header, list[Table]]:
    revision = revision_of(connection)
    if revision is None:
        raise BackupError("The database is empty, so there is nothing to back up.")
    tables = worth_keeping(reflect(connection))
    return Header(revision=revision, counts=count_rows(connection, tables)), tables
