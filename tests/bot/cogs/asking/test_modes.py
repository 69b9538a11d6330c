"""How an answer reaches its readers in each mode, and what of the sources a place may see."""

from dataclasses import replace

import discord
import pytest

from bot.answering.asking import Asked
from bot.answering.types import Mode, Outcome, Rejection
from bot.moderation.rules import ChannelMode
from bot.storage.questions import Ending, QuestionState
from bot.storage.reviews import review_of_question
from bot.wording import refusals
from tests.bot.fakes import fog_answer
from tests.bot.server import Server, read


@pytest.fixture
async def reviewed(server: Server) -> Server:
    """A server with a review channel that nobody but its bot writes in."""
    await server.change_rules(lambda rules: replace(rules, review_channel=server.nook.id))
    return server


def seen(server: Server) -> list[discord.Message]:
    """Return what everybody sees of the bot."""
    return [message for message in server.talk.history(viewer=server.bea) if message.author.bot]


async def test_in_a_draft_place_a_command_is_told_privately_that_it_waits(reviewed: Server) -> None:
    await reviewed.set_mode(reviewed.talk, ChannelMode.DRAFT)
    result = await reviewed.ann.slash(reviewed.talk, "ask", question="Why?")
    row = await reviewed.row(1)

    assert result.ephemeral
    assert read(result) == refusals.WAITS
    assert not seen(reviewed)
    assert (row.state, row.ending, row.public, row.mode) == (
        QuestionState.WAITING,
        None,
        False,
        ChannelMode.DRAFT,
    )
    assert row.token is not None


async def test_in_a_draft_place_a_mention_gets_a_short_reply(reviewed: Server) -> None:
    await reviewed.set_mode(reviewed.talk, ChannelMode.DRAFT)
    await reviewed.ann.send(reviewed.talk, f"{reviewed.bot_mention} why?")

    assert [read(message) for message in seen(reviewed)] == [refusals.WAITS]
    assert (await reviewed.row(1)).state is QuestionState.WAITING


async def test_in_a_draft_place_a_private_answer_comes_at_once(reviewed: Server) -> None:
    await reviewed.set_mode(reviewed.talk, ChannelMode.DRAFT)
    result = await reviewed.ann.slash(reviewed.talk, "ask", question="Why?", private=True)

    assert result.ephemeral
    assert "Mira Okafor" in read(result)


def doubtful(asked: Asked) -> Outcome:
    """A model wrote more than the sources carry."""
    answer = fog_answer(asked.text)
    return replace(answer, mode=Mode.GENERATED, rejected=(Rejection(text="It rains.", reason="no_quote"),))


async def test_a_doubtful_answer_of_an_open_place_is_a_draft_and_leaves_no_trace(reviewed: Server) -> None:
    reviewed.answering.reply = doubtful
    result = await reviewed.ann.slash(reviewed.talk, "ask", question="Why?")
    async with reviewed.database.session() as session:
        review = await review_of_question(session, 1)

    assert [read(told) for told in result.followups] == [refusals.WAITS]
    assert not seen(reviewed)
    assert review is not None
    assert (await reviewed.row(1)).state is QuestionState.WAITING


async def test_without_a_review_channel_a_doubtful_answer_is_shown(server: Server) -> None:
    server.answering.reply = doubtful
    result = await server.ann.slash(server.talk, "ask", question="Why?")

    assert "Mira Okafor" in read(result)
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_what_the_rules_narrow_is_all_that_is_answered_from(server: Server) -> None:
    await server.set_mode(server.talk, ChannelMode.OPEN, sources=frozenset({"another"}))
    await server.ann.slash(server.talk, "ask", question="Why?")

    assert [asked.sources for asked in server.answering.asked] == [frozenset()]


@pytest.mark.parametrize("own", [True, False])
async def test_a_source_of_one_server_is_no_other_servers(server: Server, *, own: bool) -> None:
    catalogue = server.backend.catalogue
    guild = server.guild.id if own else 1
    catalogue.entry = replace(catalogue.entry, servers=frozenset({guild}))
    await server.ann.slash(server.talk, "ask", question="Why?", private=True)
    offered = await server.ann.autocomplete(server.talk, "ask", "source", "har")

    assert [asked.sources for asked in server.answering.asked] == [
        frozenset({catalogue.entry.id} if own else ())
    ]
    assert bool(offered) is own


async def test_an_age_restricted_source_is_for_age_restricted_channels(server: Server) -> None:
    catalogue = server.backend.catalogue
    catalogue.entry = replace(catalogue.entry, age_restricted=True)
    await server.ann.slash(server.talk, "ask", question="Why?", private=True)
    channel = server.env.bot.get_channel(server.talk.id)
    assert isinstance(channel, discord.TextChannel)
    channel.nsfw = True  # the simulation cannot edit that; what it tells by REST stays what it was
    await server.ann.slash(server.talk, "ask", question="Why?", private=True)

    assert [asked.sources for asked in server.answering.asked] == [
        frozenset(),
        frozenset({catalogue.entry.id}),
    ]
    # And so what was answered from it is not shown: Discord itself says that nobody's age is checked there.
    assert (await server.row(2)).ending is Ending.STOPPED


async def test_a_passage_of_a_source_that_is_not_for_this_place_is_not_opened(server: Server) -> None:
    result = await server.ann.slash(server.talk, "ask", question="Why?")
    assert result.response is not None
    catalogue = server.backend.catalogue
    catalogue.entry = replace(catalogue.entry, servers=frozenset({1}))
    passage = await server.bea.click(result.response, label="Show passage")

    assert "fog" not in read(passage)


async def test_where_the_bot_is_off_nothing_is_offered_as_one_types(server: Server) -> None:
    assert not await server.ann.autocomplete(server.office, "ask", "source", "har")
    assert not await server.ann.autocomplete(server.office, "ask", "speaker", "mi")


async def test_more_is_asked_of_the_same_speaker_and_source(server: Server) -> None:
    result = await server.ann.slash(
        server.talk, "ask", question="Why?", speaker="Jon Beck", source="harbour-talk"
    )
    assert result.response is not None
    form = await server.bea.click(result.response, label="Ask more")
    await server.bea.submit_modal(form, {"question": "And then?"})
    asked = server.answering.asked[-1]

    assert (asked.speaker, asked.source, asked.after) == ("Jon Beck", "harbour-talk", ("Why?",))
