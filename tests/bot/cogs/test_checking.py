"""Looking words up, checking a claim or a message, comparing: each is asked for as what it is."""

import pytest

from bot import wording
from bot.answering.asking import Asked, Intent
from bot.answering.questions.question import LONGEST_QUESTION
from bot.cogs.menus import CHECK, words_of
from bot.storage.questions import Ending, Way
from tests.bot.server import Server, labels, read


@pytest.mark.parametrize(
    ("command", "option", "intent", "heading"),
    [
        ("quote", "words", Intent.QUOTE, "Did somebody say: “forty ships”"),
        ("check", "claim", Intent.CLAIM, "Checked: “forty ships”"),
        ("compare", "topic", Intent.COMPARE, "Side by side: “forty ships”"),
    ],
)
async def test_each_command_hands_over_what_is_wanted_of_its_text(
    server: Server, command: str, option: str, intent: Intent, heading: str
) -> None:
    given: dict[str, object] = {option: "forty ships", "source": "harbour-talk"}
    result = await server.ann.slash(server.talk, command, **given)
    private = await server.ann.slash(server.talk, command, **given, private=True)
    row = await server.row(1)

    assert [(asked.text, asked.source, asked.intent) for asked in server.answering.asked] == [
        ("forty ships", "harbour-talk", intent)
    ] * 2
    assert read(result).startswith(f"-# {heading}\n")
    assert (result.ephemeral, private.ephemeral) == (False, True)
    assert labels(result) == ["Show passage", "Ask more", "Flag", "Delete"]
    assert (row.way, row.intent, row.ending, row.text) == (Way.SLASH, intent, Ending.ANSWERED, "forty ships")


async def test_words_can_be_looked_up_of_one_speaker(server: Server) -> None:
    result = await server.ann.slash(server.talk, "quote", words="forty ships", speaker="Jon Beck")

    assert server.answering.asked[0].speaker == "Jon Beck"
    assert read(result).startswith("-# Did Jon Beck say: “forty ships”\n")


@pytest.mark.parametrize(
    ("command", "option"),
    [("quote", "speaker"), ("quote", "source"), ("check", "source"), ("compare", "source")],
)
async def test_names_and_sources_complete_as_they_are_typed(
    server: Server, command: str, option: str
) -> None:
    typed, offered = {"speaker": ("OKA", "Mira Okafor"), "source": ("harb", "harbour-talk")}[option]

    choices = await server.ann.autocomplete(server.talk, command, option, typed)
    assert [choice["value"] for choice in choices] == [offered]


async def test_a_message_is_checked_for_the_eyes_of_who_wants_to_know(server: Server) -> None:
    claim = await server.bea.send(server.talk, "Mira said that forty ships wait. <@1> <:ship:2>")
    result = await server.ann.context_menu(server.talk, CHECK, claim)

    assert result.ephemeral
    assert read(result).startswith("-# Checked: “Mira said that forty ships wait.”\n")
    (asked,) = server.answering.asked
    assert asked == Asked(
        text="Mira said that forty ships wait.",
        intent=Intent.CLAIM,
        asker=asked.asker,
        sources=frozenset({"harbour-talk"}),
    )


async def test_the_words_of_a_checked_message_are_not_kept(server: Server) -> None:
    claim = await server.bea.send(server.talk, "Mira said that forty ships wait.")
    await server.ann.context_menu(server.talk, CHECK, claim)
    row = await server.row(1)

    assert (row.way, row.intent, row.text, row.ending) == (Way.MENU, Intent.CLAIM, None, Ending.ANSWERED)
    assert row.asker == server.ann.id


async def test_of_a_long_message_its_beginning_is_checked_and_that_is_said(server: Server) -> None:
    claim = await server.bea.send(server.talk, "Forty ships wait in the fog. " * 60)
    result = await server.ann.context_menu(server.talk, CHECK, claim)
    (asked,) = server.answering.asked

    assert len(asked.text) <= LONGEST_QUESTION
    assert asked.text.endswith("in the fog. …")
    assert read(result).startswith("-# Checked only its beginning: “")


async def test_a_message_without_words_cannot_be_checked_and_that_is_said(server: Server) -> None:
    picture = await server.bea.send(server.talk, "", attachments=[("fog.png", b"not really")])
    result = await server.ann.context_menu(server.talk, CHECK, picture)

    assert result.ephemeral
    assert read(result) == wording.NO_WORDS
    assert not server.answering.asked


async def test_an_answer_of_our_own_cannot_be_checked_and_that_is_said(server: Server) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} why?")
    answer = server.talk.last_message
    assert answer is not None
    result = await server.ann.context_menu(server.talk, CHECK, answer)

    assert result.ephemeral
    assert read(result) == wording.OWN_ANSWER


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<@!12> <#3> <@&4> <t:170:R> </ask:5> <a:n:6> fog", "fog"),
        ("a < b and c > d", "a < b and c > d"),
        ("  two\nlines ", "two lines"),
    ],
)
async def test_what_only_discord_understands_is_not_checked(server: Server, written: str, words: str) -> None:
    assert words_of(await server.bea.send(server.talk, written)) == words


async def test_the_words_of_a_forwarded_message_are_checked(server: Server) -> None:
    first = await server.bea.send(server.office, "Forty ships wait.")
    forwarded = await server.bea.forward(first, server.talk)
    await server.ann.context_menu(server.talk, CHECK, forwarded)

    assert [asked.text for asked in server.answering.asked] == ["Forty ships wait."]
