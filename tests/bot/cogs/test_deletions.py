"""What people delete by hand takes its other half with it."""

import discord
import pytest

from bot.moderation.rules import ChannelMode
from bot.storage.questions import Ending, QuestionState
from tests.bot.server import Server, read


async def delete(server: Server, *messages: int) -> None:
    """Delete messages as somebody with the right to; several at once."""
    channel = server.env.bot.get_channel(server.talk.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete_messages([discord.Object(message) for message in messages])
    await server.env.settle()


async def test_an_answer_that_is_deleted_takes_what_was_asked_with_it(server: Server) -> None:
    result = await server.ann.slash(server.talk, "ask", question="Why?")
    assert result.response is not None
    await delete(server, result.response.id)
    row = await server.row(1)

    assert (row.text, row.outcome, row.draft, row.ending) == (None, None, None, Ending.ANSWERED)


async def test_a_question_that_is_deleted_takes_its_answer_with_it(server: Server) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} why?")
    question, answer = server.talk.history()
    await delete(server, question.id)

    assert "Mira Okafor" in read(answer)
    assert not server.talk.history()
    assert (await server.row(1)).text is None


async def test_many_at_once_are_followed_each(server: Server) -> None:
    for text in ("why?", "who?"):
        await server.ann.send(server.talk, f"{server.bot_mention} {text}")
    first, _, second, _ = server.talk.history()
    await delete(server, first.id, second.id)

    assert not server.talk.history()
    assert [(await server.row(number)).text for number in (1, 2)] == [None, None]


@pytest.mark.parametrize("text", ["why?", "not asked of anybody"])
async def test_what_has_nothing_to_do_with_us_is_left_alone(server: Server, text: str) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} why?")
    other = await server.bea.send(server.talk, text)
    await delete(server, other.id)

    assert len(server.talk.history()) == 2
    assert (await server.row(1)).text is not None


async def test_a_draft_that_waits_outlives_the_note_about_it(server: Server) -> None:
    await server.set_mode(server.talk, ChannelMode.DRAFT)
    await server.ann.send(server.talk, f"{server.bot_mention} why?")
    note = server.talk.last_message
    assert note is not None
    await delete(server, note.id)
    row = await server.row(1)

    assert row.text is not None
    assert row.state is not QuestionState.ACCEPTED
