"""The demo's story for people who read German: every word of ours is German."""

from dataclasses import replace

import discord
import pytest
import simcord
from simcord.results import ResponseMessage

from bot.client import DiscordBot
from bot.demo.rooms import DISCUSSION, DRAFTS, LOUNGE, MODERATORS, QUIET, Room
from bot.demo.server import DemoServer
from bot.demo.showing import furnished_server
from bot.translating import tongue_of
from tests.bot.fakes import FakeBackend
from tests.bot.german import beyond_limits, english_in, sent_texts, speak_german

QUESTION = "Worauf warten sie?"
OTHER_QUESTION = "Wer stempelt die Papiere?"
GERMAN = tongue_of("de")


def last(server: DemoServer, room: Room) -> discord.Message:
    message = server.channels[room].last_message
    assert message is not None
    return message


def private(result: simcord.InteractionResult) -> ResponseMessage:
    assert result.response is not None
    return result.response


async def to_moderators(server: DemoServer) -> None:
    """Have a draft edited in vain, approved, flagged and withdrawn."""
    member, moderator, drafts = server.member, server.moderator, server.channels[DRAFTS]
    await member.slash(drafts, "ask", question=QUESTION)
    form = await moderator.click(last(server, MODERATORS), label="Bearbeiten")
    await moderator.submit_modal(form, {"text": "1. Mira Okafor waits for forty fogs."})
    shown = await moderator.click(last(server, MODERATORS), label="Stelle öffnen")
    assert shown.response is not None
    await moderator.click(last(server, MODERATORS), label="Freigeben")
    form = await member.click(last(server, DRAFTS), label="Melden")
    await member.submit_modal(form, {"choice": "wrong_person"})
    form = await moderator.click(last(server, MODERATORS), label="Zurückziehen")
    await moderator.submit_modal(form, {"text": "Das war ein anderer Hafen."})
    await moderator.slash(drafts, "moderation why")
    await member.slash(drafts, "ask", question=QUESTION)
    await member.slash(drafts, "ask", question=OTHER_QUESTION)
    form = await moderator.click(last(server, MODERATORS), label="Ablehnen")
    await moderator.submit_modal(form, {"text": "Bitte nicht hier."})


async def elsewhere(server: DemoServer) -> None:
    """Ask where it is private, off and open; look at everything that commands show."""
    member, moderator, talk = server.member, server.moderator, server.channels[DISCUSSION]
    for room in (QUIET, LOUNGE):
        await member.slash(server.channels[room], "ask", question=QUESTION)
    for name in ("quote", "check", "compare"):
        option = {"quote": "words", "check": "claim", "compare": "topic"}[name]
        await member.slash(talk, name, **{option: "Mostly I wait for fog."})
    for name in ("sources", "speakers", "about", "privacy"):
        await member.slash(talk, name)
    for name in ("overview", "channel", "server", "setup", "log", "limits", "review", "roles", "options"):
        await moderator.slash(talk, f"moderation {name}")
    shown = private(await moderator.slash(talk, "moderation channel"))
    await moderator.click(shown, label="Ändern")
    answer = last(server, DISCUSSION)
    await member.click(answer, label="Weiterfragen")
    await member.click(answer, label="Stelle zeigen")
    shown = private(await member.slash(talk, "privacy"))
    for label in ("Nichts mehr speichern", "Speichern erlauben", "Überall löschen", "Zurück"):
        await member.click(shown, label=label)
    for name in ("people list", "words list", "export", "pause"):
        await moderator.slash(talk, f"moderation {name}")
    await member.slash(talk, "ask", question=QUESTION)
    await moderator.slash(talk, "moderation resume")
    await moderator.slash(talk, "moderation try", member=member)


async def test_who_reads_german_reads_no_english_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_german(monkeypatch)
    async with furnished_server(FakeBackend()) as server:
        bot = server.simulation.bot
        assert isinstance(bot, DiscordBot)
        await bot.rulebook.change(server.guild.id, lambda rules: replace(rules, language="de"), 0)
        seen = len(list(sent_texts(server.simulation)))
        await to_moderators(server)
        await elsewhere(server)
        texts = list(sent_texts(server.simulation))[seen:]
        too_long = beyond_limits(server.simulation)

    assert len(texts) > 100
    assert not english_in(texts)
    assert not too_long


def test_english_is_found_where_it_stands() -> None:
    assert english_in(["**Hm.** Nothing that Ann said in the sources says this in so many words."])
    assert not english_in([GERMAN.say("Nothing was changed: it was like that already.")])
