"""A server in which somebody manages, somebody moderates, and somebody has a role that adds sources."""

from dataclasses import dataclass, replace
from typing import Any

import discord
import pytest
import simcord

from bot.storage.acts import Act, latest_acts
from tests.bot.server import Server


@dataclass(kw_only=True)
class Curated:
    """Dora manages the server, Cleo moderates, Kit has a role that adds sources, Ann has none."""

    server: Server
    dora: simcord.MemberActor
    kit: simcord.MemberActor

    async def use(
        self,
        name: str,
        *,
        by: simcord.MemberActor | None = None,
        **options: Any,  # noqa: ANN401 - whatever a command's options take
    ) -> simcord.InteractionResult:
        """Use a command of the group in the office; without anybody else, as who manages the server."""
        return await (by or self.dora).slash(self.server.office, f"corpus {name}", **options)

    async def acts(self) -> list[Act]:
        async with self.server.database.session() as session:
            return await latest_acts(session, self.server.guild.id, 100)


@pytest.fixture
async def curated(server: Server) -> Curated:
    managing = discord.Permissions(manage_guild=True, manage_messages=True)
    owners, archivists = (
        server.guild.create_role("Owners", permissions=managing),
        server.guild.create_role("Archivists"),
    )
    # What Discord hides of commands, a server can show to everybody: rights must hold without it.
    for command in await server.bot.tree.fetch_commands():
        server.guild.set_command_permissions(command, {server.guild.default_role: True})
    await server.change_rules(lambda rules: replace(rules, curator_roles=frozenset({archivists.id})))
    return Curated(
        server=server,
        dora=server.guild.add_member(server.env.create_user("dora"), roles=[owners]),
        kit=server.guild.add_member(server.env.create_user("kit"), roles=[archivists]),
    )
