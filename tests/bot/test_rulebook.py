"""What a moderator sets holds at once, and a crowd of questions reads it once."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.moderation.rules_json import RulesError
from bot.rulebook import UNREADABLE_RULES, Rulebook
from bot.storage.database import Database
from bot.storage.errors import StorageError

GUILD, NOW = 5, 1_800_000_000
OPEN = GuildRules(default=PlaceRules(mode=ChannelMode.OPEN))


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Counting(Database):
    """Counts its sessions, and keeps one from ending for as long as it is told to."""

    sessions = 0
    held: asyncio.Event | None = None

    def __init__(self, engine: AsyncEngine, readers: AsyncEngine | None = None) -> None:
        super().__init__(engine, readers)
        self.holding = asyncio.Event()

    @asynccontextmanager
    async def session(self) -> AsyncGenerator[AsyncSession]:
        async with self._counted(super().session()) as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncSession]:
        async with self._counted(super().reading()) as session:
            yield session

    @asynccontextmanager
    async def _counted(
        self, given: AbstractAsyncContextManager[AsyncSession]
    ) -> AsyncGenerator[AsyncSession]:
        self.sessions += 1
        held = self.held
        async with given as session:
            yield session
        if held is not None:
            self.holding.set()
            await held.wait()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Counting]:
    opened = await Counting.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    assert isinstance(opened, Counting)
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def paused(rules: GuildRules) -> GuildRules:
    return replace(rules, paused_at=NOW)


async def test_what_is_set_is_remembered_for_half_a_second(database: Counting, clock: Clock) -> None:
    here, elsewhere = Rulebook(database, clock=clock), Rulebook(database)
    assert await here.of(GUILD) == GuildRules()
    await elsewhere.put(GUILD, OPEN, NOW)

    clock.now += 0.49
    assert await here.of(GUILD) == GuildRules()
    clock.now += 0.01
    assert await here.of(GUILD) == OPEN


async def test_what_one_sets_oneself_holds_at_once(database: Counting, clock: Clock) -> None:
    rulebook = Rulebook(database, clock=clock)
    await rulebook.of(GUILD)
    assert await rulebook.change(GUILD, lambda _: OPEN, NOW) == OPEN
    assert await rulebook.of(GUILD) == OPEN
    await rulebook.put(GUILD, GuildRules(), NOW)
    assert await rulebook.of(GUILD) == GuildRules()


async def test_a_pause_of_another_process_holds_within_a_second(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}"
    databases = [await Database.open(url) for _ in range(2)]
    here, elsewhere = map(Rulebook, databases)
    await here.change(GUILD, lambda _: OPEN, NOW)

    async def watch() -> float:
        while (await here.of(GUILD)).paused_at is None:  # noqa: ASYNC110 - another process tells nothing
            await asyncio.sleep(0.01)
        return time.monotonic()

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.05)
    await elsewhere.change(GUILD, paused, NOW)
    began = time.monotonic()
    assert await watching - began < 1
    for database in databases:
        await database.close()


async def test_two_thousand_questions_read_once(database: Counting) -> None:
    rulebook = Rulebook(database)
    found = await asyncio.gather(*(rulebook.of(GUILD) for _ in range(2000)))
    assert set(map(id, found)) == {id(found[0])}
    assert database.sessions == 1


async def test_rules_are_read_while_others_hold_the_database(database: Counting) -> None:
    rulebook = Rulebook(database)
    await rulebook.put(GUILD, OPEN, NOW)
    async with database.session(), asyncio.timeout(1):
        assert await rulebook.of(GUILD) == OPEN


async def test_no_more_than_a_thousand_servers_are_remembered(database: Counting, clock: Clock) -> None:
    rulebook = Rulebook(database, clock=clock)
    for guild in range(1001):
        await rulebook.of(guild)
    await rulebook.of(1000)
    assert database.sessions == 1001
    await rulebook.of(0)
    assert database.sessions == 1002


async def test_who_stops_waiting_ends_the_reading_for_nobody_else(database: Counting) -> None:
    rulebook = Rulebook(database)
    impatient, patient = (asyncio.create_task(rulebook.of(GUILD)) for _ in range(2))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == GuildRules()


async def test_a_reading_that_ends_after_a_change_is_not_remembered(database: Counting) -> None:
    rulebook = Rulebook(database)
    database.held = asyncio.Event()
    late = asyncio.create_task(rulebook.of(GUILD))
    await database.holding.wait()
    held, database.held = database.held, None
    await rulebook.change(GUILD, lambda _: OPEN, NOW)
    assert await rulebook.of(GUILD) == OPEN
    held.set()
    assert await late == GuildRules()
    assert await rulebook.of(GUILD) == OPEN


async def damage(database: Database) -> None:
    async with database.session() as session:
        await session.execute(text('UPDATE guild_rules SET rules = \'{"version": 1, "strict": 3}\''))


async def test_damaged_rules_stop_everything_and_are_logged_once(database: Counting, clock: Clock) -> None:
    rulebook = Rulebook(database, clock=clock)
    await rulebook.put(GUILD, OPEN, NOW)
    await damage(database)
    with structlog.testing.capture_logs() as logs:
        for _ in range(3):
            assert await rulebook.of(GUILD) is UNREADABLE_RULES
            clock.now += 1
        with pytest.raises(RulesError):
            await rulebook.change(GUILD, paused, NOW)
        await rulebook.put(GUILD, OPEN, NOW)
        assert await rulebook.of(GUILD) == OPEN
        await damage(database)
        clock.now += 1
        await rulebook.of(GUILD)
    assert [(log["log_level"], log["guild"]) for log in logs] == [("error", GUILD)] * 2


async def test_a_change_that_cannot_be_kept_changes_nothing(database: Counting) -> None:
    rulebook = Rulebook(database)
    await rulebook.put(GUILD, OPEN, NOW)
    with pytest.raises(RulesError):
        await rulebook.change(GUILD, lambda rules: replace(rules, draft_hours=0), NOW)
    with pytest.raises(ZeroDivisionError):
        await rulebook.change(GUILD, lambda _: 1 // 0, NOW)  # pyright: ignore[reportArgumentType] - it raises
    assert await rulebook.of(GUILD) == OPEN


async def test_a_database_that_fails_is_said_and_tried_again(database: Counting) -> None:
    rulebook = Rulebook(database)
    async with database.session() as session:
        await session.execute(text("ALTER TABLE guild_rules RENAME TO elsewhere"))
    with pytest.raises(StorageError):
        await asyncio.gather(*(rulebook.of(GUILD) for _ in range(3)))
    async with database.session() as session:
        await session.execute(text("ALTER TABLE elsewhere RENAME TO guild_rules"))
    assert await rulebook.of(GUILD) == GuildRules()
