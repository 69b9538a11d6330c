"""A server in which somebody manages, somebody moderates, and somebody does neither."""

from dataclasses import dataclass

import discord
import pytest
import simcord

from tests.bot.server import Server


@dataclass(kw_only=True)
class Staffed:
    """Dora manages the server, Cleo manages messages, Ann does neither; what each sends goes to `office`."""

    server: Server
    dora: simcord.MemberActor

    async def use(self, name: str, **options: object) -> simcord.InteractionResult:
        """Use a command of the group as who manages the server."""
        return await self.dora.slash(self.server.office, f"moderation {name}", **options)


@pytest.fixture
def staffed(server: Server) -> Staffed:
    managing = discord.Permissions(manage_guild=True, manage_messages=True)
    role = server.guild.create_role("Owners", permissions=managing)
    return Staffed(server=server, dora=server.guild.add_member(server.env.create_user("dora"), roles=[role]))
