"""Several processes on one database: each shard is one's, one leads, what a dead one had is free at once."""

import asyncio
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

from bot.fleet import fleet as module
from bot.fleet.claiming import TakenError
from bot.fleet.fleet import Fleet, joined
from bot.fleet.shards import Shards, read_shards
from bot.storage.database import Database
from bot.storage.locks import LEADER, ServerLocks, open_locks, shard_lock
from tests.bot.storage.schemas import ask

LOST = (
    "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE locktype = 'advisory' AND objsubid = 2 AND datname = current_database()"
)


def part(ids: str, of: int = 16) -> Shards:
    found = read_shards(ids, of)
    assert found is not None
    return found


@asynccontextmanager
async def member(url: str, shards: Shards | None, *, patience: float = 0) -> AsyncGenerator[Fleet]:
    database = await Database.open(url)
    try:
        async with joined(database, url, shards, patience=patience, every=0.05) as fleet:
            yield fleet
    finally:
        await database.close()


async def says(process: Process, word: str, seconds: float = 30) -> None:
    """Wait until a process has printed a line."""
    assert process.stdout is not None
    async with asyncio.timeout(seconds):
        while (line := await process.stdout.readline()) != f"{word}\n".encode():
            assert line, "it ended"


@asynccontextmanager
async def process(url: str, ids: str, of: int = 16) -> AsyncGenerator[Process]:
    """Run a member as a process, from when it has joined."""
    begun = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bot.fleet.member", url, ids, str(of), stdout=PIPE
    )
    try:
        await says(begun, "joined")
        yield begun
    finally:
        if begun.returncode is None:
            begun.kill()
        await begun.wait()


async def until(there: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not there():  # noqa: ASYNC110 - another process changes what is looked at
            await asyncio.sleep(0.02)


async def test_each_has_its_part_and_one_leads_until_it_ends(url: str) -> None:
    async with member(url, part("0-7")) as first:
        async with member(url, part("8-15")) as second:
            assert (first.leads, second.leads) == (True, False)
            await until(lambda: not first.unserved)
            assert second.unserved == ()
            assert (first.has(9 << 22), second.has(9 << 22)) == (False, True)
        assert first.leads
    async with member(url, part("8-15")) as second:
        assert second.leads
        assert second.unserved == tuple(range(8))


async def test_the_next_leads_when_the_first_ends(url: str) -> None:
    async with member(url, part("8-15")) as staying:
        assert staying.leads
        async with member(url, part("0-7")) as next_one:
            waiting = asyncio.create_task(next_one.leading())
            await asyncio.sleep(0.2)
            assert not waiting.done()
            await staying._locks.release(LEADER)  # pyright: ignore[reportPrivateUsage]  as if it had ended
            await until(lambda: next_one.leads or staying.leads)
            assert next_one.leads != staying.leads
            waiting.cancel()


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (part("0-7"), part("7-8"), "some of the shards 7-8 of 16 with this database: stop it first"),
        (part("0-7"), part("4-7", 8), "some of the shards 4-7 of 8"),
        (part("0-7"), part("8-9", 10), "runs shards of 16 with this database, and this one should of 10"),
        (part("0-7"), None, "Others run parts of 16 shards with this database"),
        (None, part("0-7"), "runs all shards with this database: stop it first, then give each its own part"),
        (None, None, r"stop it first, or, to run several, .*DATABASE_URL.*STORE_URL"),
    ],
)
async def test_nobody_takes_what_another_runs_nor_divides_it_otherwise(
    url: str, first: Shards | None, second: Shards | None, sentence: str
) -> None:
    async with member(url, first) as holding:
        with pytest.raises(TakenError, match=sentence):
            async with member(url, second):
                pass
        assert not holding.lost.is_set()
        assert await ask(url, "SELECT count(*) FROM processes") == [(1,)]
    async with member(url, second):
        assert await ask(url, "SELECT count(*) FROM processes") == [(1,)]


async def test_one_who_is_ending_is_waited_for(url: str) -> None:
    async with member(url, part("0-7")):
        next_one = asyncio.create_task(_joined(url))
        await asyncio.sleep(0.3)
        assert not next_one.done()
    assert await asyncio.wait_for(next_one, 10)


async def _joined(url: str) -> bool:
    async with member(url, part("0-3"), patience=10) as fleet:
        return fleet.leads


async def test_what_a_killed_process_had_is_free_at_once_and_another_leads(url: str) -> None:
    async with process(url, "0-7") as doomed, process(url, "8-15") as other:
        doomed.kill()
        await doomed.wait()
        killed = time.monotonic()
        await says(other, "leads", 5)
        async with member(url, part("0-7"), patience=5) as next_one:
            assert time.monotonic() - killed < 5
            assert not next_one.leads
            # Its row took the dead one's place.
            assert await ask(url, "SELECT first_shard FROM processes ORDER BY 1") == [(0,), (8,)]


async def test_shards_that_nobody_runs_are_seen_and_their_servers_tended_by_who_leads(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SILENT", 0.6)
    monkeypatch.setattr(module, "_ORPHANED", 0.5)
    orphan, other = 3 << 22, 9 << 22
    async with member(url, part("8-11")) as leader, member(url, part("12-15")) as follower:
        async with process(url, "0-7") as doomed:
            await until(lambda: leader.unserved == follower.unserved == ())
            assert not leader.tends(orphan)
            with capture_logs() as logs:
                doomed.kill()
                await until(lambda: leader.unserved == tuple(range(8)))
        assert [log["shards"] for log in logs if log["event"] == "shards that nobody runs"][:1] == ["0-7"]
        await until(lambda: leader.tends(orphan))
        assert [leader.leads, follower.leads] == [True, False]
        assert [leader.tends(other), follower.tends(orphan), follower.tends(other)] == [True, False, False]
        assert not leader.has(orphan)


async def test_locks_that_went_with_a_lost_connection_are_taken_again(url: str) -> None:
    if not url.startswith("postgresql"):
        pytest.skip("a file's locks go with the process alone")
    async with member(url, part("0-7")) as first:
        with capture_logs() as logs:
            await ask(url, LOST)
            await until(lambda: any("locks were lost" in log["event"] for log in logs))
        await until(lambda: first.leads and first._locks.has(shard_lock(7)))  # pyright: ignore[reportPrivateUsage]
        with pytest.raises(TakenError):
            async with member(url, part("0-7")):
                pass
        assert not first.lost.is_set()


async def test_what_another_took_while_the_connection_was_lost_is_lost(url: str) -> None:
    if not url.startswith("postgresql"):
        pytest.skip("a file's locks go with the process alone")
    mine, theirs = open_locks(url), open_locks(url)
    assert isinstance(mine, ServerLocks)
    mine._patience = 0.0  # pyright: ignore[reportPrivateUsage]  a minute is long for a test
    assert await mine.take(shard_lock(3))
    assert not await theirs.take(shard_lock(3))
    await ask(url, LOST)
    assert await theirs.take(shard_lock(3))
    assert await mine.look() == frozenset()  # seen that it is gone
    await asyncio.sleep(0.01)
    assert await mine.look() == {shard_lock(3)}
    assert not mine.has(shard_lock(3))
    await mine.close()
    await theirs.close()


async def test_a_fleet_that_lost_its_shards_says_so(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with member(url, part("0-7")) as fleet:

        async def taken() -> frozenset[str]:
            return frozenset({shard_lock(3)})

        monkeypatch.setattr(fleet._locks, "look", taken)  # pyright: ignore[reportPrivateUsage]
        await asyncio.wait_for(fleet.lost.wait(), 5)
