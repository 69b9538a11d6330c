"""Silence at once, also for what is being worked on."""

import asyncio

import pytest

from bot.answering.asking import Asked
from bot.answering.types import Outcome
from bot.storage.errors import StorageError
from bot.storage.questions import Ending
from bot.wording import moderating as wording
from bot.wording import overview as words
from bot.wording import refusals
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.fakes import FakeAnswering
from tests.bot.server import read


class SlowAnswering(FakeAnswering):
    """Takes an hour; the simulator's clock stands still meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = asyncio.Event()

    async def answer(self, asked: Asked) -> Outcome:
        self.begun.set()
        await asyncio.sleep(3600)
        return await super().answer(asked)


async def test_a_pause_stops_a_question_that_would_run_for_an_hour(staffed: Staffed) -> None:
    server = staffed.server
    server.backend.answering = slow = SlowAnswering()
    await server.ann.slash(server.talk, "ask", question="Why?")
    await slow.begun.wait()
    assert (await server.row(1)).ending is None
    shown = read(await staffed.use("pause", by=staffed.cleo))

    assert (await server.row(1)).ending is Ending.STOPPED
    assert shown == f"{wording.PAUSED} {wording.PAUSED_STOPPED.one}"


async def test_while_paused_nobody_is_answered_and_the_overview_says_so_and_by_whom(staffed: Staffed) -> None:
    server = staffed.server
    await staffed.use("pause", by=staffed.cleo)
    refused = await server.ann.slash(server.talk, "ask", question="Why?")
    overview = read(await staffed.use("overview"))

    assert read(refused) == refusals.PAUSED
    assert overview.startswith(f"{words.PAUSED}\nPaused <t:")
    assert f"by <@{staffed.cleo.id}>" in overview
    assert words.BUT_PAUSED in read(await staffed.use("channel"))


async def test_a_second_pause_changes_nothing_and_resume_ends_it(staffed: Staffed) -> None:
    server = staffed.server
    await staffed.use("pause", by=staffed.cleo)
    since = (await staffed.rules()).paused_at
    again = read(await staffed.use("pause"))
    resumed = read(await staffed.use("resume", by=staffed.cleo))

    assert again == wording.PAUSED_ALREADY.format(when=f"<t:{since}:f>")
    assert resumed == wording.RESUMED
    assert read(await staffed.use("resume")) == wording.NOT_PAUSED
    assert not (await server.ann.slash(server.talk, "ask", question="Why?")).ephemeral


async def test_what_runs_is_stopped_also_where_the_pause_cannot_be_kept(
    staffed: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise StorageError("The disk is full.")

    server = staffed.server
    server.backend.answering = slow = SlowAnswering()
    await server.ann.slash(server.talk, "ask", question="Why?")
    await slow.begun.wait()
    monkeypatch.setattr(server.bot.rulebook, "change", fail)
    shown = read(await staffed.use("pause"))

    assert shown == wording.NOT_KEPT
    assert (await server.row(1)).ending is Ending.STOPPED
