"""A pause stops at once what is being worked on, and only in that server."""

from dataclasses import replace

import pytest

from bot.storage.questions import Ending
from tests.bot.cogs.changing import until, working_on
from tests.bot.server import Server


@pytest.mark.parametrize("way", ["mention", "command", "private"])
async def test_what_is_worked_on_is_stopped_while_its_answer_is_made(server: Server, way: str) -> None:
    asking = {
        "mention": lambda: server.ann.send(server.talk, f"{server.bot_mention} why?"),
        "command": lambda: server.ann.slash(server.talk, "ask", question="Why?"),
        "private": lambda: server.ann.slash(server.talk, "ask", question="Why?", private=True),
    }[way]
    async with working_on(server, asking()):
        stopped = await server.bot.desk.pause_guild(server.guild.id)
        await until(lambda: len(server.bot.desk) == 0)

    assert stopped == 1
    assert (await server.row(1)).ending is Ending.STOPPED
    assert not [message for message in server.talk.history() if message.author.bot]


async def test_another_server_is_not_stopped(server: Server) -> None:
    async with working_on(server, server.ann.slash(server.talk, "ask", question="Why?")):
        stopped = await server.bot.desk.pause_guild(server.guild.id + 1)

    assert stopped == 0
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_what_was_stopped_can_be_asked_again_once_it_goes_on(server: Server) -> None:
    async with working_on(server, server.ann.slash(server.talk, "ask", question="Why?")):
        await server.change_rules(lambda rules: replace(rules, paused_at=1))
        await server.bot.desk.pause_guild(server.guild.id)
    await server.change_rules(lambda rules: replace(rules, paused_at=None))
    await server.ann.slash(server.talk, "ask", question="Why?")

    assert [(await server.row(number)).ending for number in (1, 2)] == [Ending.STOPPED, Ending.ANSWERED]
