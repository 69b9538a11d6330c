"""`/moderation tidy`: rules of channels and threads that were deleted go."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.layouts import layout_of
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_admin
from bot.moderation.rules import GuildRules
from bot.rendering.ruling import listed
from bot.storage.questions import Ending
from bot.translating import Tongue
from bot.views.page import Page, say
from bot.wording import moderating as wording

_AT_ONCE = 25  # places that Discord is asked about; the rest with the next use


class Tidying:
    """Removes what is set for places that are no more.

    Nothing else is taken away: a role or a source that is gone still keeps others out.
    """

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("tidy", "Remove the rules of channels that were deleted", self.tidy),)

    async def tidy(self, interaction: discord.Interaction) -> None:
        """Remove the rules of deleted places."""

        async def work(tongue: Tongue) -> Page:
            rules = await self._means.rulebook.of(require_admin(interaction, tongue))
            guild = interaction.guild
            if guild is None:
                raise NotDoneError(tongue.say(wording.SERVERS_ONLY))
            unseen = sorted(frozenset(rules.places) - layout_of(guild, None).ids)[:_AT_ONCE]
            gone = [place for place in unseen if await _is_deleted(guild, place)]

            def change(rules: GuildRules) -> GuildRules:
                kept = {place: held for place, held in rules.places.items() if place not in gone}
                return replace(rules, places=kept)

            if not gone or not await self._means.change(interaction, change, {"what": "tidy"}):
                return say(tongue.say(wording.TIDY_NOTHING))
            return say(tongue.say_many(wording.TIDIED, len(gone), ids=listed(tongue, map(str, gone))))

        await reply(interaction, work)


async def _is_deleted(guild: discord.Guild, place: int) -> bool:
    """Ask Discord: what is archived or hidden from the bot is there still."""
    try:
        await deliver(lambda: guild.fetch_channel(place))
    except DeliveryError as error:
        return error.ending is Ending.GONE
    except discord.InvalidData:  # a channel of another server, where the bot is, too
        return True
    return False
