"""How a server is laid out, read from what Discord keeps telling about it."""

from collections.abc import Collection

import discord

from bot.backend import Backend
from bot.cogs.asking.places import placed
from bot.moderation.admitted import admitted
from bot.moderation.picks import ALL, Picks
from bot.moderation.places import Place, PlaceKind
from bot.rendering.servers import Layout, Shelf, Spot
from bot.wording import refusals

# What a mention, and an approved answer, need; each with how it is called.
_NEEDED = (
    ("view_channel", refusals.LACKING_VIEW),
    ("send_messages", refusals.LACKING_SEND),
    ("send_messages_in_threads", refusals.LACKING_SEND_IN_THREADS),
    ("read_message_history", refusals.LACKING_HISTORY),
)
Categorised = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel


def layout_of(guild: discord.Guild, backend: Backend | None, picks: Picks = ALL) -> Layout:
    """Return a server's channels, threads and roles; its sources only where they are loaded."""
    shelves = tuple(
        Shelf(
            category=None if category is None else category.id,
            name="" if category is None else category.name,
            spots=tuple(spot for channel in channels if (spot := spot_of(guild, channel)) is not None),
        )
        for category, channels in guild.by_category()
    )
    threads = (spot_of(guild, thread) for thread in guild.threads)
    return Layout(
        guild=guild.id,
        shelves=shelves,
        threads=tuple(spot for spot in threads if spot is not None),
        roles=frozenset(role.id for role in guild.roles),
        sources=None if backend is None else sources_of(backend, guild.id, picks),
    )


def sources_of(backend: Backend, guild: int, picks: Picks) -> frozenset[str]:
    """Return the ids of all sources that a server may ask somewhere."""
    return admitted(
        backend.catalogue.sources(), guild=guild, age_restricted_place=True, allowed=None, picks=picks
    )


def spot_of(guild: discord.Guild, channel: object) -> Spot | None:
    """Return a channel or thread with what the bot lacks there; None for what nobody can talk in."""
    place = place_in(guild.id, channel)
    if place is None or not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return None
    return Spot(place=place, missing=lacking_in(guild, channel))


def place_in(guild: int, channel: object) -> Place | None:
    """Return what a rule can be set for as a place: a forum stands for its posts, too."""
    if isinstance(channel, discord.ForumChannel):
        return Place(
            guild=guild,
            channel=channel.id,
            kind=PlaceKind.CHANNEL,
            category=channel.category_id,
            age_restricted=channel.nsfw,
        )
    return placed(channel, guild)


def lacking_in(guild: discord.Guild, channel: discord.abc.GuildChannel | discord.Thread) -> tuple[str, ...]:
    """Return the names of the permissions that the bot needs in a channel or thread and lacks."""
    above = channel.parent if isinstance(channel, discord.Thread) else channel
    if above is None:
        return (refusals.LACKING_VIEW,)
    permissions = above.permissions_for(guild.me)
    return tuple(
        told for name, told in _NEEDED if name in _needed_in(channel) and not getattr(permissions, name)
    )


def _needed_in(channel: discord.abc.GuildChannel | discord.Thread) -> Collection[str]:
    threaded = isinstance(channel, discord.Thread | discord.ForumChannel)
    return {
        "view_channel",
        "read_message_history",
        "send_messages_in_threads" if threaded else "send_messages",
    }
