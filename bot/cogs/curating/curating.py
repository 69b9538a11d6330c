"""The group `/corpus`, put together."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.curating.picking import Picking
from bot.cogs.moderating.means import Means


class Curating(commands.Cog):
    """Everything that is done with the sources of a server."""

    def __init__(self, *, tree: app_commands.CommandTree[discord.Client], means: Means) -> None:
        self._tree = tree
        self._picking = Picking(means)
        self._group = app_commands.Group(
            name="corpus",
            description="Which sources are asked here, and adding your own",
            guild_only=True,
            # Whom Discord shows it, unless a server shows it to more; every right is judged anew.
            default_permissions=discord.Permissions(manage_messages=True),
        )

    async def cog_load(self) -> None:
        """Add the group: a cog gathers none that is put together."""
        for part in (self._picking,):
            for one in part.commands():
                self._group.add_command(one)
        self._tree.add_command(self._group)

    async def cog_unload(self) -> None:
        """Take the group away."""
        self._tree.remove_command(self._group.name)
