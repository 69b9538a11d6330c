"""Logins to Discord's gateway: one a bucket at a time in all processes, and none beyond the day's."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from bot.fleet import turns as module
from bot.fleet.turns import LoginTurns
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.identifies import take_turn
from bot.storage.tables import IdentifyRow

EVERY, LONG = 0.4, 2.5  # seconds


@dataclass
class Limits:
    """As Discord tells them."""

    remaining: int = 900
    reset_after: int = 1000
    max_concurrency: int = 1

    async def __call__(self) -> "Limits":
        return self


@pytest.fixture
async def databases(url: str) -> AsyncGenerator[list[Database]]:
    """Open one database twice, as two processes do."""
    opened = [await Database.open(url), await Database.open(url)]
    yield opened
    for one in opened:
        await one.close()


async def logged_in(databases: list[Database], shards: list[int], limits: Limits) -> list[tuple[float, int]]:
    """Have shards log in, dealt out to two processes, and return when each did."""
    turns = [LoginTurns(one, limits, every=EVERY) for one in databases]
    done = list[tuple[float, int]]()

    async def log_in(turn: LoginTurns, shard: int) -> None:
        await turn.wait_for(shard)
        done.append((time.monotonic(), shard))

    await asyncio.gather(*(log_in(turns[shard % 2], shard) for shard in shards))
    return sorted(done)


async def test_two_processes_never_log_in_together(databases: list[Database]) -> None:
    began = time.monotonic()
    async with databases[0].session() as session:
        await take_turn(session, 0, every=EVERY)
    done = await logged_in(databases, [3, 2, 1, 0], Limits())
    assert sorted(shard for _, shard in done) == [0, 1, 2, 3]
    # Each is at least so late, however late this machine notes it.
    assert all(at - began >= turn * EVERY - 0.01 for turn, (at, _) in enumerate(done, start=1))


async def test_lower_shards_step_forward_and_who_waited_goes_before_who_has_just_come(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(round(seconds, 2))

    monkeypatch.setattr(module, "asyncio", SimpleNamespace(sleep=sleep))
    for shard in (0, 1, 8):  # of two buckets: the first two and the fifth in theirs
        told = iter([2.0, 3.0, 0.0])

        async def run(_work: object, told: Iterator[float] = told) -> float:
            return next(told)

        monkeypatch.setattr(database, "run", run)
        await LoginTurns(database, Limits(max_concurrency=2)).wait_for(shard)
    assert slept == [2.5, 3.0, 2.5, 3.0, 2.58, 3.08]


async def test_each_bucket_has_turns_of_its_own(databases: list[Database]) -> None:
    began = time.monotonic()
    done = await logged_in(databases, list(range(4)), Limits(max_concurrency=4))
    assert max(at for at, _ in done) - began < 3 * EVERY
    done = await logged_in(databases, list(range(8)), Limits(max_concurrency=4))
    for bucket in range(4):
        times = [at for at, shard in done if shard % 4 == bucket]
        assert all(at - began >= turn * EVERY - 0.01 for turn, at in enumerate(times, start=1))


async def test_one_that_was_given_up_while_it_waited_keeps_nobody_waiting(databases: list[Database]) -> None:
    turns = [LoginTurns(one, Limits(), every=LONG) for one in databases]
    began = time.monotonic()
    await turns[0].wait_for(0)
    gone = asyncio.create_task(turns[0].wait_for(1))
    await asyncio.sleep(0.05)
    gone.cancel()
    await turns[1].wait_for(2)
    assert time.monotonic() - began < 2 * LONG


async def test_nobody_logs_in_when_the_days_logins_are_used_up(
    databases: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LONGEST_LOOK", 0.01)
    limits = Limits(remaining=0, reset_after=10)
    waiting = asyncio.create_task(LoginTurns(databases[0], limits).wait_for(0))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    limits.remaining = 1
    await asyncio.wait_for(waiting, 5)


async def test_a_database_that_fails_is_waited_for(
    databases: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AGAIN", 0.01)
    tries = list[int]()
    real = databases[0].run

    async def failing(work: object) -> object:
        tries.append(1)
        if len(tries) < 3:
            raise StorageError("The database server cannot be reached.")
        return await real(work)  # pyright: ignore[reportArgumentType, reportUnknownVariableType]

    monkeypatch.setattr(databases[0], "run", failing)
    await LoginTurns(databases[0], Limits()).wait_for(0)
    assert len(tries) == 3


async def test_a_turn_in_the_future_was_taken_by_a_clock_that_was_wrong(database: Database) -> None:
    async with database.session() as session:
        await take_turn(session, 0, every=EVERY)
        row = await session.get(IdentifyRow, 0)
        assert row is not None
        row.taken_at += 3_600_000
        await session.flush()
        assert await take_turn(session, 0, every=EVERY) == 0.0
        assert 0 < await take_turn(session, 0, every=EVERY) <= EVERY
