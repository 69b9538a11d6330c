"""A PostgreSQL server that is away, comes back, or refuses: what is tried again, and what is said."""

import asyncio
import traceback
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.questions import accept_question
from bot.storage.tables import QuestionRow
from tests.bot.storage.proxy import Door
from tests.bot.storage.rows import FIRST
from tests.bot.storage.schemas import ask
from tests.postgresql import Server

SECRET = "hunter2"  # noqa: S105 - a password that must not be shown


@pytest.fixture
async def direct(postgresql: Server, migrated: str) -> AsyncGenerator[str]:
    name = await postgresql.make(migrated)
    yield postgresql.url(name)
    await postgresql.drop(name)


@pytest.fixture
async def door(direct: str) -> AsyncGenerator[Door]:
    made = Door(direct)
    await made.open()
    yield made
    await made.shut()


@pytest.fixture
async def database(door: Door) -> AsyncGenerator[Database]:
    opened = await Database.open(door.url)
    yield opened
    await opened.close()


async def reopen(door: Door, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await door.open()


async def test_a_server_that_is_back_in_a_moment_is_waited_for(database: Database, door: Door) -> None:
    await door.shut()
    back = asyncio.create_task(reopen(door, 0.3))
    async with database.session() as session:
        row = await accept_question(session, FIRST)
    await back

    assert row == 1


async def test_work_that_was_cut_off_is_done_again_from_its_beginning(database: Database, door: Door) -> None:
    rows: list[int | None] = []

    async def work(session: AsyncSession) -> None:
        rows.append(await accept_question(session, FIRST))
        if len(rows) == 1:
            await door.shut()
            await door.open()
            await session.execute(text("SELECT 1"))

    await database.run(work)

    assert len(rows) == 2
    assert None not in rows
    async with database.session() as session:
        assert (await session.execute(text("SELECT count(*) FROM questions"))).scalar_one() == 1


async def test_work_whose_end_was_lost_is_not_done_twice(database: Database, door: Door) -> None:
    done: list[int] = []

    async def work(session: AsyncSession) -> None:
        await accept_question(session, FIRST)
        done.append(1)
        await door.shut()
        await door.open()

    with pytest.raises(StorageError, match="cannot be reached"):
        await database.run(work)
    assert len(done) == 1


async def test_two_that_wait_for_each_other_both_come_through(direct: str) -> None:
    database = await Database.open(direct)
    async with database.session() as session:
        rows = [await accept_question(session, replace(FIRST, origin=origin)) for origin in (1, 2)]
    met = asyncio.Barrier(2)
    tries: list[int] = []

    async def write_both(first: int, second: int) -> None:
        async def work(session: AsyncSession) -> None:
            tries.append(first)
            for place, row in enumerate((rows[first], rows[second])):
                if place and tries.count(first) == 1:
                    await met.wait()
                await session.execute(
                    update(QuestionRow).where(QuestionRow.id == row).values(text=f"{first}")
                )

        await database.run(work)

    await asyncio.gather(write_both(0, 1), write_both(1, 0))
    await database.close()

    assert len(tries) == 3


async def test_a_server_that_stays_away_is_one_sentence(
    database: Database, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.database._PAUSES", (0.01,))
    await door.shut()
    with pytest.raises(StorageError, match="cannot be reached"):
        async with database.session() as session:
            await accept_question(session, FIRST)
    await door.open()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql+asyncpg://u:{secret}@127.0.0.1:1/x", "cannot be reached"),
        ("postgresql+asyncpg://nobody:{secret}@{there}/postgres", "refuses this user or password"),
        ("postgresql+asyncpg://postgres:{secret}@{there}/nosuch", "does not exist: make it"),
        ("postgresql://u:{secret}@127.0.0.1/x", "DATABASE_URL cannot be used"),
        ("postgresql+asyncpg://u:{secret}@127.0.0.1:port/x", "DATABASE_URL cannot be used"),
    ],
)
async def test_what_is_wrong_is_one_sentence_and_never_shows_the_password(
    postgresql: Server, address: str, sentence: str
) -> None:
    there = postgresql.url("x").split("@")[1].split("/")[0]
    with pytest.raises(StorageError, match=sentence) as raised:
        await Database.open(address.format(secret=SECRET, there=there))

    assert SECRET not in "".join(traceback.format_exception(raised.value))


async def test_who_may_not_make_tables_is_told_so(postgresql: Server) -> None:
    name = await postgresql.make()
    await postgresql.run("CREATE ROLE guest LOGIN")
    with pytest.raises(StorageError, match="does not let this user"):
        await Database.open(postgresql.url(name).replace("postgres@", "guest@"))
    await postgresql.drop(name)
    await postgresql.run("DROP ROLE guest")


async def test_a_server_without_a_connection_to_spare_says_so(postgresql: Server, direct: str) -> None:
    await postgresql.run("CREATE ROLE single LOGIN SUPERUSER")
    await postgresql.run(f"ALTER DATABASE {direct.rpartition('/')[2]} CONNECTION LIMIT 0")
    await postgresql.run("ALTER ROLE single NOSUPERUSER CONNECTION LIMIT 0")
    with pytest.raises(StorageError, match="takes no more connections"):
        await Database.open(direct.replace("postgres@", "single@"))
    await postgresql.run("DROP ROLE single")


async def test_a_server_that_takes_no_writes_says_so(postgresql: Server, direct: str) -> None:
    name = direct.rpartition("/")[2]
    await postgresql.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    database = await Database.open(direct)
    with pytest.raises(StorageError, match="takes no writes"):
        async with database.session() as session:
            await accept_question(session, FIRST)
    await database.close()


async def test_a_question_s_words_are_not_in_what_is_said_of_an_error(direct: str) -> None:
    database = await Database.open(direct)
    with pytest.raises(StorageError) as raised:
        async with database.session() as session:
            await session.execute(text(f"SELECT CAST('{SECRET}' AS INTEGER)"))
    await database.close()

    assert SECRET not in str(raised.value)
    assert await ask(direct, "SELECT count(*) FROM questions") == [(0,)]
