"""Where a question was asked, read from what Discord sent with it."""

from collections.abc import Container
from dataclasses import dataclass

import discord


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel of a server; `parent` is what a thread hangs under."""

    guild: int
    channel: int
    parent: int | None = None
    closed: bool = False
    """Whether this is a locked or archived thread: never written into, so never woken."""

    def is_open(self, open_channels: Container[int]) -> bool:
        """Tell whether answers may be public here; a thread takes its parent's."""
        listed = self.channel in open_channels or (self.parent is not None and self.parent in open_channels)
        return listed and not self.closed


def place_of(event: discord.Message | discord.Interaction) -> Place | None:
    """Return the place of a message or an interaction, or None outside of servers."""
    guild = event.guild_id if isinstance(event, discord.Interaction) else event.guild and event.guild.id
    channel = event.channel
    if guild is None or channel is None:
        return None
    if isinstance(channel, discord.Thread):
        closed = channel.locked or channel.archived
        return Place(guild=guild, channel=channel.id, parent=channel.parent_id, closed=closed)
    return Place(guild=guild, channel=channel.id)
