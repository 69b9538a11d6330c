"""The same question in the same channel is answered with a link to the answer that stands."""

from dataclasses import replace

import discord
import pytest

from bot.moderation.rules import ChannelMode
from bot.storage.questions import Ending
from bot.storage.standing import mark_withdrawn
from tests.bot.cogs.changing import open_thread
from tests.bot.server import Server, read


async def ask_first(server: Server) -> int:
    result = await server.ann.slash(server.talk, "ask", question="Why do they wait?")
    assert result.response is not None
    return result.response.id


@pytest.mark.parametrize("again", ["Why do they wait?", "  why do THEY wait"])
async def test_the_same_question_gets_the_link(server: Server, again: str) -> None:
    first = await ask_first(server)
    second = await server.bea.slash(server.talk, "ask", question=again)

    link = f"https://discord.com/channels/{server.guild.id}/{server.talk.id}/{first}"
    assert read(second) == f"This was asked here before, and the answer stands: {link}"
    assert (await server.row(2)).ending is Ending.POINTED
    assert len(server.answering.asked) == 1


async def test_so_does_a_mention(server: Server) -> None:
    await ask_first(server)
    await server.bea.send(server.talk, f"{server.bot_mention} why do they wait?")

    assert "https://discord.com/channels/" in read(server.talk.last_message)
    assert (await server.row(2)).ending is Ending.POINTED


async def test_another_question_is_answered(server: Server) -> None:
    await ask_first(server)
    result = await server.bea.slash(server.talk, "ask", question="Why do they not wait?")
    narrowed = await server.bea.slash(server.talk, "ask", question="Why do they wait?", speaker="Jon Beck")

    assert "Mira Okafor" in read(result)
    assert "Mira Okafor" in read(narrowed)


async def test_the_same_question_elsewhere_is_answered(server: Server) -> None:
    await ask_first(server)
    thread = await open_thread(server, server.talk)
    inside = await server.bea.slash(thread, "ask", question="Why do they wait?")

    assert "Mira Okafor" in read(inside)


async def test_a_private_question_is_answered_and_a_private_answer_is_not_pointed_to(server: Server) -> None:
    await server.bea.slash(server.talk, "ask", question="Why do they wait?", private=True)
    first = await server.ann.slash(server.talk, "ask", question="Why do they wait?")
    private = await server.bea.slash(server.talk, "ask", question="Why do they wait?", private=True)

    assert "Mira Okafor" in read(first)
    assert "Mira Okafor" in read(private)


async def test_a_follow_up_is_answered(server: Server) -> None:
    await ask_first(server)
    await server.ann.send(server.talk, f"{server.bot_mention} who is first?")
    answer = server.talk.last_message
    assert answer is not None
    await server.bea.send(server.talk, f"{server.bot_mention} why do they wait?", reply_to=answer)

    assert server.answering.asked[-1].after == ("who is first?",)


async def test_an_answer_that_was_deleted_is_given_anew(server: Server) -> None:
    first = await ask_first(server)
    channel = server.env.bot.get_partial_messageable(server.talk.id, guild_id=server.guild.id)
    await channel.get_partial_message(first).delete()
    second = await server.bea.slash(server.talk, "ask", question="Why do they wait?")

    assert "Mira Okafor" in read(second)


async def test_an_answer_of_which_discord_knows_nothing_any_more_is_given_anew(server: Server) -> None:
    await ask_first(server)
    server.env.inject_error("GET", "/channels/*/messages/*", status=404, code=10008)
    second = await server.bea.slash(server.talk, "ask", question="Why do they wait?")

    assert "Mira Okafor" in read(second)


async def test_where_the_bot_may_not_look_back_the_question_is_answered(server: Server) -> None:
    await ask_first(server)
    server.env.inject_error("GET", "/channels/*/messages/*", status=403, code=50001)
    second = await server.bea.slash(server.talk, "ask", question="Why do they wait?")

    assert "Mira Okafor" in read(second)
    assert (await server.row(2)).ending is Ending.ANSWERED


async def test_a_withdrawn_answer_is_not_pointed_to(server: Server) -> None:
    await ask_first(server)
    async with server.database.session() as session:
        await mark_withdrawn(session, 1, withdrawn_at=1)
    await server.bea.slash(server.talk, "ask", question="Why do they wait?")

    assert (await server.row(2)).ending is Ending.ANSWERED


async def test_after_its_source_changed_it_is_answered_anew(server: Server) -> None:
    await ask_first(server)
    catalogue = server.backend.catalogue
    catalogue.entry = replace(catalogue.entry, sha256="f" * 64)
    second = await server.bea.slash(server.talk, "ask", question="Why do they wait?")

    assert "Mira Okafor" in read(second)


async def test_where_its_source_may_not_be_read_any_more_it_is_not_pointed_to(server: Server) -> None:
    await ask_first(server)
    await server.set_mode(server.talk, ChannelMode.OPEN, sources=frozenset({"another"}))
    await server.bea.slash(server.talk, "ask", question="Why do they wait?")

    assert (await server.row(2)).ending is not Ending.POINTED


async def test_nobody_is_pointed_to_a_place_that_was_paused_meanwhile(server: Server) -> None:
    await ask_first(server)
    await server.change_rules(lambda rules: replace(rules, paused_at=1))
    result = await server.bea.slash(server.talk, "ask", question="Why do they wait?")

    assert "discord.com" not in read(result)
    assert isinstance(server.talk.last_message, discord.Message)


async def test_after_a_speaker_got_another_name_the_question_is_answered_anew(server: Server) -> None:
    await ask_first(server)
    catalogue = server.backend.catalogue
    catalogue.turns = tuple(
        replace(turn, speaker=replace(turn.speaker, name="Mira Stone")) for turn in catalogue.turns
    )
    await server.bea.slash(server.talk, "ask", question="Why do they wait?")

    assert (await server.row(2)).ending is Ending.ANSWERED
