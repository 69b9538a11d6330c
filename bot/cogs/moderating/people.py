"""`/moderation people`: who is not answered in this server."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import app_commands

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_admin, require_staff
from bot.moderation.rules import GuildRules
from bot.rendering.pages import Section, paginate
from bot.translating import Tongue
from bot.views.listing import Listing, listing_page
from bot.views.page import Page, say
from bot.wording import moderating as wording

_A_LINE = 5  # people


class People:
    """Blocks people, and lists who is blocked."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the commands of the group `people`."""
        return (
            command("block", "Answer somebody no more in this server", self.block),
            command("unblock", "Answer somebody again", self.unblock),
            command("list", "Who is blocked", self.blocked),
        )

    @app_commands.describe(person="Whom I shall not answer")
    async def block(self, interaction: discord.Interaction, person: discord.User) -> None:
        """Block somebody."""

        async def work(tongue: Tongue) -> Page:
            require_admin(interaction, tongue)
            if person.bot:
                raise NotDoneError(tongue.say(wording.CANNOT_BLOCK_BOT))
            if person.id == interaction.user.id:
                raise NotDoneError(tongue.say(wording.CANNOT_BLOCK_ONESELF))

            def change(rules: GuildRules) -> GuildRules:
                return replace(rules, blocked_people=rules.blocked_people | {person.id})

            # Whom it was is in the rules alone, and not in what is kept of acts.
            done = await self._means.change(interaction, change, {"what": "people_blocked"})
            sentence = wording.BLOCKED if done else wording.BLOCKED_ALREADY
            return say(tongue.say(sentence, person=person.mention))

        await reply(interaction, work)

    @app_commands.describe(person="Whom I shall answer again")
    async def unblock(self, interaction: discord.Interaction, person: discord.User) -> None:
        """Unblock somebody."""

        async def work(tongue: Tongue) -> Page:
            require_admin(interaction, tongue)

            def change(rules: GuildRules) -> GuildRules:
                return replace(rules, blocked_people=rules.blocked_people - {person.id})

            done = await self._means.change(interaction, change, {"what": "people_unblocked"})
            sentence = wording.UNBLOCKED if done else wording.NOT_BLOCKED
            return say(tongue.say(sentence, person=person.mention))

        await reply(interaction, work)

    async def blocked(self, interaction: discord.Interaction) -> None:
        """List who is blocked."""
        await reply(interaction, lambda tongue: self.page(interaction, tongue, 0, 0))

    async def page(self, interaction: discord.Interaction, tongue: Tongue, _row: int, page: int) -> Page:
        """Return a page of the list."""
        rules = await require_staff(self._means, interaction, tongue)
        marks = [f"<@{person}>" for person in sorted(rules.blocked_people)]
        if not marks:
            return say(tongue.say(wording.NOBODY_BLOCKED))
        lines = tuple(" ".join(marks[at : at + _A_LINE]) for at in range(0, len(marks), _A_LINE))
        pages = paginate([Section(heading=tongue.say(wording.BLOCKED_PEOPLE), lines=lines)])
        return listing_page(tongue, pages, page, Listing.PEOPLE)
