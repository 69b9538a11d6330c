"""Every way in, and where answers are public."""

from dataclasses import replace

import discord
import pytest
import simcord

from bot import wording
from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.answering.types import Outcome
from bot.cogs.menus import CHECK
from bot.storage.questions import Ending
from tests.bot.server import Server, labels, read, sent_messages


async def open_thread(server: Server, channel: simcord.ChannelHandle) -> simcord.ChannelHandle:
    parent = server.env.bot.get_channel(channel.id)
    assert isinstance(parent, discord.TextChannel)
    await parent.create_thread(name="aside", type=discord.ChannelType.public_thread)
    return channel.threads[-1]


async def test_a_slash_question_in_an_open_channel_is_answered_openly(server: Server) -> None:
    result = await server.ann.slash(server.talk, "ask", question="What do they wait for?")

    assert not result.ephemeral
    assert read(result).startswith("-# Asked: “What do they wait for?”\n")
    assert "“Mostly I wait for fog.”" in read(result)
    assert labels(result) == ["Show passage", "Ask more", "Flag", "Delete"]
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_elsewhere_only_the_asker_sees_the_answer(server: Server) -> None:
    result = await server.ann.slash(server.nook, "ask", question="What do they wait for?")

    assert result.ephemeral
    assert "Mira Okafor" in read(result)


async def test_an_answer_asked_for_in_private_is_private_in_an_open_channel_too(server: Server) -> None:
    result = await server.ann.slash(server.talk, "ask", question="Why?", private=True)

    assert result.ephemeral


async def test_speaker_and_source_are_handed_over(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question="Why?", speaker="Jon Beck", source="harbour-talk")

    (asked,) = server.answering.asked
    assert replace(asked, asker=None) == Asked(
        text="Why?", speaker="Jon Beck", source="harbour-talk", sources=frozenset({"harbour-talk"})
    )


async def test_a_mention_in_an_open_channel_is_answered(server: Server) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} what do they wait for?")

    assert read(server.talk.last_message).startswith("Mira Okafor")
    assert [asked.text for asked in server.answering.asked] == ["what do they wait for?"]


async def test_a_mention_elsewhere_is_not_answered(server: Server) -> None:
    await server.ann.send(server.office, f"{server.bot_mention} what do they wait for?")

    assert len(server.office.history()) == 1
    assert not server.answering.asked


async def test_talk_that_does_not_mention_the_bot_is_left_alone(server: Server) -> None:
    await server.ann.send(server.talk, "what do they wait for?")
    await server.ann.send(server.talk, f"{server.bea.mention} what do they wait for?")

    assert not server.answering.asked


async def test_a_thread_is_as_open_as_its_channel(server: Server) -> None:
    inside = await open_thread(server, server.talk)
    outside = await open_thread(server, server.office)
    await server.ann.send(inside, f"{server.bot_mention} what do they wait for?")
    await server.ann.send(outside, f"{server.bot_mention} what do they wait for?")

    assert len(server.answering.asked) == 1
    assert not (await server.ann.slash(inside, "ask", question="Why?")).ephemeral
    assert (await server.ann.slash(outside, "ask", question="Why?")).ephemeral


async def test_a_locked_thread_is_not_written_into(server: Server) -> None:
    handle = await open_thread(server, server.talk)
    thread = server.env.bot.get_channel(handle.id)
    assert isinstance(thread, discord.Thread)
    await thread.edit(locked=True)

    assert (await server.cleo.slash(handle, "ask", question="Why?")).ephemeral


async def test_a_follow_up_in_a_thread_carries_what_was_asked_there_before(server: Server) -> None:
    thread = await open_thread(server, server.talk)
    await server.bea.slash(thread, "ask", question="a secret", private=True)
    await server.ann.send(thread, f"{server.bot_mention} who is first?")
    await server.bea.slash(thread, "ask", question="who is second?")
    await server.ann.send(thread, f"{server.bot_mention} and then?")

    assert server.answering.asked[-1].after == ("who is first?", "who is second?")


async def test_a_thread_opened_on_an_answer_goes_on_from_it(server: Server) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} who is first?")
    channel = server.env.bot.get_channel(server.talk.id)
    answer = server.talk.last_message
    assert isinstance(channel, discord.TextChannel)
    assert answer is not None
    await channel.get_partial_message(answer.id).create_thread(name="aside")
    thread = server.talk.threads[-1]
    await server.bea.send(thread, f"{server.bot_mention} and then?")
    inside = thread.last_message
    assert inside is not None
    await server.ann.send(thread, "and last?", reply_to=inside)

    assert thread.id == answer.id
    assert [asked.after for asked in server.answering.asked] == [
        (),
        ("who is first?",),
        ("who is first?", "and then?"),
    ]


async def test_a_reply_that_pings_the_bot_carries_the_chain_it_belongs_to(server: Server) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} unrelated")
    await server.ann.send(server.talk, f"{server.bot_mention} who is first?")
    answer = server.talk.last_message
    assert answer is not None
    await server.ann.send(server.talk, "and then?", reply_to=answer)
    answer = server.talk.last_message
    assert answer is not None
    await server.bea.send(server.talk, f"{server.bot_mention} and last?", reply_to=answer)

    assert [asked.after for asked in server.answering.asked[2:]] == [
        ("who is first?",),
        ("who is first?", "and then?"),
    ]


async def test_a_message_without_words_gets_a_hint(server: Server) -> None:
    await server.ann.send(server.talk, server.bot_mention)

    assert read(server.talk.last_message) == wording.HINT
    assert not server.answering.asked


async def test_what_does_not_mention_the_bot_reaches_it_without_text(server: Server) -> None:
    heard: list[discord.Message] = []

    async def keep(message: discord.Message) -> None:
        heard.append(message)

    server.bot.add_listener(keep, "on_message")
    await server.ann.send(server.talk, "fog is a secret", attachments=[("fog.png", b"not really")])
    await server.ann.send(server.talk, f"{server.bot_mention} fog?")

    assert [(message.content, message.attachments) for message in heard if not message.author.bot] == [
        ("", []),
        (f"{server.bot_mention} fog?", []),
    ]


async def test_a_reply_to_a_slash_answer_comes_without_text_and_gets_one_hint(server: Server) -> None:
    answer = (await server.ann.slash(server.talk, "ask", question="Why?")).response
    assert answer is not None
    for _ in range(3):
        await server.bea.send(server.talk, "and then?", reply_to=answer)
    await server.cleo.send(server.talk, "and then?", reply_to=answer)
    told = [(shown.reference and shown.reference.message_id, read(shown)) for shown in by_bot(server)[1:]]

    replies = [message for message in server.talk.history() if message.content == "and then?"]
    assert told == [(replies[0].id, wording.HINT), (replies[3].id, wording.HINT)]
    assert len(server.answering.asked) == 1


async def test_who_was_hinted_and_asks_as_told_is_answered(server: Server) -> None:
    answer = (await server.ann.slash(server.talk, "ask", question="Why?")).response
    assert answer is not None
    await server.bea.send(server.talk, "and then?", reply_to=answer)
    await server.bea.send(server.talk, f"{server.bot_mention} and then?", reply_to=answer)

    assert (server.answering.asked[-1].text, server.answering.asked[-1].after) == ("and then?", ("Why?",))


async def test_a_reply_to_somebody_else_gets_no_hint(server: Server) -> None:
    first = await server.ann.send(server.talk, "fog again")
    await server.bea.send(server.talk, "indeed", reply_to=first)

    assert not by_bot(server)


async def test_no_hint_is_given_where_the_bot_may_not_speak(server: Server) -> None:
    await server.ann.send(server.office, server.bot_mention)

    assert len(server.office.history()) == 1


def by_bot(server: Server) -> list[discord.Message]:
    return [message for message in server.talk.history() if message.author.bot]


@pytest.mark.parametrize("channel", ["talk", "nook"])
async def test_a_question_that_cannot_be_read_is_told_to_the_asker_alone(
    server: Server, channel: str
) -> None:
    def refuse(_asked: Asked) -> Outcome:
        raise QuestionError("Ask with some words.")

    server.answering.reply = refuse
    place = {"talk": server.talk, "nook": server.nook}[channel]
    result = await server.ann.slash(place, "ask", question="🙂🙂")
    seen = [message for message in place.history(viewer=server.bea) if message.author.bot]

    assert "Ask with some words." in [read(message) for message in place.history(viewer=server.ann)]
    assert not seen
    assert result.acknowledged
    assert (await server.row(1)).ending is Ending.REFUSED


async def test_when_answering_fails_there_is_an_apology_and_one_ending(server: Server) -> None:
    def fail(asked: Asked) -> Outcome:
        raise ZeroDivisionError(asked.text)

    server.answering.reply = fail
    await server.ann.send(server.talk, f"{server.bot_mention} what of it?")

    assert read(server.talk.last_message) == wording.APOLOGY
    assert (await server.row(1)).ending is Ending.FAILED


async def test_nobody_is_pinged_by_anything_the_bot_sends(server: Server) -> None:
    text = f"@everyone {server.bea.mention} <@&5> https://evil.example what?"
    result = await server.ann.slash(server.talk, "ask", question=text)
    assert result.response is not None
    await server.ann.send(server.talk, f"{server.bot_mention} {text}")
    await server.bea.click(result.response, label="Show passage")
    await server.bea.click(result.response, label="Delete")
    form = await server.bea.click(result.response, label="Ask more")
    await server.bea.submit_modal(form, {"question": text})
    await server.ann.slash(server.talk, "quote", words=text, speaker=text)
    await server.ann.slash(server.talk, "check", claim=text)
    await server.ann.slash(server.talk, "compare", topic=text)
    await server.ann.context_menu(server.talk, CHECK, await server.bea.send(server.talk, text))
    await server.bea.send(server.talk, "no text", reply_to=result.response)
    sent = sent_messages(server)

    assert len(sent) >= 10
    for body in sent:
        allowed = dict(body["allowed_mentions"])
        allowed.pop("replied_user", None)
        assert allowed == {"parse": []}


async def test_commands_are_given_once_to_discord_and_again_only_when_they_changed(server: Server) -> None:
    await server.env.restart_bot(server.new_bot())
    await server.env.restart_bot(server.new_bot())
    given = [
        entry for entry in server.env.http_requests if entry.method == "PUT" and "commands" in entry.path
    ]

    assert len(given) == 1


async def test_who_asks_is_handed_over_as_a_hash_that_stays_through_a_restart(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question="Why?")
    await server.bea.slash(server.talk, "ask", question="Who?")
    await server.env.restart_bot(server.new_bot())
    await server.ann.send(server.talk, f"{server.bot_mention} when?")
    hashes = [asked.asker for asked in server.answering.asked]

    assert hashes[0] == hashes[2] != hashes[1]
    assert all(hashed and str(server.ann.id) not in hashed for hashed in hashes)
