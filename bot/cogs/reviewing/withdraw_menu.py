"""The message menu of moderators: withdraw this answer."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.reviewing.acting import Acts
from bot.cogs.reviewing.withdrawing import Withdrawing

WITHDRAW = "Withdraw answer"


class WithdrawMenu(commands.Cog):
    """Opens the form for a reason; Discord shows the menu to those who manage messages."""

    def __init__(
        self, *, tree: app_commands.CommandTree[discord.Client], withdrawing: Withdrawing, acts: Acts
    ) -> None:
        self._tree = tree
        self._withdrawing = withdrawing
        self._acts = acts
        self._menu = app_commands.ContextMenu(name=WITHDRAW, callback=self.withdraw_message)
        # What is hidden is no right: that is judged when it is pressed, and again when the form is sent.
        self._menu.default_permissions = discord.Permissions(manage_messages=True)

    async def cog_load(self) -> None:
        """Add the menu: a cog gathers slash commands by itself, but no menus."""
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    async def withdraw_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Ask for the reason."""
        await self._acts.guard(interaction, self._withdrawing.open_form_of(interaction, message))
