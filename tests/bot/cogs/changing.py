"""What changes in a server while a question is worked on."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TypeVar

import discord
import simcord

from tests.bot.server import Server

T = TypeVar("T")
PATIENCE = 5.0


@asynccontextmanager
async def working_on(server: Server, asking: Awaitable[T]) -> AsyncGenerator["asyncio.Task[T]"]:
    """Run the block while a question waits for the index; then let it be answered."""
    server.backend.__init__(server.answering, ready=False)
    task = asyncio.ensure_future(asking)
    await server.backend.wanted.wait()
    yield task
    server.backend.load()
    await task


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)


async def member_of(server: Server, actor: simcord.MemberActor) -> discord.Member:
    """Return a member as the bot can change them."""
    guild = server.env.bot.get_guild(server.guild.id)
    assert guild is not None
    return await guild.fetch_member(actor.id)


async def time_out(server: Server, actor: simcord.MemberActor) -> None:
    # By the clock that the bot reads: the simulator has its own.
    until = datetime.fromtimestamp(time.time() + 3600, tz=UTC).isoformat()
    server.env.backend.edit_member(server.guild.id, actor.id, {"timed_out_until": until})


async def open_thread(
    server: Server,
    channel: simcord.ChannelHandle,
    kind: discord.ChannelType = discord.ChannelType.public_thread,
) -> simcord.ChannelHandle:
    parent = server.env.bot.get_channel(channel.id)
    assert isinstance(parent, discord.TextChannel)
    await parent.create_thread(name="aside", type=kind)
    return channel.threads[-1]


async def edit_thread(
    server: Server, handle: simcord.ChannelHandle, *, locked: bool = False, archived: bool = False
) -> None:
    thread = server.env.bot.get_channel(handle.id)
    assert isinstance(thread, discord.Thread)
    await thread.edit(locked=locked, archived=archived)
