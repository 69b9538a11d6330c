"""Restoring a backup: all of it or nothing, and never over something without a copy of that."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.backups.honouring import honour, who_opted_out
from bot.storage.backups.lines import BackupError, Columns, Header, Row
from bot.storage.backups.reading import check_backup, read_batches
from bot.storage.backups.saving import Told, write_tables
from bot.storage.backups.tables import VERSION, count_rows, reflect, worth_keeping
from bot.storage.backups.values import decode
from bot.storage.backups.writing import writing
from bot.storage.engines import connected, file_of, make_folder
from bot.storage.errors import DamagedError
from bot.storage.holding import alone, alone_on_server
from bot.storage.integrity import check_file
from bot.storage.migrating import is_known, lock, migrate, revision_of

_AT_ONCE = 500  # rows written together
_LONGEST_WAIT = "10s"  # for others to let a table go


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored, and where the copy of what was there before is."""

    header: Header
    copy: Path | None


async def restore_backup(url: str, file: Path, *, replace: bool, copies: Path, told: Told) -> Restored:
    """Put what a backup holds into a database, and bring it to this version's schema.

    It goes into an empty database. With `replace` what is there is replaced, after a copy of it was put
    into the folder `copies`; a damaged file of a database is put aside. Who had opted out there stays so.
    While a bot has the database it is refused.

    Raises:
        StorageError: If the backup or the database cannot be used; the database is then as it was.
    """
    header = check_backup(file)
    if not is_known(header.revision):
        raise BackupError("The backup was written by a newer version of whosaid: install that version.")
    with alone(url):
        aside = _put_aside(url, replace=replace)
        async with connected(url) as connection, connection.begin():
            await connection.run_sync(alone_on_server)
            copy, opted_out = await _empty(connection, replace=replace, copies=copies)
            await connection.run_sync(lambda opened: migrate(opened, to=header.revision))
            await _fill(connection, file, header, told)
            await connection.run_sync(migrate)
            await honour(connection, opted_out)
    return Restored(header=header, copy=copy or aside)


def _put_aside(url: str, *, replace: bool) -> Path | None:
    """Make sure that a database's file can be opened; return where a damaged one was put."""
    database = file_of(url)
    if database is None:
        return None
    make_folder(database)
    try:
        check_file(database)
    except DamagedError:
        if not replace:
            raise
    else:
        return None
    aside = database.with_name(f"{database.name}.damaged-{_stamp()}")
    for end in ("-wal", "-shm", ""):
        beside = Path(f"{database}{end}")
        if beside.exists():
            beside.replace(f"{aside}{end}")
    return aside


async def _empty(
    connection: AsyncConnection, *, replace: bool, copies: Path
) -> tuple[Path | None, dict[int, int]]:
    """Remove all tables; return the copy of what they held, and who had opted out."""
    revision, tables, rows = await connection.run_sync(_survey)
    copy: Path | None = None
    if rows:
        if not replace:
            raise BackupError(
                "The database is not empty: restore into an empty one, or say --replace, which keeps a copy "
                "of what is there."
            )
        copy = copies / f"replaced-{_stamp()}.jsonl.gz"
        with writing(copy) as writer:
            await write_tables(connection, writer, lambda _done, _total: None)
    opted_out = await who_opted_out(connection, tables)
    if revision is not None:
        await connection.run_sync(_drop, tables)
    return copy, opted_out


def _survey(connection: Connection) -> tuple[str | None, list[Table], int]:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{_LONGEST_WAIT}'"))
    lock(connection)
    tables = reflect(connection)
    if connection.dialect.name == "postgresql" and tables:
        names = ", ".join(table.name for table in tables)
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
    return revision_of(connection), tables, sum(count_rows(connection, worth_keeping(tables)).values())


def _drop(connection: Connection, tables: list[Table]) -> None:
    for table in reversed(tables):
        table.drop(connection)
    connection.execute(text(f"DROP TABLE {VERSION}"))


async def _fill(connection: AsyncConnection, file: Path, header: Header, told: Told) -> None:
    tables = {table.name: table for table in await connection.run_sync(reflect)}
    done = 0
    for columns, rows in read_batches(file, _AT_ONCE):
        table = tables.get(columns.table)
        if table is None or set(columns.names) != set(table.columns.keys()):
            raise BackupError(
                f"The backup does not fit its own version (table {columns.table}): take another."
            )
        await connection.execute(insert(table), [_values(table, columns, row) for row in rows])
        done += len(rows)
        told(done, header.rows)
    if connection.dialect.name == "postgresql":
        await connection.run_sync(_number_on, list(tables.values()))


def _values(table: Table, columns: Columns, row: Row) -> dict[str, Any]:
    named = zip(columns.names, row, strict=True)
    return {name: decode(table.columns[name].type, value) for name, value in named}


def _number_on(connection: Connection, tables: list[Table]) -> None:
    """Let new rows be numbered after those that were restored; SQLite does so by itself."""
    for table in tables:
        if "id" in table.columns:
            largest = connection.execute(select(func.max(table.columns["id"]))).scalar_one()
            if largest is not None:
                sequence = func.pg_get_serial_sequence(table.name, "id")
                connection.execute(select(func.setval(sequence, largest)))


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
