"""*Share*: a private answer becomes public once, as its place lets it."""

import asyncio
from dataclasses import replace

import discord
import pytest
import simcord
from simcord.results import ResponseMessage
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cogs.asking import sharing
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.storage.questions import Ending, erase_question
from bot.storage.reviews import review_of_question
from bot.storage.standing import mark_withdrawn
from bot.storage.tables import QuestionRow
from bot.wording import refusals, reviewing
from bot.wording import sharing as words
from tests.bot.cogs.changing import open_thread, time_out
from tests.bot.server import Server, labels, read, sent_messages

PRIVATE = ["Show passage", "Ask more", "Share", "Flag", "Delete"]


async def ask(server: Server, channel: simcord.ChannelHandle | None = None) -> ResponseMessage:
    result = await server.ann.slash(channel or server.talk, "ask", question="Why?", private=True)
    assert result.response is not None
    return result.response


def by_bot(server: Server) -> list[discord.Message]:
    """Return what everybody sees of the bot."""
    return [message for message in server.talk.history(viewer=server.bea) if message.author.bot]


def told(result: simcord.InteractionResult) -> str:
    return read(result.followups[0])


async def test_it_stands_under_a_private_answer_where_answers_may_become_public(server: Server) -> None:
    await server.set_mode(server.office, ChannelMode.DRAFT)
    private = await server.ann.slash(server.nook, "ask", question="Why?")

    assert labels(await ask(server)) == PRIVATE
    assert labels(await ask(server, server.office)) == PRIVATE
    assert "Share" not in labels(private)


async def test_a_shared_answer_is_a_message_of_its_own_that_names_who_shares_it(server: Server) -> None:
    answer = await ask(server)
    await server.ann.click(answer, label="Share")
    (shared,) = by_bot(server)
    row = await server.row(1)

    assert read(shared).startswith(words.SHARED_BY.format(person=server.ann.mention))
    assert "Asked: “Why?”" in read(shared)
    assert "Mira Okafor" in read(shared)
    assert labels(shared)[:2] == ["Show passage", "Ask more"]
    assert (row.public, row.answer_message, row.ending) == (True, shared.id, Ending.ANSWERED)
    assert f"/{shared.id}" in read(answer)


async def test_it_pings_nobody(server: Server) -> None:
    await server.ann.click(await ask(server), label="Share")

    assert sent_messages(server)[-2]["allowed_mentions"] == {"parse": []}


async def test_what_is_shared_works_for_everybody(server: Server) -> None:
    await server.ann.click(await ask(server), label="Share")
    (shared,) = by_bot(server)
    passage = await server.bea.click(shared, label="Show passage")

    assert "**Mostly I wait for fog.**" in read(passage)


async def test_two_clicks_at_once_are_one_message(server: Server) -> None:
    answer = await ask(server)
    heard: list[discord.Interaction] = []

    async def keep(interaction: discord.Interaction) -> None:
        heard.append(interaction)

    server.bot.add_listener(keep, "on_interaction")
    server.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await server.ann.click(answer, label="Share")  # refused, so that nothing was shared yet
    question, press = await server.row(1), heard[0]
    clicks = [server.bot.presses.sharing.share(press, question) for _ in range(5)]
    done = await asyncio.gather(*clicks, return_exceptions=True)

    assert sorted(isinstance(one, Exception) for one in done) == [False, True, True, True, True]
    assert len(by_bot(server)) == 1


async def test_a_second_click_says_that_it_is_shared(server: Server) -> None:
    answer = await ask(server)
    odd = await server.ann.slash(server.talk, "ask", question="What?", private=True)
    assert odd.response is not None
    await server.ann.click(answer, label="Share")
    async with server.database.session() as session:
        await session.execute(update(QuestionRow).where(QuestionRow.id == 2).values(public=True))
    again = await server.ann.click(odd.response, label="Share")

    assert told(again) == words.SHARED_ALREADY
    assert len(by_bot(server)) == 1


async def test_in_a_draft_place_it_goes_before_moderators(server: Server) -> None:
    await server.set_mode(server.office, ChannelMode.DRAFT)
    await server.change_rules(lambda rules: replace(rules, review_channel=server.nook.id))
    answer = await ask(server, server.office)
    await server.ann.click(answer, label="Share")
    async with server.database.session() as session:
        review = await review_of_question(session, 1)

    assert review is not None
    assert review.state is ReviewState.WAITING
    assert not [shown for shown in server.office.history(viewer=server.bea) if shown.author.bot]
    assert words.SHARED_FOR_REVIEW in read(answer)
    assert len([shown for shown in server.nook.history() if not shown.flags.ephemeral]) == 1


@pytest.mark.parametrize("mode", [ChannelMode.OFF, ChannelMode.PRIVATE])
async def test_where_the_mode_fell_meanwhile_it_is_refused(server: Server, mode: ChannelMode) -> None:
    answer = await ask(server)
    await server.set_mode(server.talk, mode)
    result = await server.ann.click(answer, label="Share")

    assert told(result) in {words.NOT_TO_SHARE, refusals.OFF}
    assert not by_bot(server)
    assert not (await server.row(1)).public


async def test_who_was_timed_out_meanwhile_does_not_share(server: Server) -> None:
    answer = await ask(server)
    await time_out(server, server.ann)
    await server.ann.click(answer, label="Share")

    assert not by_bot(server)


async def test_where_the_bot_may_not_write_that_is_said(server: Server) -> None:
    answer = await ask(server)
    server.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    result = await server.ann.click(answer, label="Share")

    assert told(result) == words.NOT_POSTED
    assert not (await server.row(1)).public


async def test_words_that_the_server_refuses_by_now_are_not_shared(server: Server) -> None:
    answer = await ask(server)
    await server.change_rules(lambda rules: replace(rules, blocked_words=("fog",)))
    result = await server.ann.click(answer, label="Share")

    assert told(result) == refusals.WORDS
    assert not by_bot(server)
    assert not (await server.row(1)).public


async def test_what_was_forgotten_cannot_be_shared(server: Server) -> None:
    answer = await ask(server)
    async with server.database.session() as session:
        await session.execute(update(QuestionRow).values(draft=None))
    result = await server.ann.click(answer, label="Share")

    assert told(result) == words.NOT_KEPT_TO_SHARE


async def test_a_checked_message_of_somebody_else_cannot_be_shared(server: Server) -> None:
    claim = await server.bea.send(server.talk, "Forty ships wait.")
    checked = await server.ann.context_menu(server.talk, "Check against sources", claim)
    row = await server.row(1)

    assert "Share" not in labels(checked)
    assert row.draft is None


async def test_it_works_after_a_restart(server: Server) -> None:
    answer = await ask(server)
    await server.env.restart_bot(server.new_bot())
    await server.ann.click(answer, label="Share")

    assert len(by_bot(server)) == 1


async def test_in_a_thread_it_is_shared_in_the_thread(server: Server) -> None:
    thread = await open_thread(server, server.talk)
    await server.ann.click(await ask(server, thread), label="Share")

    assert len([shown for shown in thread.history(viewer=server.bea) if shown.author.bot]) == 1


async def test_without_a_review_channel_it_is_said_and_can_be_shared_later(server: Server) -> None:
    await server.set_mode(server.office, ChannelMode.DRAFT)
    answer = await ask(server, server.office)
    refused = await server.ann.click(answer, label="Share")
    await server.change_rules(lambda rules: replace(rules, review_channel=server.nook.id))
    await server.ann.click(answer, label="Share")

    assert told(refused) == reviewing.NO_REVIEW_CHANNEL
    assert words.SHARED_FOR_REVIEW in read(answer)


async def test_where_no_moderator_can_see_it_that_is_said_and_it_can_be_shared_later(server: Server) -> None:
    await server.set_mode(server.office, ChannelMode.DRAFT)
    await server.change_rules(lambda rules: replace(rules, review_channel=server.nook.id))
    answer = await ask(server, server.office)
    server.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    refused = await server.ann.click(answer, label="Share")
    await server.ann.click(answer, label="Share")

    assert told(refused) == reviewing.REVIEW_CHANNEL_CLOSED
    assert words.SHARED_FOR_REVIEW in read(answer)


@pytest.mark.parametrize("taken_back", ["erased", "withdrawn"])
async def test_what_is_taken_back_while_it_is_posted_does_not_stand(
    server: Server, monkeypatch: pytest.MonkeyPatch, taken_back: str
) -> None:
    answer = await ask(server)
    publish = sharing.publish_question

    async def after_it_was_taken_back(session: AsyncSession, row: int, *, answer_message: int) -> bool:
        if taken_back == "erased":
            await erase_question(session, row, erased_at=9)
        else:
            await mark_withdrawn(session, row, withdrawn_at=9)
        return await publish(session, row, answer_message=answer_message)

    monkeypatch.setattr(sharing, "publish_question", after_it_was_taken_back)
    result = await server.ann.click(answer, label="Share")

    assert told(result) == words.NOT_KEPT_TO_SHARE
    assert not by_bot(server)
