"""Why an answer is as it is: found by what a moderator has at hand, and told to who moderates there."""

import time
from dataclasses import replace

import discord
import simcord

from bot.answering.asking import Asked
from bot.answering.types import Considered, Outcome, Rejection, Trace
from bot.cogs.moderating.whys import MENU
from bot.moderation.rules import ChannelMode
from bot.storage.questions import erase_question
from bot.wording import moderating as wording
from bot.wording import why as words
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.fakes import fog_answer
from tests.bot.interview import ENTRY, SOURCE
from tests.bot.server import labels, read

NOT_FOUND = f"{words.NOT_FOUND}\n{words.REFUSED_AT_ONCE}"
TRACE = Trace(
    considered=(Considered(source=SOURCE, turn=1, score=0.9, cosine=0.6, lexical=3.0),),
    versions=((SOURCE, "ab12" * 16),),
    seconds=0.25,
)


def fail(asked: Asked) -> Outcome:
    raise ZeroDivisionError(asked.text)


async def ask(staffed: Staffed, channel: simcord.ChannelHandle | None = None) -> simcord.InteractionResult:
    answer = replace(
        fog_answer(), trace=TRACE, rejected=(Rejection(text="They wait for snow.", reason="quote_not_found"),)
    )
    staffed.server.answering.reply = lambda _asked: answer
    place = channel or staffed.server.talk
    return await staffed.ann.slash(place, "ask", question="What do they wait for?")


async def why(staffed: Staffed, message: str | None = None) -> str:
    options = {} if message is None else {"message": message}
    return read(await staffed.cleo.slash(staffed.server.talk, "moderation why", **options))


async def test_an_answer_is_found_by_link_by_id_by_number_and_as_the_latest(staffed: Staffed) -> None:
    answer = (await ask(staffed)).response
    assert answer is not None
    link = f"https://discord.com/channels/{staffed.server.guild.id}/{staffed.server.talk.id}/{answer.id}"
    stories = [await why(staffed, one) for one in (link, f"<{link}>", str(answer.id), "1", "#1", None)]

    assert len(set(stories)) == 1
    assert stories[0].startswith("**Question 1**")
    assert f"Asked by <@{staffed.ann.id}> in <#{staffed.server.talk.id}>" in stories[0]
    assert "The place was then set to: open." in stories[0]
    assert f"The answer: {link}" in stories[0]


async def test_an_answer_that_stands_can_be_withdrawn_from_its_story(staffed: Staffed) -> None:
    await ask(staffed)
    story = (await staffed.cleo.slash(staffed.server.talk, "moderation why")).response
    assert story is not None
    assert labels(story) == ["Withdraw"]
    form = await staffed.cleo.click(story, label="Withdraw")
    await staffed.cleo.submit_modal(form, {"text": "The wrong year"})

    assert "A moderator withdrew this answer" in read(staffed.server.talk.history()[-1])
    again = (await staffed.cleo.slash(staffed.server.talk, "moderation why")).response
    assert labels(again) == []


async def test_what_is_no_answer_cannot_be_withdrawn(staffed: Staffed) -> None:
    staffed.server.answering.reply = fail
    await staffed.ann.slash(staffed.server.talk, "ask", question="Why?")
    story = (await staffed.cleo.slash(staffed.server.talk, "moderation why")).response

    assert labels(story) == []


async def test_the_whole_story_is_told(staffed: Staffed) -> None:
    await ask(staffed)
    story = await why(staffed)

    assert "“What do they wait for?”" in story
    assert f"- {SOURCE}, turn 1: score 0.90 (meaning 0.60, words 3.00)" in story
    assert (
        f"> Mira Okafor in {SOURCE} (version {ENTRY.sha256[:12]}), turn 1: “Mostly I wait for fog.”" in story
    )
    assert "“They wait for snow.”. Why: its quotation does not stand in the source" in story
    assert f"- {SOURCE}: ab12ab12ab12; the source was changed since" in story
    assert "No model was used; it took 0.2 s." in story or "it took 0.3 s." in story
    assert words.NO_ACTS in story


async def test_the_menu_of_a_message_tells_it_too(staffed: Staffed) -> None:
    answer = (await ask(staffed)).response
    assert answer is not None
    told = await staffed.cleo.context_menu(staffed.server.talk, MENU, answer)
    other = await staffed.ann.send(staffed.server.talk, "fog again")
    unknown = await staffed.cleo.context_menu(staffed.server.talk, MENU, other)
    refused = await staffed.ann.context_menu(staffed.server.talk, MENU, answer)

    assert told.ephemeral
    assert read(told).startswith("**Question 1**")
    assert read(unknown) == NOT_FOUND
    assert read(refused) == wording.STAFF_ONLY


async def test_what_was_not_answered_has_a_story_as_well(staffed: Staffed) -> None:
    server = staffed.server
    server.answering.reply = fail
    await server.ann.send(server.talk, f"{server.bot_mention} what of it?")
    asked = server.talk.history()[-2]
    story = await why(staffed, str(asked.id))

    assert words.ENDED_FAILED in story


async def test_the_latest_of_a_member_is_found(staffed: Staffed) -> None:
    server = staffed.server
    await ask(staffed)
    await server.bea.slash(server.talk, "ask", question="And who is second?")
    told = await staffed.cleo.slash(server.talk, "moderation why", member=server.ann)
    none = await staffed.cleo.slash(server.talk, "moderation why", member=server.cleo)

    assert "“What do they wait for?”" in read(told)
    assert read(none).startswith(words.NONE_BY.format(member=server.cleo.mention))


async def test_what_is_not_known_is_said_to_be_so(staffed: Staffed) -> None:
    assert await why(staffed) == f"{words.NONE_HERE}\n{words.REFUSED_AT_ONCE}"
    elsewhere = f"https://discord.com/channels/5/{staffed.server.talk.id}/6"
    for typed in ("99", "123456789012345678", elsewhere, "the last one", "9" * 40, "-1", "²"):
        assert await why(staffed, typed) == NOT_FOUND


async def test_a_question_of_another_server_is_not_told(staffed: Staffed) -> None:
    server = staffed.server
    other = server.env.create_guild()
    hall = other.create_text_channel("hall")
    eli = other.add_member(server.env.create_user("eli"))
    server.open_channels.add(hall.id)
    await eli.slash(hall, "ask", question="A secret?")

    assert await why(staffed, "1") == NOT_FOUND


async def test_after_its_words_are_forgotten_no_text_of_anybody_is_told(staffed: Staffed) -> None:
    await ask(staffed)
    async with staffed.server.database.session() as session:
        await erase_question(session, 1, erased_at=int(time.time()))
    story = await why(staffed)

    assert "is not kept any more" in story
    for word in ("wait", "fog", "Mira", "snow", SOURCE):
        assert word not in story


async def test_who_moderates_here_alone_is_not_told_of_elsewhere(staffed: Staffed) -> None:
    server = staffed.server
    allowed = discord.PermissionOverwrite(manage_messages=True)
    corner = server.guild.create_text_channel("corner", overwrites={server.bea: allowed})
    await ask(staffed)
    refused = await server.bea.slash(corner, "moderation why", message="1")
    granted = await staffed.cleo.slash(corner, "moderation why", message="1")

    assert read(refused) == words.NOT_THERE
    assert read(granted).startswith("**Question 1**")


async def test_a_private_answer_has_no_link(staffed: Staffed) -> None:
    await ask(staffed, staffed.server.nook)
    story = await why(staffed, "1")

    assert words.PRIVATE in story
    assert ChannelMode.PRIVATE.value in story
    assert "discord.com" not in story


async def test_a_long_story_has_pages_for_who_moderates(staffed: Staffed) -> None:
    rejected = tuple(Rejection(text=f"Sentence {n} " + "long " * 90, reason="opposite") for n in range(20))
    staffed.server.answering.reply = lambda _asked: replace(fog_answer(), rejected=rejected)
    await staffed.ann.slash(staffed.server.talk, "ask", question="Why?")
    first = await staffed.cleo.slash(staffed.server.talk, "moderation why")
    second = await staffed.press(first, "Next page", by=staffed.cleo)

    assert "-# Page 2 of" in read(second)
