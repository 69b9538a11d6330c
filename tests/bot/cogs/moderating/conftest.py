"""A server in which somebody manages, somebody moderates, and somebody does neither."""

from dataclasses import dataclass

import discord
import pytest
import simcord

from bot.moderation.rules import GuildRules
from bot.storage.acts import Act, latest_acts
from tests.bot.server import Server


@dataclass(kw_only=True)
class Staffed:
    """Dora manages the server, Cleo manages messages, Ann does neither, and Discord lets all of them try."""

    server: Server
    dora: simcord.MemberActor

    @property
    def cleo(self) -> simcord.MemberActor:
        return self.server.cleo

    @property
    def ann(self) -> simcord.MemberActor:
        return self.server.ann

    async def use(
        self, name: str, *, by: simcord.MemberActor | None = None, **options: object
    ) -> simcord.InteractionResult:
        """Use a command of the group in the office; without anybody else, as who manages the server."""
        return await (by or self.dora).slash(self.server.office, f"moderation {name}", **options)

    async def rules(self) -> GuildRules:
        return await self.server.bot.rulebook.of(self.server.guild.id)

    async def acts(self) -> list[Act]:
        async with self.server.database.session() as session:
            return await latest_acts(session, self.server.guild.id, 100)


@pytest.fixture
async def staffed(server: Server) -> Staffed:
    managing = discord.Permissions(manage_guild=True, manage_messages=True)
    role = server.guild.create_role("Owners", permissions=managing)
    # What Discord hides of commands, a server can show to everybody: rights must hold without it.
    for command in await server.bot.tree.fetch_commands():
        server.guild.set_command_permissions(command, {server.guild.default_role: True})
    return Staffed(server=server, dora=server.guild.add_member(server.env.create_user("dora"), roles=[role]))
