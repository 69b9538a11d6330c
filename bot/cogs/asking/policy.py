"""What holds where: the rules of a server, together with what the operator set."""

import time
from collections.abc import Container
from dataclasses import dataclass
from typing import Protocol

from bot.moderation.decisions import Decision
from bot.moderation.places import Person, Place
from bot.moderation.policy import decide
from bot.moderation.rules import GuildRules


class RulesOfServers(Protocol):
    """Gives what a server has set, as it is now."""

    async def of(self, guild: int) -> GuildRules:
        """Return the rules of one server."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision, and the rules that it was made by."""

    rules: GuildRules
    decision: Decision


class Policy:
    """Judges who is answered where."""

    def __init__(
        self, rulebook: RulesOfServers, *, open_channels: Container[int], direct_messages: bool = False
    ) -> None:
        self._rulebook = rulebook
        self.open_channels = open_channels
        self.direct_messages = direct_messages

    async def rules_of(self, guild: int | None) -> GuildRules:
        """Return what a server has set; in direct messages nobody has set anything."""
        return GuildRules() if guild is None else await self._rulebook.of(guild)

    async def judge(self, place: Place, person: Person) -> Judged:
        """Decide whether and how somebody is answered in a place, by the rules as they are now.

        Raises:
            StorageError: If the rules cannot be read.
        """
        rules = await self.rules_of(place.guild)
        return Judged(rules=rules, decision=self.decide(rules, place, person))

    def decide(self, rules: GuildRules, place: Place, person: Person) -> Decision:
        """Decide by these rules."""
        return decide(
            rules,
            place,
            person,
            now=int(time.time()),
            open_channels=self.open_channels,
            direct_messages=self.direct_messages,
        )
