"""`/moderation overview`: everything that is set, and what is wrong with it."""

from collections.abc import Sequence

import discord

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.layouts import layout_of
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_staff
from bot.moderation.rules import GuildRules
from bot.rendering.overview import Pause, show_overview
from bot.storage.acts import ActKind, latest_act
from bot.translating import Tongue
from bot.views.listing import Listing, listing_page
from bot.views.page import Page
from bot.wording import moderating as wording


class Overviews:
    """Shows a server's rules at a glance."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("overview", "What holds in every channel, and what is wrong", self.overview),)

    async def overview(self, interaction: discord.Interaction) -> None:
        """Show the overview."""
        await reply(interaction, lambda tongue: self.page(interaction, tongue, 0, 0))

    async def page(self, interaction: discord.Interaction, tongue: Tongue, _row: int, page: int) -> Page:
        """Return a page of the overview, if who asks for it moderates."""
        rules = await require_staff(self._means, interaction, tongue)
        return listing_page(tongue, await self.pages(interaction, tongue, rules), page, Listing.OVERVIEW)

    async def pages(
        self, interaction: discord.Interaction, tongue: Tongue, rules: GuildRules
    ) -> Sequence[str]:
        """Return the text of every page."""
        guild = interaction.guild
        if guild is None:
            raise NotDoneError(tongue.say(wording.SERVERS_ONLY))
        return show_overview(
            tongue,
            rules,
            layout_of(guild, self._means.backend.loaded()),
            open_channels=self._means.open_channels,
            pause=await self._pause(guild.id, rules),
        )

    async def _pause(self, guild: int, rules: GuildRules) -> Pause | None:
        if rules.paused_at is None:
            return None
        async with self._means.database.session() as session:
            act = await latest_act(session, guild, ActKind.PAUSED)
        return Pause(at=rules.paused_at, who=None if act is None else act.actor)
