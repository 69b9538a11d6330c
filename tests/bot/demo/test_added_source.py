"""The story of an added source: handed over, named, stored, asked, updated, and what quoted it listed."""

from dataclasses import replace
from pathlib import Path

import pytest
import simcord

from bot.client import DiscordBot
from bot.demo.rooms import DISCUSSION, MODERATORS
from bot.demo.server import DemoServer
from bot.translating import tongue_of
from bot.wording import corpus as words
from bot.wording import flagging
from tests.bot.cogs.curating.cards import CORRECTED, HALL, card_of, name_voice
from tests.bot.demo.adding import demo_with_shelf
from tests.bot.german import beyond_limits, english_in, sent_texts, speak_german
from tests.bot.server import read

WORDS = "The fishmonger gets up at three, six days a week"
"""Said in the first version, and in the second no more."""
GERMAN = tongue_of("de")


def posted(server: DemoServer) -> list[str]:
    """Return what stands in the moderators' channel."""
    return [read(message) for message in server.channels[MODERATORS].history()]


async def press(server: DemoServer, card: simcord.InteractionResult, label: str) -> simcord.InteractionResult:
    return await server.moderator.click(card_of(card), label=label)


async def test_a_transcript_is_added_named_asked_updated_and_what_quoted_it_is_listed(tmp_path: Path) -> None:
    async with demo_with_shelf(tmp_path) as server:
        desk, talk = server.channels[MODERATORS], server.channels[DISCUSSION]
        member, moderator = server.member, server.moderator

        # What was understood is shown to who handed it over; one speaker has no name, and is given one.
        card = await moderator.slash(desk, "corpus add", file=HALL)
        assert card.ephemeral
        assert "**Unknown speaker 1** (the file says “SPEAKER\\_01”" in read(card)
        named = await name_voice(moderator, card, "Unknown speaker 1", name="Rosa Lindt", role="guest")
        assert "- **Rosa Lindt**: 4 turns, 77 words" in read(named)

        # It is stored, and can be asked at once; the moderators are told.
        await press(server, card, "Store")
        assert "It can be asked from now on." in read(card)
        (source,) = (
            one["value"] for one in await moderator.autocomplete(desk, "corpus update", "source", "")
        )
        assert f"added a source: **market-hall** (`{source}`)." in posted(server)[-1]
        answer = await member.slash(talk, "quote", words=WORDS)
        assert "> **[1] Rosa Lindt**" in read(answer)
        assert source in read(await member.slash(talk, "sources"))

        # A name is put right later on; what was answered before goes on naming them as before.
        speakers = await moderator.slash(desk, "corpus speakers", source=source)
        renamed = await name_voice(moderator, speakers, "Rosa Lindt", name="Rosa Lindh")
        assert "One answer that stands quotes this source" in read(renamed)
        await server.catch_up()
        await name_voice(moderator, renamed, "Rosa Lindh", name="Rosa Lindt")

        # A corrected file takes its place: what changes is shown first, and its speaker keeps the name.
        update = await moderator.slash(desk, "corpus update", source=source, file=CORRECTED)
        assert "- words: 107 → 111" in read(update)
        assert "- **Rosa Lindt**: 4 turns, 81 words" in read(update)
        await press(server, update, "Store")
        assert "One answer that stands quotes a version before" in read(update)

        # The list of answers that quoted the old version is there for the moderators, and on demand.
        assert "version 4" in posted(server)[-2]
        assert flagging.OUTDATED in posted(server)[-1]
        assert source in posted(server)[-1]
        listed = read(await moderator.slash(desk, "moderation outdated"))
        assert WORDS in listed
        again = await member.slash(talk, "quote", words=WORDS)
        assert f"“{WORDS}" not in read(again).partition("\n")[2]

        # It goes for good, and is asked no more.
        sure = await moderator.slash(desk, "corpus remove", source=source)
        await press(server, sure, "Remove")
        assert source not in read(await member.slash(talk, "sources"))


async def test_the_same_story_is_told_in_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speak_german(monkeypatch)
    async with demo_with_shelf(tmp_path) as server:
        desk, talk = server.channels[MODERATORS], server.channels[DISCUSSION]
        member, moderator = server.member, server.moderator
        bot = server.simulation.bot
        assert isinstance(bot, DiscordBot)
        await bot.rulebook.change(server.guild.id, lambda rules: replace(rules, language="de"), 0)
        seen = len(list(sent_texts(server.simulation)))
        await moderator.slash(desk, "corpus add", file=("leer.vtt", b"WEBVTT\n"))
        card = await moderator.slash(desk, "corpus add", file=HALL)
        await name_voice(moderator, card, "Unknown speaker 1", name="Speaker 9")
        await name_voice(moderator, card, "Unknown speaker 1", name="Rosa Lindt", role="guest")
        form = await press(server, card, GERMAN.say(words.DETAILS))
        await moderator.submit_modal(form, {"title": "Die Markthalle", "date": "2026-05-14"})
        await press(server, card, GERMAN.say(words.STORE))
        assert GERMAN.say(words.INDEXED) in read(card)
        (source,) = (
            one["value"] for one in await moderator.autocomplete(desk, "corpus update", "source", "")
        )
        await member.slash(talk, "quote", words=WORDS)
        for name, options in (
            ("corpus list", {}),
            ("corpus pick", {}),
            ("corpus roles", {}),
            ("corpus settings", {"source": source, "longest_quote": 30, "age_restricted": False}),
            ("corpus speakers", {"source": source}),
            ("sources", {}),
            ("speakers", {}),
        ):
            await moderator.slash(desk, name, **options)
        update = await moderator.slash(desk, "corpus update", source=source, file=CORRECTED)
        await press(server, update, GERMAN.say(words.STORE))
        await moderator.slash(desk, "moderation outdated")
        sure = await moderator.slash(desk, "corpus remove", source=source)
        await press(server, sure, GERMAN.say(words.KEEP))
        await press(
            server, await moderator.slash(desk, "corpus remove", source=source), GERMAN.say(words.REMOVE)
        )
        await moderator.slash(desk, "moderation log")
        texts = list(sent_texts(server.simulation))[seen:]

    assert len(texts) > 100
    assert english_in(texts) == set()
    assert beyond_limits(server.simulation) == []
