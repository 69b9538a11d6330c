"""Keeping out where staff answer, and letting people finish what they type."""

import asyncio
import time

import pytest

from bot.cogs.asking.manners import Manners
from bot.wording import refusals
from tests.bot.cogs.changing import open_thread
from tests.bot.server import Server, read

SIMULATED = 1.0  # seconds; the simulation's own clock begins at 0


async def test_in_a_thread_where_staff_wrote_mentions_by_others_are_left_to_them(server: Server) -> None:
    thread = await open_thread(server, server.talk)
    await server.cleo.send(thread, "Let me look into that.")
    await server.ann.send(thread, f"{server.bot_mention} why?")

    assert not [message for message in thread.history() if message.author.bot]
    assert not server.answering.asked


async def test_a_command_is_answered_there_in_private_with_a_word_why(server: Server) -> None:
    thread = await open_thread(server, server.talk)
    await server.cleo.send(thread, "Let me look into that.")
    result = await server.ann.slash(thread, "ask", question="Why?")

    assert result.ephemeral
    assert read(result).startswith(f"-# {refusals.QUIET_HERE}")
    assert "Mira Okafor" in read(result)


async def test_staff_who_ask_the_bot_there_are_answered(server: Server) -> None:
    thread = await open_thread(server, server.talk)
    await server.cleo.send(thread, "Let me look into that.")
    await server.cleo.send(thread, f"{server.bot_mention} why?")

    assert "Mira Okafor" in read(thread.last_message)


@pytest.mark.parametrize("who", ["ann", "bea"])
async def test_what_others_write_there_keeps_nobody_quiet(server: Server, who: str) -> None:
    thread = await open_thread(server, server.talk)
    await {"ann": server.ann, "bea": server.bea}[who].send(thread, "I wonder.")
    await server.ann.send(thread, f"{server.bot_mention} why?")

    assert "Mira Okafor" in read(thread.last_message)


async def test_in_a_channel_itself_staff_may_write_as_they_like(server: Server) -> None:
    await server.cleo.send(server.talk, "Good morning.")
    await server.ann.send(server.talk, f"{server.bot_mention} why?")

    assert "Mira Okafor" in read(server.talk.last_message)


async def test_who_types_on_is_waited_for_until_they_have_written(server: Server) -> None:
    manners = Manners(client=server.env.bot, policy=server.bot.policy)
    manners.typing.began(1, 2, time.monotonic())
    began = time.monotonic()
    waiting = asyncio.create_task(manners.let_finish(1, 2))
    await asyncio.sleep(0.1)
    manners.typing.wrote(1, 2)
    await waiting
    await manners.let_finish(1, 3)

    # Looked for again after half a second, and not after the five that anybody is waited for at most.
    assert 0.3 < time.monotonic() - began < 5


async def test_who_types_is_learnt_from_discord(server: Server) -> None:
    typing = server.bot.manners.typing
    await server.ann.typing(server.talk)
    known = typing.still_typing(server.talk.id, server.ann.id, SIMULATED)
    await server.ann.send(server.talk, "done")

    assert known
    assert not typing.still_typing(server.talk.id, server.ann.id, SIMULATED)
