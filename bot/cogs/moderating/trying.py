"""`/moderation try`: what would happen if this member asked here; nothing is asked, nothing kept."""

import time
from collections.abc import Sequence

import discord
from discord import app_commands

from bot.cogs.asking.places import Holder, member_in
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_staff
from bot.cogs.moderating.targets import Chosen, find_target
from bot.moderation.limits import judge, limits_of, slowmode_of
from bot.moderation.places import Person, Place
from bot.moderation.policy import explain, is_spared
from bot.moderation.rules import GuildRules
from bot.rendering.ruling import channel_mark
from bot.rendering.trying import Tried, show_try
from bot.storage.admitting import usage_of
from bot.translating import Tongue
from bot.views.page import Page
from bot.wording import moderating as wording


class Trying:
    """Tries the rules out."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("try", "What would happen if this member asked here?", self.try_out),)

    @app_commands.describe(member="Who would ask", place="Where; without it, here")
    async def try_out(
        self, interaction: discord.Interaction, member: discord.User, place: Chosen | None = None
    ) -> None:
        """Tell what would happen."""

        async def work(tongue: Tongue) -> Page:
            rules = await require_staff(self._means, interaction, tongue)
            target = find_target(interaction, tongue, place)
            if target.id is None or target.place.channel != target.id:
                raise NotDoneError(tongue.say(wording.TRY_NO_CATEGORY))
            person = _person(interaction, member, target.id)
            tried = await self._try(rules, target.place, person, member.mention)
            return Page(["\n".join(show_try(tongue, tried))])

        await reply(interaction, work)

    async def _try(self, rules: GuildRules, place: Place, person: Person, mention: str) -> Tried:
        assert place.guild is not None  # noqa: S101 - what can be chosen is in a server
        now, limits = int(time.time()), limits_of(rules, person)
        async with self._means.database.session() as session:
            channel = place.parent or place.channel
            usage = await usage_of(session, place.guild, channel, person.id, limits, now=now)
        return Tried(
            person=mention,
            place=channel_mark(place.channel),
            explanation=explain(rules, place, person, now=now, open_channels=self._means.open_channels),
            limits=limits,
            usage=usage,
            limited=judge(limits, usage, now),
            slowmode=slowmode_of(rules, place, person),
            spared=is_spared(rules, person),
        )


def _person(interaction: discord.Interaction, member: discord.User | discord.Member, place: int) -> Person:
    """Return somebody with their rights in a place, from their roles and what is set there."""
    channel = None if interaction.guild is None else interaction.guild.get_channel_or_thread(place)
    if not isinstance(member, discord.Member) or not isinstance(channel, Holder):
        return Person(id=member.id, bot=member.bot, member=isinstance(member, discord.Member), may_send=False)
    return member_in(member, channel)
