"""The story that the demo's first page tells, from a member's question to its deletion."""

import re

import discord
import simcord
from simcord.results import ResponseMessage

from bot.demo.rooms import DRAFTS, LOUNGE, MODERATORS, QUIET, Room
from bot.demo.server import DemoServer
from bot.demo.showing import furnished_server
from tests.bot.fakes import FakeBackend
from tests.bot.server import labels, read

QUESTION = "What does a harbour master do all day?"


def last(server: DemoServer, room: Room) -> discord.Message:
    message = server.channels[room].last_message
    assert message is not None
    return message


def private(result: simcord.InteractionResult) -> ResponseMessage:
    assert result.response is not None
    assert result.response.ephemeral
    return result.response


def told(result: simcord.InteractionResult) -> str:
    """Return what whoever pressed reads, be it in a message of its own."""
    shown = result.followups[-1] if result.followups else result.response
    return read(shown)


async def test_a_question_goes_its_whole_way() -> None:
    async with furnished_server(FakeBackend()) as server:
        # The member asks where answers go to the moderators first, and is told so.
        member, moderator, drafts = server.member, server.moderator, server.channels[DRAFTS]
        asked = private(await member.slash(drafts, "ask", question="What do they wait for?"))
        assert "A moderator looks at the answer" in read(asked)

        # A moderator edits the draft; a sentence with a number of its own is refused, and nothing is posted.
        form = await moderator.click(last(server, MODERATORS), label="Edit")
        refused = await moderator.submit_modal(form, {"text": "1. Mira Okafor waits for forty fogs."})
        assert "Nothing was posted" in told(refused)
        assert "holds a number or a date that is not in its quotation" in told(refused)
        before = len(drafts.history())

        # The draft is approved as it is: the answer is public, and says who let it out.
        await moderator.click(last(server, MODERATORS), label="Approve")
        assert len(drafts.history()) == before + 1
        answer = last(server, DRAFTS)
        assert "Mostly I wait for fog." in read(answer)
        assert "A moderator approved this answer." in read(answer)

        # The member flags it; the moderators see the flag, and not whose it is.
        form = await member.click(answer, label="Flag")
        assert "Nobody is told that it was you" in told(
            await member.submit_modal(form, {"choice": "out_of_context"})
        )
        card = last(server, MODERATORS)
        assert "An answer was flagged" in read(card)
        assert str(member.id) not in read(card)

        # A moderator withdraws it: a reason stands in its place.
        form = await moderator.click(card, label="Withdraw")
        await moderator.submit_modal(form, {"text": "That was about another harbour."})
        stone = last(server, DRAFTS)
        assert "A moderator withdrew this answer" in read(stone)
        assert "another harbour" in read(stone)
        assert "Mostly I wait for fog." not in read(stone)

        # /moderation why tells all of it.
        story = read(private(await moderator.slash(drafts, "moderation why")))
        for part in ("What do they wait for?", "Mostly I wait for fog.", "withdrew", "Out of context"):
            assert part.casefold() in story.casefold(), story

        # The member sees what is kept of them, and deletes it.
        kept = private(await member.slash(drafts, "privacy"))
        assert re.search(r"- [1-9]\d* questions", read(kept))
        await member.click(kept, label="Delete here")
        await member.click(kept, label="Delete")
        assert "Deleted" in read(kept)
        assert "- nothing" in read(private(await member.slash(drafts, "privacy")))


async def test_each_channel_is_as_the_first_page_says() -> None:
    async with furnished_server(FakeBackend()) as server:
        quiet = await server.member.slash(server.channels[QUIET], "ask", question="Why?")
        lounge = await server.member.slash(server.channels[LOUNGE], "ask", question="Why?")

        assert "Mostly I wait for fog." in read(private(quiet))
        assert "I am off here" in read(private(lounge))
        assert not server.channels[QUIET].history()
        assert not server.channels[LOUNGE].history()


async def test_a_draft_waits_when_the_demo_opens() -> None:
    async with furnished_server(FakeBackend(), question=QUESTION) as server:
        assert labels(last(server, MODERATORS))[:3] == ["Approve", "Edit", "Reject"]
        assert QUESTION in read(last(server, MODERATORS))


async def test_the_set_up_can_be_tried() -> None:
    async with furnished_server(FakeBackend()) as server:
        form = await server.moderator.slash(server.channels[LOUNGE], "moderation setup")
        overview = private(await server.moderator.slash(server.channels[LOUNGE], "moderation overview"))

        assert form.modal is not None
        for room in (DRAFTS, QUIET):
            assert f"<#{server.channels[room].id}>" in read(overview)
