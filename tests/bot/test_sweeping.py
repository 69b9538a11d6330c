"""What is too old goes by a believed clock alone, and nothing of a server that is there."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clocks import Reading
from bot.storage.database import Database
from bot.storage.departures import known_servers, note_departure
from bot.storage.questions import StoredQuestion, find_question
from bot.storage.retention import note_sweep
from bot.storage.tables import WithdrawalRow
from bot.sweeping import Sweeper, Terms
from tests.bot.storage.canaries import ASKED, HERE, THERE, put

DAY = 86_400
NOW = 1_800_000_000
TERMS = Terms(retention_days=30, grace_days=7)


class Clock:
    """Two clocks that are moved by hand."""

    def __init__(self) -> None:
        self.reading = Reading(wall=NOW, steady=0)

    def __call__(self) -> Reading:
        return self.reading

    def move(self, wall: float, steady: float) -> None:
        self.reading = Reading(wall=self.reading.wall + wall, steady=self.reading.steady + steady)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    opened = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    yield opened
    await opened.close()


async def ask(database: Database, origin: int, days_ago: float, guild: int = HERE) -> int:
    asked = replace(ASKED, origin=origin, guild=guild, accepted_at=NOW - int(days_ago * DAY))
    async with database.session() as session:
        return await put(session, asked)


async def kept(database: Database, row: int) -> StoredQuestion | None:
    async with database.session() as session:
        return await find_question(session, row)


async def swept_at(database: Database, at: int) -> None:
    async with database.session() as session:
        await note_sweep(session, "retention", at=at)


async def test_what_is_too_old_goes_and_what_is_not_stays(database: Database) -> None:
    await swept_at(database, NOW - 60)
    old, new = await ask(database, 100, 31), await ask(database, 200, 29)
    assert await Sweeper(database, TERMS, read=Clock()).sweep({HERE})

    assert [one and one.text for one in (await kept(database, old), await kept(database, new))] == [
        None,
        ASKED.text,
    ]


async def test_many_go_in_one_sweep(database: Database) -> None:
    await swept_at(database, NOW - 60)
    rows = [await ask(database, 100 + 10 * number, 31) for number in range(5)]
    sweeper = Sweeper(database, TERMS, read=Clock(), batch=2)
    await sweeper.sweep({HERE})

    assert {one and one.text for one in [await kept(database, row) for row in rows]} == {None}


@pytest.mark.parametrize("jump", [40 * DAY, DAY, -DAY])
async def test_a_jump_of_the_clock_deletes_nothing(database: Database, jump: int) -> None:
    row = await ask(database, 100, 29.5)
    clock = Clock()
    sweeper = Sweeper(database, TERMS, read=clock)
    await swept_at(database, NOW - 60)
    assert await sweeper.sweep({HERE})
    clock.move(jump + 60, 60)

    assert not await sweeper.sweep({HERE})
    left = await kept(database, row)
    assert left is not None
    assert left.text == ASKED.text


async def test_a_clock_that_is_wrong_from_the_start_deletes_nothing(database: Database) -> None:
    row = await ask(database, 100, 1)
    clock = Clock()
    clock.move(400 * DAY, 0)
    sweeper = Sweeper(database, TERMS, read=clock)

    assert not await sweeper.sweep({HERE})
    left = await kept(database, row)
    assert left is not None
    assert left.text == ASKED.text


async def test_after_a_long_absence_it_waits_for_a_day_and_then_deletes(database: Database) -> None:
    await swept_at(database, NOW - 60 * DAY)
    row = await ask(database, 100, 60)
    clock = Clock()
    sweeper = Sweeper(database, TERMS, read=clock)
    first = await sweeper.sweep({HERE})
    clock.move(DAY, DAY)

    assert (first, await sweeper.sweep({HERE})) == (False, True)
    left = await kept(database, row)
    assert left is not None
    assert left.text is None


async def test_a_server_that_was_left_is_forgotten_after_grace_with_its_cases(database: Database) -> None:
    await swept_at(database, NOW - 60)
    await ask(database, 100, 1)
    await ask(database, 200, 1, THERE)
    forgotten: list[str] = []

    async def forget(fingerprint: str) -> None:
        forgotten.append(fingerprint)

    async with database.session() as session:
        session.add(WithdrawalRow(guild=HERE, fingerprint="case", quoted=[], reason="other", withdrawn_at=5))
        await note_departure(session, HERE, at=NOW - 6 * DAY)
    clock = Clock()
    sweeper = Sweeper(database, TERMS, forget_case=forget, read=clock)
    await sweeper.sweep({THERE})
    within = await servers(database)
    clock.move(2 * DAY, 2 * DAY)
    await sweeper.sweep({THERE})

    assert (within, await servers(database)) == ({HERE, THERE}, {THERE})
    assert forgotten == ["case"]


async def test_nothing_goes_of_a_server_that_is_there_whatever_was_noted(database: Database) -> None:
    await swept_at(database, NOW - 60)
    await ask(database, 100, 1)
    async with database.session() as session:
        await note_departure(session, HERE, at=NOW - 60 * DAY)
    await Sweeper(database, TERMS, read=Clock()).sweep({HERE})

    assert await servers(database) == {HERE}


async def test_who_does_not_lead_leaves_what_is_too_old_and_forgets_only_servers_of_its_own(
    database: Database,
) -> None:
    await swept_at(database, NOW - 60)
    old = await ask(database, 100, 31)
    await ask(database, 200, 1, THERE)
    async with database.session() as session:
        for guild in (HERE, THERE):
            await note_departure(session, guild, at=NOW - 60 * DAY)
    await Sweeper(database, TERMS, read=Clock()).sweep(set(), leads=False, ours=lambda guild: guild == THERE)

    left = await kept(database, old)
    assert left is not None
    assert left.text == ASKED.text
    assert await servers(database) == {HERE}


async def servers(database: Database) -> set[int]:
    async with database.session() as session:
        return await known_servers(session)
