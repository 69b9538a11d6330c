"""A database is brought to this version's schema: all of it, or not at all, and by one alone."""

import asyncio
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.answering.asking import Intent
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.migrating import migrate
from bot.storage.questions import find_question
from bot.storage.tables import Base
from tests.bot.storage.schemas import ask, connected, make_old

_OPEN = """
import asyncio, sys
from bot.storage.database import Database

async def main():
    await (await Database.open(sys.argv[1])).close()

asyncio.run(main())
"""


async def test_the_migrations_make_exactly_the_tables(url: str) -> None:
    def compare(connection: Connection) -> list[object]:
        migrate(connection)
        return compare_metadata(MigrationContext.configure(connection), Base.metadata)

    async with connected(url) as connection:
        assert await connection.run_sync(compare) == []


@pytest.mark.parametrize(
    ("revision", "intent"), [("0001", Intent.QUESTION), ("0002", Intent.CLAIM), ("0003", Intent.CLAIM)]
)
async def test_a_database_of_an_older_version_is_brought_up_with_its_rows(
    url: str, revision: str, intent: Intent
) -> None:
    await make_old(url, revision)
    database = await Database.open(url)
    async with database.session() as session:
        kept = await find_question(session, 1)
    await database.close()

    assert kept is not None
    assert (kept.origin, kept.text, kept.intent, kept.public) == (7, "why?", intent, True)
    assert kept.outcome is not None
    assert (kept.outcome.reason, kept.mode, kept.draft) == ("nothing_found", None, None)
    calls = await ask(url, "SELECT input_tokens, output_tokens, nanodollars FROM model_calls")
    assert calls == ([(1, 2, 3)] if revision == "0003" else [])


async def test_a_migration_that_breaks_half_way_leaves_the_old_database_as_it_was(url: str) -> None:
    # The newest migration finds one of its later tables taken, when it has already changed others.
    await make_old(url, "0003", "CREATE TABLE departures (id INTEGER)")
    with pytest.raises(StorageError):
        await Database.open(url)

    assert await ask(url, "SELECT version_num FROM alembic_version") == [("0003",)]
    with pytest.raises(DBAPIError):
        await ask(url, "SELECT fingerprint FROM questions")
    with pytest.raises(DBAPIError):
        await ask(url, "SELECT * FROM reviews")
    await ask(url, "DROP TABLE departures")
    await (await Database.open(url)).close()
    assert await ask(url, "SELECT text, fingerprint FROM questions") == [("why?", None)]


async def test_a_database_of_a_newer_version_is_refused_untouched(url: str) -> None:
    await (await Database.open(url)).close()
    await ask(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError, match="newer version"):
        await Database.open(url)

    assert await ask(url, "SELECT version_num FROM alembic_version") == [("9999",)]


async def test_of_several_processes_that_start_at_once_one_migrates(url: str) -> None:
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-W", "error", "-c", _OPEN, url, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(3)
    ]
    told = [(await process.communicate())[1].decode() for process in started]

    assert [(process.returncode, said) for process, said in zip(started, told, strict=True)] == [(0, "")] * 3
    assert len(await ask(url, "SELECT version_num FROM alembic_version")) == 1
