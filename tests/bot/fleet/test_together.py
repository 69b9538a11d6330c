"""What holds for one process holds for several: limits, decisions, a pause, what is forgotten."""

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from dataclasses import replace

from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.rulebook import Rulebook
from bot.storage.database import Database
from bot.storage.erasing import erase_with_cases
from bot.storage.questions import Ending, accept_question, end_question
from bot.storage.reviews import wait_for_review
from bot.storage.standing import mark_withdrawn
from bot.sweeping import Sweeper, Terms, no_case
from tests.bot.fleet.asking import MOST, NOW, PAUSED
from tests.bot.fleet.test_fleet import says
from tests.bot.storage.rows import FIRST
from tests.bot.storage.schemas import ask

GUILD = FIRST.guild


async def begin(url: str, what: str, first: int, count: int) -> Process:
    """Start a process, and wait until it has opened the database."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.fleet.asking", url, what, str(first), str(count)),
        stdin=PIPE,
        stdout=PIPE,
    )
    await says(process, "ready")
    return process


async def together(url: str, what: str, *firsts: int, count: int) -> list[int]:
    """Have a process for each of these do its work at the same moment, and return how much each did."""
    processes = [await begin(url, what, first, count) for first in firsts]
    printed = await asyncio.gather(*(process.communicate(b"\n") for process in processes))
    return [json.loads(out.decode().strip().splitlines()[-1])["done"] for out, _ in printed]


async def test_a_servers_limit_holds_when_two_processes_let_in_at_the_same_moment(url: str) -> None:
    done = await together(url, "admit", 1000, 2000, count=100)
    assert sum(done) == MOST
    assert await ask(url, "SELECT count(*) FROM questions") == [(MOST,)]


async def test_each_draft_is_decided_once_by_whichever_process(url: str) -> None:
    database = await Database.open(url)
    async with database.session() as session:
        for number in range(20):
            row = await accept_question(session, replace(FIRST, origin=number + 1, token=None))
            assert row is not None
            await wait_for_review(session, row, GUILD, opened_at=NOW, expires_at=NOW)
    await database.close()
    done = await together(url, "decide", 1, 1, count=20)
    assert sum(done) == 20
    assert await ask(url, "SELECT count(*) FROM reviews WHERE state = 'expired'") == [(20,)]


async def test_a_pause_that_another_process_sets_holds_within_a_second(url: str) -> None:
    database = await Database.open(url)
    book = Rulebook(database)
    await book.put(GUILD, GuildRules(default=PlaceRules(mode=ChannelMode.OPEN)), at=NOW)
    other = await begin(url, "pause", GUILD, 1)
    assert (await book.of(GUILD)).paused_at is None
    await other.communicate(b"\n")
    paused = time.monotonic()
    while (await book.of(GUILD)) != PAUSED:  # noqa: ASYNC110 - another process changes it
        await asyncio.sleep(0.02)
    assert time.monotonic() - paused < 1
    await database.close()


async def test_what_one_process_forgets_leaves_the_case_files_of_the_others(url: str) -> None:
    here, there = await Database.open(url), await Database.open(url)
    forgotten = list[str]()

    async def forget(fingerprint: str) -> None:
        forgotten.append(fingerprint)

    sweeper = Sweeper(there, Terms(), forget_case=forget)
    await sweeper.forget_cases()
    async with here.session() as session:
        row = await accept_question(session, replace(FIRST, fingerprint="f" * 64, token=None))
        assert row is not None
        await end_question(session, row, Ending.ANSWERED, ended_at=NOW)
        await mark_withdrawn(session, row, withdrawn_at=NOW)
    now = int(time.time())
    async with here.session() as session:
        await erase_with_cases(session, FIRST.asker, None, at=now, answers=False, forget_case=no_case)
    await sweeper.forget_cases()
    assert forgotten == ["f" * 64]
    await here.close()
    await there.close()
