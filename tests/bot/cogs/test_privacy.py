"""`/privacy`: what is kept is shown, given as a file, and deleted; and nothing comes back."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
import simcord
from simcord.results import ResponseMessage

from bot.answering.asking import Asked
from bot.answering.types import Outcome
from bot.cogs.asking import showing
from bot.cogs.reviewing.review_cards import decider
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.storage.erasing import erase_person
from bot.storage.people import has_opted_out, kept_of
from bot.storage.questions import Ending, QuestionState
from bot.storage.reviews import Review
from bot.translating import ENGLISH
from bot.views.page import Page
from bot.views.privacy import Wish, WishButton
from bot.wording import privacy as wording
from bot.wording.why import FORGOTTEN
from tests.bot.fakes import FakeAnswering, fog_answer
from tests.bot.server import Server, labels, read
from tests.bot.storage.canaries import scan

QUESTION = "What does Xylocanaria wait for?"


class Held(FakeAnswering):
    """Does something before it answers."""

    def __init__(self, *, before: Callable[[], Awaitable[object]]) -> None:
        super().__init__()
        self._before = before

    async def answer(self, asked: Asked) -> Outcome:
        """Do it, and answer."""
        self.asked.append(asked)
        await self._before()
        return fog_answer(asked.text)


async def privacy(who: simcord.MemberActor, where: simcord.ChannelHandle) -> ResponseMessage:
    result = await who.slash(where, "privacy")
    assert result.response is not None
    assert result.response.ephemeral
    return result.response


async def found(server: Server, *sought: object) -> list[str]:
    async with server.database.session() as session:
        return await scan(session, *sought)


async def delete(server: Server, page: ResponseMessage, which: str, final: str = wording.DELETE) -> None:
    await server.ann.click(page, label=which)
    await server.ann.click(page, label=final)


@pytest.fixture(autouse=True)
async def hurried(server: Server) -> None:
    server.bot.wishes._means.takedown._pause = 0  # pyright: ignore[reportPrivateUsage] - no test waits


async def test_it_shows_what_is_kept_and_how_long(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    await server.bea.slash(server.talk, "ask", question="Who else?")
    page = await privacy(server.ann, server.talk)

    assert "- 1 question\n- the words of 1 of them" in read(page)
    assert QUESTION in read(page)
    assert "Who else?" not in read(page)
    assert "After 30 days only counts stay" in read(page)


@pytest.mark.parametrize("state", ["off", "paused", "blocked"])
async def test_it_answers_wherever_and_whoever(server: Server, state: str) -> None:
    if state == "paused":
        await server.change_rules(lambda rules: replace(rules, paused_at=5))
    if state == "blocked":
        await server.change_rules(lambda rules: replace(rules, blocked_people=frozenset({server.ann.id})))
    page = await privacy(server.ann, server.office)

    assert wording.TITLE in read(page)
    assert ("moderators blocked you" in read(page)) is (state == "blocked")


async def test_it_gives_everything_as_a_file_without_what_is_secret(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    page = await privacy(server.ann, server.talk)
    result = await server.ann.click(page, label=wording.DOWNLOAD)
    assert result.response is not None
    (attached,) = result.response.attachments
    told: dict[str, Any] = json.loads(await attached.read())

    assert result.response.ephemeral
    assert [question["text"] for question in told["questions"]] == [QUESTION]
    assert told["questions"][0]["guild"] == str(server.guild.id)
    assert not {"token", "fingerprint", "draft", "trace"} & set(told["questions"][0])
    assert told["questions"][0]["outcome"]["citations"]


async def test_deleting_says_first_what_goes_and_back_changes_nothing(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    page = await privacy(server.ann, server.talk)
    await server.ann.click(page, label=wording.DELETE_EVERYWHERE)
    confirming = read(page)
    await server.ann.click(page, label=wording.BACK)

    assert wording.GOES in confirming
    assert wording.STAYS in confirming
    assert QUESTION in read(page)
    assert (await server.row(1)).text == QUESTION


@pytest.mark.parametrize("which", [wording.DELETE_HERE, wording.DELETE_EVERYWHERE])
async def test_deleting_leaves_nothing_of_the_person_and_the_answer_where_it_is(
    server: Server, which: str
) -> None:
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    page = await privacy(server.ann, server.talk)
    await delete(server, page, which)

    assert "- 1 question" in read(page)
    assert await found(server, server.ann.id, "Xylocanaria") == []
    assert len(server.talk.history()) == 1
    await server.ann.click(page, label=wording.BACK)
    assert wording.NOTHING_HERE in read(page)


async def test_deleting_with_the_answers_takes_our_public_messages_down(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    asked = await server.ann.send(server.talk, f"{server.bot_mention} {QUESTION} And then?")
    await server.bea.slash(server.talk, "ask", question="Who else?")
    page = await privacy(server.ann, server.talk)
    await delete(server, page, wording.DELETE_EVERYWHERE, wording.DELETE_WITH_ANSWERS)
    await settle(server, 2)

    left = [message.id for message in server.talk.history()]
    assert len(left) == 2
    assert asked.id in left


async def settle(server: Server, messages: int) -> None:
    for _ in range(200):
        if len(server.talk.history()) <= messages:
            return
        await asyncio.sleep(0.01)


async def test_pressing_twice_has_one_effect(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    page = await privacy(server.ann, server.talk)
    await server.ann.click(page, label=wording.DELETE_HERE)
    server.bot.wishes._deleting.add(server.ann.id)  # pyright: ignore[reportPrivateUsage] - a press that runs
    await server.ann.click(page, label=wording.DELETE)
    second = read(page)
    server.bot.wishes._deleting.clear()  # pyright: ignore[reportPrivateUsage] - as above
    await server.ann.click(page, label=wording.DELETE)

    assert wording.GOES in second
    assert "- 1 question" in read(page)


async def test_a_question_that_runs_is_stopped_and_never_shown(server: Server) -> None:
    wishes = server.bot.wishes

    async def erase() -> None:
        await wishes._erase(server.ann.id, None, answers=False)  # pyright: ignore[reportPrivateUsage] - at this very point
        await asyncio.sleep(10)

    server.backend.answering = answering = Held(before=erase)
    await server.ann.slash(server.talk, "ask", question=QUESTION)

    row = await server.row(1)
    assert len(answering.asked) == 1
    assert (row.state, row.ending, row.outcome) == (QuestionState.ENDED, Ending.STOPPED, None)
    assert await found(server, server.ann.id, "Xylocanaria", "fog") == []
    assert not server.talk.history()


async def erase_ann(server: Server) -> None:
    async with server.database.session() as session:
        await erase_person(session, server.ann.id, None, at=9)


async def test_deleting_wins_while_an_answer_is_made(server: Server) -> None:
    server.backend.answering = Held(before=lambda: erase_ann(server))
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    await server.ann.send(server.talk, f"{server.bot_mention} {QUESTION}")

    assert await found(server, server.ann.id, "Xylocanaria", "fog") == []
    assert [message.author.id for message in server.talk.history()] == [server.ann.id]


async def test_deleting_wins_at_the_moment_when_an_answer_is_shown(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = showing.Showing.end

    async def erased_first(
        self: showing.Showing,
        row: int,
        how: Ending,
        message: int | None = None,
        *,
        public: bool | None = None,
    ) -> bool:
        await erase_ann(server)
        return await end(self, row, how, message, public=public)

    monkeypatch.setattr(showing.Showing, "end", erased_first)
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    await server.ann.send(server.talk, f"{server.bot_mention} {QUESTION}")

    assert await found(server, server.ann.id, "Xylocanaria", "fog") == []
    assert [message.author.id for message in server.talk.history()] == [server.ann.id]


async def test_of_who_opted_out_nothing_is_kept_once_it_is_answered(server: Server) -> None:
    page = await privacy(server.ann, server.talk)
    await server.ann.click(page, label=wording.OPT_OUT)
    assert wording.OPTED_OUT_NOW in read(page)
    answer = await server.ann.slash(server.talk, "ask", question=QUESTION)

    assert "Mostly I wait for fog." in read(answer)
    assert await found(server, server.ann.id, "Xylocanaria", "fog") == ["opt_outs.person"]
    await server.ann.click(page, label=wording.OPT_IN)
    assert wording.OPTED_IN_NOW in read(page)
    async with server.database.session() as session:
        assert not await has_opted_out(session, server.ann.id)


async def test_buttons_under_what_is_not_kept_say_so(server: Server) -> None:
    page = await privacy(server.ann, server.talk)
    await server.ann.click(page, label=wording.OPT_OUT)
    answer = await server.ann.slash(server.talk, "ask", question=QUESTION)
    assert answer.response is not None
    pressed = await server.bea.click(answer.response, label="Show passage")

    assert read(pressed) == wording.NOT_KEPT_ANY_MORE


async def test_who_asked_may_delete_a_public_answer_though_they_are_forgotten(server: Server) -> None:
    page = await privacy(server.ann, server.talk)
    await server.ann.click(page, label=wording.OPT_OUT)
    answer = await server.ann.slash(server.talk, "ask", question=QUESTION)
    assert answer.response is not None
    await server.bea.click(answer.response, label="Delete")
    stranger = len(server.talk.history())
    await server.ann.click(answer.response, label="Delete")

    assert (stranger, len(server.talk.history())) == (1, 0)


async def test_its_buttons_concern_whoever_presses(server: Server) -> None:
    """A custom id names nobody: who presses deletes their own, also where the button is another's."""
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    await server.set_mode(server.office, ChannelMode.OPEN)
    channel = server.env.bot.get_partial_messageable(server.talk.id, guild_id=server.guild.id)
    await channel.send(view=Page(["odd"], [[WishButton(Wish.DELETE_EVERYWHERE)]]))
    odd = server.talk.last_message
    assert odd is not None
    await server.bea.click(odd, label=wording.DELETE)

    async with server.database.session() as session:
        assert len((await kept_of(session, server.ann.id, None)).questions) == 1


async def test_labels_are_there(server: Server) -> None:
    page = await privacy(server.ann, server.talk)

    assert labels(page) == [
        wording.DOWNLOAD,
        wording.DELETE_HERE,
        wording.DELETE_EVERYWHERE,
        wording.OPT_OUT,
    ]


def test_who_decided_and_is_forgotten_is_no_mention_of_nobody() -> None:
    review = Review(
        id=1,
        question=1,
        guild=1,
        state=ReviewState.APPROVED,
        card_channel=None,
        card_message=None,
        opened_at=1,
        expires_at=2,
        decided_by=None,
        decided_at=1,
        reason=None,
        edited=None,
        told_at=1,
    )

    assert decider(ENGLISH, review) == FORGOTTEN
    assert decider(ENGLISH, replace(review, decided_by=5)) == "<@5>"
