"""`/moderation outdated`: answers whose sources have changed since."""

from collections.abc import Sequence

import discord

from bot.cogs.listings import PageOf
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.replying import reply


class OutdatedAnswers:
    """Shows the list, which is another's: `page_of` gives its pages and judges who may see them."""

    def __init__(self, page_of: PageOf) -> None:
        self._page_of = page_of

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("outdated", "Answers whose sources have changed since", self.outdated),)

    async def outdated(self, interaction: discord.Interaction) -> None:
        """Show the list."""
        await reply(interaction, lambda tongue: self._page_of(interaction, tongue, 0, 0))
