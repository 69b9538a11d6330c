"""What a rule is set for: a channel, a thread, a category, or where nothing else is set."""

from dataclasses import dataclass

import discord
from discord import app_commands

from bot.cogs.moderating.layouts import place_in
from bot.cogs.moderating.replying import NotDoneError
from bot.moderation.places import Place, PlaceKind
from bot.moderation.rules import GuildRules, PlaceRules
from bot.rendering.ruling import channel_mark
from bot.translating import Tongue
from bot.wording import moderating as wording

Chosen = app_commands.AppCommandChannel | app_commands.AppCommandThread
_NO_CHANNEL = 0  # stands for any channel without rules of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a rule is set for, by its id (None: the server), and a place where it would hold."""

    id: int | None
    place: Place

    def rules(self, rules: GuildRules) -> PlaceRules:
        """Return what is set for it."""
        return rules.default if self.id is None else rules.places.get(self.id, PlaceRules())

    def named(self, tongue: Tongue) -> str:
        """Return it as Discord shows it."""
        return tongue.say(wording.SERVER_DEFAULT) if self.id is None else channel_mark(self.id)


def server_target(guild: int) -> Target:
    """Return what holds where nothing else is set."""
    return Target(id=None, place=Place(guild=guild, channel=_NO_CHANNEL))


def find_target(interaction: discord.Interaction, tongue: Tongue, chosen: Chosen | None) -> Target:
    """Return what was chosen, or where the command was used; NotDoneError if it cannot be seen."""
    guild = interaction.guild
    found = None if guild is None else _find(guild, interaction, chosen)
    if found is None:
        raise NotDoneError(tongue.say(wording.NO_PLACE))
    return found


def target_of_id(guild: discord.Guild, identity: int) -> Target | None:
    """Return the channel, thread or category of an id, as far as the server is known."""
    channel = guild.get_channel_or_thread(identity)
    if isinstance(channel, discord.CategoryChannel):
        place = Place(guild=guild.id, channel=_NO_CHANNEL, category=channel.id)
        return Target(id=channel.id, place=place)
    place = place_in(guild.id, channel)
    return None if place is None else Target(id=identity, place=place)


def _find(guild: discord.Guild, interaction: discord.Interaction, chosen: Chosen | None) -> Target | None:
    if chosen is None:
        place = place_in(guild.id, interaction.channel)
        return None if place is None else Target(id=place.channel, place=place)
    known = target_of_id(guild, chosen.id)
    if known is not None or not isinstance(chosen, app_commands.AppCommandThread):
        return known
    # An archived thread is not remembered; what it hangs under is.
    parent = guild.get_channel(chosen.parent_id)
    if parent is None:
        return None
    place = Place(
        guild=guild.id,
        channel=chosen.id,
        kind=PlaceKind.THREAD,
        parent=parent.id,
        category=parent.category_id,
        locked=chosen.locked,
        archived=chosen.archived,
        slowmode=chosen.slowmode_delay,
    )
    return Target(id=chosen.id, place=place)
