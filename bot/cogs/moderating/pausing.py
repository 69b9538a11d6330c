"""`/moderation pause` and `resume`: silence in the whole server, at once."""

import time
from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means, guild_of
from bot.cogs.moderating.replying import reply
from bot.cogs.moderating.rights import require_staff
from bot.moderation.rules import GuildRules
from bot.storage.acts import ActKind
from bot.translating import Tongue
from bot.views.page import Page, say
from bot.wording import moderating as wording


class Pausing:
    """Stops the bot in a server, and lets it speak again."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the commands."""
        return (
            command("pause", "Stop me everywhere in this server, at once", self.pause),
            command("resume", "Let me speak again, as the rules say", self.resume),
        )

    async def pause(self, interaction: discord.Interaction) -> None:
        """Answer nobody any more, and stop what is being worked on."""

        async def work(tongue: Tongue) -> Page:
            await require_staff(self._means, interaction, tongue)
            try:
                paused = await self._means.change(interaction, _pause, {}, ActKind.PAUSED)
            finally:
                # Also where the pause cannot be kept: what runs is stopped in any case.
                stopped = await self._means.stop(guild_of(interaction))
            if not paused:
                rules = await self._means.rulebook.of(guild_of(interaction))
                return say(tongue.say(wording.PAUSED_ALREADY, when=f"<t:{rules.paused_at or 0}:f>"))
            sentences = [tongue.say(wording.PAUSED)]
            sentences += [tongue.say_many(wording.PAUSED_STOPPED, stopped)] if stopped else []
            return say(" ".join(sentences))

        await reply(interaction, work)

    async def resume(self, interaction: discord.Interaction) -> None:
        """Answer again."""

        async def work(tongue: Tongue) -> Page:
            await require_staff(self._means, interaction, tongue)
            resumed = await self._means.change(interaction, _resume, {}, ActKind.RESUMED)
            return say(tongue.say(wording.RESUMED if resumed else wording.NOT_PAUSED))

        await reply(interaction, work)


def _pause(rules: GuildRules) -> GuildRules:
    return rules if rules.paused_at is not None else replace(rules, paused_at=int(time.time()))


def _resume(rules: GuildRules) -> GuildRules:
    return replace(rules, paused_at=None)
