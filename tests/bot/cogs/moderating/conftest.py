"""A server in which somebody manages, somebody moderates, and somebody does neither."""

from dataclasses import dataclass
from typing import Any

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
        self,
        name: str,
        *,
        by: simcord.MemberActor | None = None,
        **options: Any,  # noqa: ANN401 - whatever a command's options take
    ) -> simcord.InteractionResult:
        """Use a command of the group in the office; without anybody else, as who manages the server."""
        return await (by or self.dora).slash(self.server.office, f"moderation {name}", **options)

    async def press(
        self, shown: simcord.InteractionResult, label: str, *, by: simcord.MemberActor | None = None
    ) -> simcord.InteractionResult:
        """Press a button under what a command showed."""
        assert shown.response is not None
        return await (by or self.dora).click(shown.response, label=label)

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
