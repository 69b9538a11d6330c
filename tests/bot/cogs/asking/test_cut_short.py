"""What is cut in the middle: a question is known or not accepted, and what is shown or waits stays so."""

import asyncio
import contextlib
from typing import Any

import pytest
import simcord

from bot import wording
from bot.cogs.asking.admission import Accepted, Admission
from bot.cogs.asking.case import Case
from bot.cogs.asking.delivery import ConnectionOverError
from bot.cogs.asking.queueing import Queue
from bot.cogs.asking.showing import Showing
from bot.cogs.reviewing.reviews import Reviewing
from bot.interrupted import Interruptions
from bot.moderation.decisions import Refused
from bot.moderation.reviews import ReviewState
from bot.storage.errors import StorageError
from bot.storage.questions import Ending, QuestionState, StoredQuestion, find_question
from tests.bot.cogs.asking.test_taking_up import come_back, cut
from tests.bot.cogs.asking.test_waiting import asked_as, make_desk
from tests.bot.cogs.conftest import Parts
from tests.bot.cogs.deliveries import SilentDelivery
from tests.bot.cogs.reviews import QUESTION, Chamber
from tests.bot.fakes import FakeBackend
from tests.bot.server import Server, read

__all__ = ["cut"]


@pytest.fixture
async def chamber(server: Server) -> Chamber:
    return await Chamber.open(server)


async def ask(chamber: Chamber) -> simcord.InteractionResult:
    return await chamber.server.ann.slash(chamber.server.talk, "ask", question=QUESTION)


async def test_who_is_cut_off_while_they_are_let_in_has_an_ending(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, noted = asyncio.Event(), asyncio.Event()
    whole = Admission.admit

    async def slowly(admission: Admission, case: Case, message: int | None) -> Accepted | Refused | None:
        accepted = await whole(admission, case, message)
        written.set()
        await noted.wait()
        return accepted

    monkeypatch.setattr(Admission, "admit", slowly)
    asking = asyncio.create_task(
        make_desk(parts.database, FakeBackend()).handle(asked_as(1), SilentDelivery())
    )
    await written.wait()
    asking.cancel()
    await asyncio.sleep(0)
    noted.set()
    with contextlib.suppress(asyncio.CancelledError):
        await asking
    async with parts.database.session() as session:
        row = await find_question(session, 1)

    assert row is not None
    assert row.ending is Ending.INTERRUPTED


async def test_who_waits_to_be_let_in_is_cut_off_at_once(parts: Parts) -> None:
    delivery = SilentDelivery()
    desk = make_desk(parts.database, FakeBackend())
    await desk.handle(asked_as(1), delivery)  # so that there are keys, for which the next one need not wait
    async with parts.database.session(), asyncio.timeout(5):
        asking = asyncio.create_task(desk.handle(asked_as(2), delivery))
        while len(delivery.begun) < 2:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0)
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking
    async with parts.database.reading() as session:
        assert await find_question(session, 2) is None


async def test_waiting_for_ones_turn_counts_as_waiting(parts: Parts) -> None:
    queue, delivery = Queue(at_once=1), SilentDelivery()
    desk = make_desk(parts.database, FakeBackend(), longest=0.05, queue=queue)
    async with queue.turn(), asyncio.timeout(5):
        await desk.handle(asked_as(1), delivery)

    assert delivery.told == [wording.TOO_LONG]


async def test_a_draft_waits_though_its_asker_cannot_be_told(chamber: Chamber) -> None:
    chamber.server.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=404, code=10015)
    await ask(chamber)
    waiting = await chamber.server.row(1)
    await chamber.server.cleo.click(chamber.card, label="Approve")
    row = await chamber.server.row(1)

    assert waiting.state is QuestionState.WAITING
    assert row.ending is Ending.ANSWERED
    assert len(chamber.server.talk.history()) == 1


@pytest.mark.parametrize("failure", [StorageError("The disk is full."), RuntimeError()])
async def test_a_draft_waits_though_it_is_not_brought_before_moderators_at_once(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    async def fail(*_: object) -> None:
        raise failure

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Reviewing, "submit", fail)
        result = await ask(chamber)
    waiting = await chamber.server.row(1)
    await chamber.server.bot.deciding.reviewing.resume()
    await chamber.server.cleo.click(chamber.card, label="Approve")

    assert waiting.state is QuestionState.WAITING
    assert wording.APOLOGY not in read(result)
    assert (await chamber.server.row(1)).ending is Ending.ANSWERED


async def test_a_draft_waits_though_the_process_ends(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitting = asyncio.Event()

    async def hang(*_: object) -> None:
        submitting.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Reviewing, "submit", hang)
    asking = asyncio.create_task(ask(chamber))
    await submitting.wait()
    cut_off = await chamber.server.bot.desk.drain(0)
    result = await asking

    assert cut_off == 1
    assert (await chamber.server.row(1)).state is QuestionState.WAITING
    assert (await chamber.review()).state is ReviewState.WAITING
    assert wording.INTERRUPTED not in read(result)


async def test_an_answer_stays_though_its_ending_cannot_be_kept(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> bool:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Showing, "end", fail)
        result = await server.ann.slash(server.talk, "ask", question="Why?")
    shown = read(result)
    await server.env.restart_bot(server.new_bot())
    await server.env.settle()

    assert "Mira Okafor" in shown
    assert read(result) == shown
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_what_is_taken_up_stays_open_where_the_connection_ends(
    server: Server, cut: pytest.MonkeyPatch
) -> None:
    await server.ann.slash(server.talk, "ask", question="Why?")

    async def end(*_: object) -> None:
        raise ConnectionOverError

    cut.setattr(Interruptions, "_shown", end)
    await server.env.restart_bot(server.new_bot())
    await server.env.settle()
    still = await server.row(1)
    await come_back(server, cut)

    assert still.state is QuestionState.ACCEPTED
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_one_that_cannot_be_taken_up_does_not_keep_the_others(
    server: Server, cut: pytest.MonkeyPatch
) -> None:
    for question in ("Why?", "Who?"):
        await server.ann.slash(server.talk, "ask", question=question)
    cut.undo()
    whole = Interruptions._take_up  # pyright: ignore[reportPrivateUsage] - what may fail in it is not known

    async def fail_first(self: Interruptions, question: StoredQuestion, *rest: Any) -> None:  # noqa: ANN401 - whatever it takes
        if question.id == 1:
            raise KeyError
        await whole(self, question, *rest)

    cut.setattr(Interruptions, "_take_up", fail_first)
    await server.env.restart_bot(server.new_bot())
    await server.env.settle()

    assert [(await server.row(number)).ending for number in (1, 2)] == [None, Ending.ANSWERED]
