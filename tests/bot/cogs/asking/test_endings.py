"""Every accepted question ends exactly once, whatever Discord says and whenever we stop."""

import asyncio
import time

import pytest
import simcord
from sqlalchemy import update

from bot import wording
from bot.answering.asking import Asked
from bot.answering.types import Outcome
from bot.cogs.asking.delivery import ConnectionOverError
from bot.failures import is_passing
from bot.storage.questions import Ending, NewQuestion, Way, accept_question, open_questions
from bot.storage.tables import QuestionRow
from index.errors import IndexFolderError
from tests.bot.server import Server, read

EDIT = "/webhooks/*/messages/@original"
SEND = "/channels/*/messages"


@pytest.mark.parametrize(
    ("code", "status", "ending"),
    [
        (10008, 404, Ending.GONE),
        (10062, 404, Ending.GONE),
        (50027, 401, Ending.GONE),
        (50001, 403, Ending.FORBIDDEN),
        (50013, 403, Ending.FORBIDDEN),
        (50083, 400, Ending.FORBIDDEN),
        (160005, 400, Ending.FORBIDDEN),
        (200000, 400, Ending.BLOCKED),
        (50035, 400, Ending.UNDELIVERED),
        (0, 403, Ending.FORBIDDEN),
    ],
)
@pytest.mark.parametrize("way", [Way.SLASH, Way.MENTION])
async def test_each_refusal_of_discord_is_one_ending(
    server: Server, way: Way, code: int, status: int, ending: Ending
) -> None:
    server.env.inject_error(
        "PATCH" if way is Way.SLASH else "POST", EDIT if way is Way.SLASH else SEND, status=status, code=code
    )
    if way is Way.SLASH:
        await server.ann.slash(server.talk, "ask", question="Why?")
    else:
        await server.ann.send(server.talk, f"{server.bot_mention} why?")

    assert (await server.row(1)).ending is ending
    assert not await left_open(server)


async def left_open(server: Server) -> list[int]:
    async with server.database.session() as session:
        return [question.id for question in await open_questions(session)]


async def test_an_answer_that_automod_holds_back_is_told_to_the_asker(server: Server) -> None:
    server.env.inject_error("PATCH", EDIT, status=400, code=200000)
    result = await server.ann.slash(server.nook, "ask", question="Why?")

    assert read(result) == wording.BLOCKED


async def test_a_passing_failure_is_tried_again(server: Server) -> None:
    server.env.inject_error("PATCH", EDIT, status=503, times=1)
    result = await server.ann.slash(server.talk, "ask", question="Why?")

    assert "Mira Okafor" in read(result)
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_a_question_that_cannot_be_acknowledged_is_not_accepted(server: Server) -> None:
    server.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await server.ann.slash(server.talk, "ask", question="Why?")

    assert not server.answering.asked
    assert not await left_open(server)


async def test_an_acknowledgement_whose_reply_was_lost_is_as_good_as_taken(server: Server) -> None:
    result = await server.ann.slash(server.nook, "ask", question="Why?")
    server.env.inject_error("POST", "/interactions/*/callback", status=400, code=40060)
    again = await server.ann.slash(server.nook, "ask", question="Why?")

    assert result.acknowledged
    assert not again.acknowledged  # the simulation did not take it, so there is nothing to edit
    assert len(server.answering.asked) == 2
    assert (await server.row(2)).ending is Ending.GONE


async def test_a_mention_is_answered_though_typing_cannot_be_shown(server: Server) -> None:
    server.env.inject_error("POST", "/channels/*/typing", status=500, times=None)
    await server.ann.send(server.talk, f"{server.bot_mention} why?")

    assert "Mira Okafor" in read(server.talk.last_message)
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_sources_that_cannot_be_used_are_said(server: Server) -> None:
    def fail(_asked: Asked) -> Outcome:
        raise IndexFolderError("The index is in use by another process.")

    server.answering.reply = fail
    result = await server.ann.slash(server.nook, "ask", question="Why?")

    assert read(result) == wording.NO_INDEX
    assert (await server.row(1)).ending is Ending.FAILED


async def test_a_question_that_comes_before_the_index_is_there_waits_for_it(server: Server) -> None:
    server.backend.__init__(server.answering, ready=False)
    asking = asyncio.create_task(server.ann.slash(server.talk, "ask", question="Why?"))
    await server.backend.wanted.wait()
    assert not server.answering.asked
    server.backend.load()

    assert "Mira Okafor" in read(await asking)


async def test_an_event_that_comes_twice_is_answered_once(server: Server) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} why?")
    message = server.talk.history()[0]
    server.env.bot.dispatch("message", message)
    await server.env.settle()

    assert len(server.answering.asked) == 1
    assert len(server.talk.history()) == 2


async def test_who_asks_while_it_stops_is_told_so_and_who_asked_before_is_answered(server: Server) -> None:
    server.backend.__init__(server.answering, ready=False)
    asking = asyncio.create_task(server.ann.slash(server.talk, "ask", question="Why?"))
    await server.backend.wanted.wait()
    draining = asyncio.create_task(server.bot.desk.drain(5))
    await asyncio.sleep(0)
    server.backend.load()

    assert "Mira Okafor" in read(await asking)
    assert await draining == 0
    late = await server.ann.slash(server.nook, "ask", question="And?")
    assert read(late) == wording.RESTARTING


async def test_a_question_that_outlasts_the_drain_is_marked_and_told(server: Server) -> None:
    server.backend.__init__(server.answering, ready=False)
    asking = asyncio.create_task(server.ann.slash(server.nook, "ask", question="Why?"))
    await server.backend.wanted.wait()
    cut_off = await server.bot.desk.drain(0.05)

    assert cut_off == 1
    assert read(await asking) == wording.INTERRUPTED
    assert (await server.row(1)).ending is Ending.INTERRUPTED


def token_of(result: simcord.InteractionResult) -> str:
    token: str = vars(result)["_interaction"].token
    return token


def vanish(_asked: Asked) -> Outcome:
    """Do as if our connection to Discord were over: the question stays open."""
    raise ConnectionOverError


async def crash_with(server: Server, way: Way, *, origin: int, token: str | None, age: int = 0) -> None:
    """Leave a question as a killed process would, and start again."""
    new = NewQuestion(
        origin=origin,
        way=way,
        guild=server.guild.id,
        channel=server.talk.id,
        asker=server.ann.id,
        text="Why?",
        public=True,
        accepted_at=int(time.time()) - age,
        token=token,
    )
    async with server.database.session() as session:
        row = await accept_question(session, new)
    assert row is not None
    await server.env.restart_bot(server.new_bot())


async def test_after_a_crash_a_mention_gets_one_apology(server: Server) -> None:
    message = await server.ann.send(server.talk, "why?")
    await crash_with(server, Way.MENTION, origin=message.id, token=None)
    await server.env.restart_bot(server.new_bot())

    assert [read(shown) for shown in server.talk.history()[1:]] == [wording.INTERRUPTED]
    assert (await server.row(1)).ending is Ending.INTERRUPTED


async def test_after_a_crash_a_waiting_slash_reply_is_edited(server: Server) -> None:
    server.answering.reply = vanish
    result = await server.ann.slash(server.talk, "ask", question="Why?")
    assert await left_open(server) == [1]
    await server.env.restart_bot(server.new_bot())

    assert read(result) == wording.INTERRUPTED
    row = await server.row(1)
    assert (row.ending, row.token) == (Ending.INTERRUPTED, None)


async def test_after_a_crash_a_waiting_check_of_a_message_is_edited(server: Server) -> None:
    server.answering.reply = vanish
    claim = await server.bea.send(server.talk, "Forty ships wait.")
    result = await server.ann.context_menu(server.talk, "Check against sources", claim)
    await server.env.restart_bot(server.new_bot())

    assert read(result) == wording.INTERRUPTED
    assert (await server.row(1)).ending is Ending.INTERRUPTED


async def test_after_a_crash_a_waiting_form_is_edited(server: Server) -> None:
    answer = (await server.ann.slash(server.talk, "ask", question="Why?")).response
    assert answer is not None
    server.answering.reply = vanish
    form = await server.ann.click(answer, label="Ask more")
    result = await server.ann.submit_modal(form, {"question": "And then?"})
    await server.env.restart_bot(server.new_bot())

    assert read(result) == wording.INTERRUPTED
    assert (await server.row(2)).ending is Ending.INTERRUPTED


async def test_a_crash_between_the_answer_and_its_mark_leaves_the_answer(server: Server) -> None:
    result = await server.ann.slash(server.talk, "ask", question="Why?")
    shown = read(result)
    async with server.database.session() as session:
        await session.execute(
            update(QuestionRow).values(state="accepted", ending=None, token=token_of(result))
        )
    await server.env.restart_bot(server.new_bot())

    assert read(result) == shown
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_an_old_interruption_is_marked_and_not_told(server: Server) -> None:
    message = await server.ann.send(server.talk, "why?")
    await crash_with(server, Way.MENTION, origin=message.id, token=None, age=3600)

    assert len(server.talk.history()) == 1
    assert (await server.row(1)).ending is Ending.INTERRUPTED


@pytest.mark.parametrize("way", [Way.SLASH, Way.MENTION])
async def test_an_interruption_that_cannot_be_told_is_marked(server: Server, way: Way) -> None:
    await crash_with(server, way, origin=1, token="gone")  # noqa: S106 - no secret

    assert (await server.row(1)).ending is Ending.INTERRUPTED
    assert not await left_open(server)


async def test_a_token_is_forgotten_at_the_ending(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question="Why?")

    assert (await server.row(1)).token is None


def test_only_what_may_pass_is_tried_again() -> None:
    assert is_passing(ConnectionResetError(104, "reset"))
    assert is_passing(TimeoutError())
