"""`/moderation outdated`: the answers whose sources have changed, to withdraw or to renew."""

from collections.abc import Sequence

import discord

from bot.cogs.listings import PageOf
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.replying import reply


class Outdating:
    """Lists such answers for who moderates."""

    def __init__(self, page: PageOf) -> None:
        self._page = page

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("outdated", "Answers whose sources have changed", self.outdated),)

    async def outdated(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        await reply(interaction, lambda tongue: self._page(interaction, tongue, 0, 0))
