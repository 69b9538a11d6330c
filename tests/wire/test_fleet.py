"""Several processes on one token and one database: each question answered once, whoever is killed meanwhile.

FLEET=20 kills so often; without it, twice. Each process has an index folder of its own over the same sources.
"""

import asyncio
import os
import signal
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bot.storage.conftest import postgresql, url
from tests.wire.fake import FakeDiscord
from tests.wire.fleet import SHARDS, WireFleet, on, until
from tests.wire.test_run import COMMANDS

__all__ = ["postgresql", "url"]

KILLS = int(os.environ.get("FLEET", "2"))
FIRST, SECOND = range(8), range(8, 16)

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture
async def fleet(discord: FakeDiscord, folder: Path, url: str) -> WireFleet:
    made = WireFleet(discord, folder, url)
    await made.prepare()
    return made


async def test_two_processes_of_eight_shards_answer_every_question_once(fleet: WireFleet) -> None:
    gateway = fleet.discord.gateway
    async with fleet.process("0-7") as first, fleet.process("8-15") as second:
        await fleet.until_served(range(SHARDS), first, second)
        await fleet.discord.recording.wait_for("PUT", COMMANDS, seconds=30)
        for _ in range(3):
            await fleet.ask_everywhere()
        await fleet.until_accepted(fleet.asked, first, second)
        await fleet.settle(first, second)
        assert [await bot.stop() for bot in (first, second)] == [0, 0]
    assert not (faults := await fleet.faults()), "\n".join(faults)
    assert sorted((one.shard, one.of) for one in gateway.logins) == [(one, SHARDS) for one in range(SHARDS)]
    assert not gateway.doubled
    assert len(fleet.discord.recording.matching("PUT", COMMANDS)) == 1
    assert not [one for one in fleet.discord.recording.requests if one.status >= 400]
    answered = "SELECT count(*) FROM questions WHERE ending IN ('answered', 'abstained', 'pointed')"
    assert await fleet.rows(answered) == [(len(fleet.asked) * 2 // 3,)]
    assert await fleet.rows("SELECT count(*) FROM processes") == [(0,)]
    for bot, others in ((first, SECOND), (second, FIRST)):
        assert not [shard for shard in others if f"shard logs in bucket={shard} " in bot.output]


async def test_one_that_is_killed_under_load_comes_back_and_nothing_is_lost_or_doubled(
    fleet: WireFleet,
) -> None:
    gateway = fleet.discord.gateway
    outages = list[float]()
    async with (
        fleet.process("0-7", supervised=True) as first,
        fleet.process("8-15", supervised=True) as second,
    ):
        await fleet.until_served(range(SHARDS), first, second)
        await fleet.discord.recording.wait_for("PUT", COMMANDS, seconds=30)
        for kill in range(KILLS):
            doomed, shards = ((first, FIRST), (second, SECOND))[kill % 2]
            left = (SECOND, FIRST)[kill % 2]
            answered = on(left, await fleet.ask_everywhere())
            await asyncio.sleep(fleet.chance.uniform(0, 0.5))
            child = doomed.child()
            assert child is not None, doomed.output
            os.kill(child, signal.SIGKILL)
            killed = time.monotonic()
            await until(lambda shards=shards: not gateway.served() & set(shards))
            # What is asked in the killed one's servers now reaches nobody; the other goes on.
            answered += on(left, await fleet.ask_everywhere())
            await fleet.until_served(range(SHARDS), first, second)
            outages.append(time.monotonic() - killed)
            answered += await fleet.ask_everywhere()
            await fleet.until_accepted(answered, first, second)
        await fleet.settle(first, second)
        assert [await bot.stop() for bot in (first, second)] == [0, 0]
    assert not (faults := await fleet.faults()), "\n".join(faults)
    assert not gateway.doubled
    assert max(outages) < 60, outages


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_one_that_comes_back_leaves_alone_what_another_is_answering(fleet: WireFleet) -> None:
    rest = fleet.discord.rest
    async with fleet.process("0-7", supervised=True) as first, fleet.process("8-15") as second:
        await fleet.until_served(range(SHARDS), first, second)
        await fleet.discord.recording.wait_for("PUT", COMMANDS, seconds=30)
        rest.hold("PATCH", "/webhooks/.*")
        asked = [await fleet.discord.ask("How much honey?", channel=fleet.servers[9].open) for _ in range(3)]
        await fleet.until_accepted(asked, first, second)
        child = first.child()
        assert child is not None, first.output
        os.kill(child, signal.SIGKILL)
        await until(lambda: not fleet.discord.gateway.served() & set(FIRST))
        # It would not connect before it has told of what was interrupted, and that is held back.
        await fleet.until_served(range(SHARDS), first, second)
        rest.release()
        await fleet.settle(first, second)
        assert [await bot.stop() for bot in (first, second)] == [0, 0]
    assert "questions were interrupted" not in first.output
    assert await fleet.rows("SELECT count(*) FROM questions WHERE ending != 'interrupted'") == [(3,)]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_logins_keep_discords_distance_across_processes(fleet: WireFleet) -> None:
    buckets = fleet.discord.rest.start_limit["max_concurrency"] = 2
    async with fleet.process("0-1", of=4) as first, fleet.process("2-3", of=4) as second:
        await fleet.until_served(range(4), first, second)
        assert [await bot.stop() for bot in (first, second)] == [0, 0]
    logins = fleet.discord.gateway.logins
    assert sorted(one.shard for one in logins) == [0, 1, 2, 3]
    by_bucket = defaultdict[int, list[float]](list)
    for login in logins:
        by_bucket[login.shard % buckets].append(login.at)
    assert all(after - before >= 5 for times in by_bucket.values() for before, after in pairwise(times))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_one_that_shares_an_index_with_another_says_what_to_set_and_ends(fleet: WireFleet) -> None:
    async with fleet.process("0-7", data="same") as first:
        await first.prints("sources loaded")
        async with fleet.process("8-15", data="same") as second:
            assert await second.ended(seconds=60) == 2
        assert "STORE_URL" in second.lines[-1]
        assert "DATABASE_URL" in second.lines[-1]
        assert await first.stop() == 0
