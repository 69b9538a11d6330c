"""What the commands of moderators work with."""

import time
from collections.abc import Awaitable, Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.backend import BackendLoader
from bot.moderation.rules import GuildRules
from bot.rulebook import Rulebook
from bot.storage.acts import ActKind, record_act
from bot.storage.database import Database

Change = Callable[[GuildRules], GuildRules]


class ChangedMeanwhileError(Exception):
    """The rules are not those that somebody looked at before they changed them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """The rules of all servers, and what else is asked; `stop` ends what is being worked on in a server."""

    database: Database
    rulebook: Rulebook
    backend: BackendLoader
    open_channels: Container[int]
    stop: Callable[[int], Awaitable[int]]

    async def change(
        self,
        interaction: discord.Interaction,
        change: Change,
        detail: Mapping[str, Any],
        act: ActKind = ActKind.RULES_CHANGED,
    ) -> bool:
        """Change the rules of the server and keep who did it; False if they were like that already.

        Raises:
            RulesError: If they would be beyond what is kept.
            StorageError: If the database cannot be written.
            ChangedMeanwhileError: If `change` raises it.
        """
        guild, at = guild_of(interaction), int(time.time())
        found: list[GuildRules] = []

        def changing(rules: GuildRules) -> GuildRules:
            found.append(rules)
            return change(rules)

        changed = await self.rulebook.change(guild, changing, at)
        if changed == found[-1]:
            return False
        async with self.database.session() as session:
            await record_act(
                session,
                guild,
                act,
                actor=interaction.user.id,
                detail=dict(detail),
                at=at,
            )
        return True


def guild_of(interaction: discord.Interaction) -> int:
    """Return the server of an interaction: the commands are registered for servers alone."""
    assert interaction.guild_id is not None  # noqa: S101 - checked where every command begins
    return interaction.guild_id
