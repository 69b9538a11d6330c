"""Before an answer is shown, the rules and Discord are asked once more: whatever changed ends it quietly."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
import pytest
import simcord

from bot.moderation.rules import ChannelMode
from bot.storage.questions import Ending
from bot.wording import refusals
from tests.bot.cogs.changing import edit_thread, member_of, open_thread, time_out, working_on
from tests.bot.server import Server, read

Change = Callable[[Server], Awaitable[None]]


async def pause(server: Server) -> None:
    """Pause as another process does: this one only reads the rules anew."""
    await server.change_rules(lambda rules: replace(rules, paused_at=1))


async def block(server: Server) -> None:
    await server.change_rules(lambda rules: replace(rules, blocked_people=frozenset({server.ann.id})))


async def switch_off(server: Server) -> None:
    await server.set_mode(server.talk, ChannelMode.OFF)


async def make_private(server: Server) -> None:
    await server.set_mode(server.talk, ChannelMode.PRIVATE)


async def narrow_sources(server: Server) -> None:
    await server.set_mode(server.talk, ChannelMode.OPEN, sources=frozenset({"another"}))


async def leave(server: Server) -> None:
    await (await member_of(server, server.ann)).kick()


async def silence(server: Server) -> None:
    await time_out(server, server.ann)


async def hide(server: Server) -> None:
    """Take from the asker the right to write in the channel."""
    channel = server.env.bot.get_channel(server.talk.id)
    assert isinstance(channel, discord.TextChannel)
    member = await member_of(server, server.ann)
    await channel.set_permissions(member, send_messages=False)


CHANGES = [pause, block, switch_off, make_private, narrow_sources, leave, silence, hide]


@pytest.mark.parametrize("change", CHANGES)
async def test_a_mention_is_not_answered_after(server: Server, change: Change) -> None:
    sending = server.ann.send(server.talk, f"{server.bot_mention} why?")
    async with working_on(server, sending):
        await change(server)

    assert len(server.talk.history()) == 1
    assert (await server.row(1)).ending is Ending.STOPPED


@pytest.mark.parametrize("change", CHANGES)
async def test_a_command_is_not_answered_after(server: Server, change: Change) -> None:
    async with working_on(server, server.ann.slash(server.talk, "ask", question="Why?")):
        await change(server)

    assert not server.talk.history()
    assert (await server.row(1)).ending is Ending.STOPPED


@pytest.mark.parametrize("change", [pause, block, switch_off, leave, silence])
async def test_a_private_answer_is_not_shown_after(server: Server, change: Change) -> None:
    asking = server.ann.slash(server.talk, "ask", question="Why?", private=True)
    async with working_on(server, asking):
        await change(server)

    assert not server.talk.history()
    assert (await server.row(1)).ending is Ending.STOPPED


async def test_a_lost_role_ends_what_needed_it(server: Server) -> None:
    readers = server.guild.create_role("Readers")
    dora = server.guild.add_member(server.env.create_user("dora"), roles=[readers])
    await server.set_mode(server.talk, ChannelMode.OPEN, roles=frozenset({readers.id}))
    async with working_on(server, dora.slash(server.talk, "ask", question="Why?")):
        member = await member_of(server, dora)
        await member.remove_roles(discord.Object(readers.id))

    assert (await server.row(1)).ending is Ending.STOPPED


@pytest.mark.parametrize("state", [{"locked": True}, {"archived": True}])
async def test_a_thread_that_was_closed_is_not_written_into(server: Server, state: dict[str, bool]) -> None:
    thread = await open_thread(server, server.talk)
    async with working_on(server, server.ann.slash(thread, "ask", question="Why?")):
        await edit_thread(server, thread, **state)

    assert not [message for message in thread.history() if message.author.bot]
    assert (await server.row(1)).ending is Ending.STOPPED


async def test_a_thread_that_was_deleted_ends_quietly(server: Server) -> None:
    thread = await open_thread(server, server.talk)
    async with working_on(server, server.ann.slash(thread, "ask", question="Why?")):
        await delete_channel(server, thread)

    assert (await server.row(1)).ending is Ending.STOPPED


async def delete_channel(server: Server, handle: simcord.ChannelHandle) -> None:
    channel = server.env.bot.get_channel(handle.id)
    assert isinstance(channel, discord.Thread)
    await channel.delete()


async def delete_message(server: Server, message: int) -> None:
    channel = server.env.bot.get_partial_messageable(server.talk.id, guild_id=server.guild.id)
    await channel.get_partial_message(message).delete()


async def test_a_question_that_was_deleted_is_not_answered(server: Server) -> None:
    sending = server.ann.send(server.talk, f"{server.bot_mention} why?")
    async with working_on(server, sending):
        (message,) = server.talk.history()
        await delete_message(server, message.id)

    assert not server.talk.history()
    assert (await server.row(1)).ending is Ending.STOPPED


async def test_where_discord_does_not_say_nothing_is_shown_and_the_asker_is_told(server: Server) -> None:
    server.env.inject_error("GET", "/guilds/*/members/*", status=500, times=None)
    asking = asyncio.create_task(server.ann.slash(server.nook, "ask", question="Why?"))
    result = await asking

    assert read(result) == refusals.UNCHECKED
    assert (await server.row(1)).ending is Ending.FAILED


async def test_a_place_that_we_do_not_see_any_more_is_forbidden(server: Server) -> None:
    server.env.inject_error("GET", f"/channels/{server.nook.id}", status=403, code=50001)
    await server.ann.slash(server.nook, "ask", question="Why?")

    assert (await server.row(1)).ending is Ending.FORBIDDEN


async def test_what_did_not_change_is_answered(server: Server) -> None:
    async with working_on(server, server.ann.slash(server.talk, "ask", question="Why?")) as asking:
        await server.change_rules(lambda rules: replace(rules, draft_hours=5))

    assert "Mira Okafor" in read(asking.result())
