"""Places of every kind, with what stands above them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import discord
import simcord

from tests.bot.cogs.matrix.axes import CLOSED, Where

_THREADS = CLOSED | {Where.THREAD, Where.OWN_THREAD, Where.PRIVATE_THREAD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place; `base` is the channel that it is or hangs under.

    `named` is for what its mode is set, None for the server; for those in `contrary` the contrary is set,
    which must not reach it.
    """

    env: simcord.Env
    place: simcord.ChannelHandle
    base: simcord.ChannelHandle
    named: int | None
    contrary: tuple[int, ...] = field(default=())

    async def hush(self, role: simcord.RoleHandle) -> None:
        """Let a role write there no more."""
        channel = self.env.bot.get_channel(self.base.id)
        assert isinstance(channel, discord.abc.GuildChannel)
        held = channel.guild.get_role(role.id)
        assert held is not None
        await channel.set_permissions(held, send_messages=False, send_messages_in_threads=False)

    async def close(self, where: Where) -> None:
        """Lock or archive it, if it is such a place."""
        if where in CLOSED:
            thread = self.env.bot.get_channel(self.place.id)
            assert isinstance(thread, discord.Thread)
            await thread.edit(locked=where is Where.LOCKED, archived=where is Where.ARCHIVED)


async def make_spot(
    env: simcord.Env, guild: simcord.GuildHandle, where: Where, members: Iterable[int]
) -> Spot:
    """Return a new place of a kind; `members` are those who see it if it is private."""
    if where in _THREADS:
        return await _thread(env, guild, where, members)
    if where is Where.FORUM_POST:
        return await _post(env, guild)
    if where in {Where.CATEGORY, Where.VOICE_UNNAMED}:
        category = guild.create_category("club")
        make = guild.create_text_channel if where is Where.CATEGORY else guild.create_voice_channel
        channel = make("talk", category=category)
        return Spot(env=env, place=channel, base=channel, named=category.id)
    make_one = {
        Where.NEWS: guild.create_news_channel,
        Where.NEWS_UNNAMED: guild.create_news_channel,
        Where.VOICE: guild.create_voice_channel,
    }.get(where, guild.create_text_channel)
    channel = make_one("talk")
    named = None if where is Where.NEWS_UNNAMED else channel.id
    return Spot(env=env, place=channel, base=channel, named=named)


async def _thread(env: simcord.Env, guild: simcord.GuildHandle, where: Where, members: Iterable[int]) -> Spot:
    base = guild.create_text_channel("talk")
    await env.settle()
    parent = env.bot.get_channel(base.id)
    assert isinstance(parent, discord.TextChannel)
    private = where is Where.PRIVATE_THREAD
    kind = discord.ChannelType.private_thread if private else discord.ChannelType.public_thread
    await parent.create_thread(name="aside", type=kind)
    (place,) = base.threads
    if private:
        for member in members:
            env.backend.add_thread_member(place.id, member)
    named = {Where.OWN_THREAD: place.id, Where.PRIVATE_THREAD: None}.get(where, base.id)
    contrary = (base.id,) if where is Where.OWN_THREAD else ()
    return Spot(env=env, place=place, base=base, named=named, contrary=contrary)


async def _post(env: simcord.Env, guild: simcord.GuildHandle) -> Spot:
    base = guild.create_forum_channel("questions")
    await env.settle()
    forum = env.bot.get_channel(base.id)
    assert isinstance(forum, discord.ForumChannel)
    await forum.create_thread(name="harbours", content="All about harbours.")
    (place,) = base.threads
    return Spot(env=env, place=place, base=base, named=base.id)
