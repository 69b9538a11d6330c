"""`/moderation limits`: how much may be asked."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

import discord
from discord import app_commands

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means, guild_of
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_admin, require_staff
from bot.moderation.limits import Scope, allowances
from bot.moderation.rules import Allowance, GuildRules
from bot.rendering.ruling import limits_lines
from bot.translating import Tongue
from bot.views.page import Page
from bot.wording import moderating as wording

Questions = app_commands.Range[int, 0, 1_000_000]
Minutes = app_commands.Range[int, 1, 43_200]
_SCOPES = [app_commands.Choice(name=scope.value, value=scope.value) for scope in Scope]


class Limiting:
    """Shows and sets the limits."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("limits", "Show or set how much may be asked", self.limits),)

    @app_commands.describe(
        whose="One person, one channel, or the whole server",
        questions="How many questions; 0 is any number",
        minutes="In how many minutes",
        dollars="Dollars a day for a model; 0 is any sum",
    )
    @app_commands.choices(whose=_SCOPES)
    async def limits(
        self,
        interaction: discord.Interaction,
        whose: app_commands.Choice[str] | None = None,
        questions: Questions | None = None,
        minutes: Minutes | None = None,
        dollars: str | None = None,
    ) -> None:
        """Show the limits, or change one."""

        async def work(tongue: Tongue) -> Page:
            if questions is None and minutes is None and dollars is None:
                await require_staff(self._means, interaction, tongue)
                return await self._page(interaction, tongue)
            require_admin(interaction, tongue)
            if whose is None:
                raise NotDoneError(tongue.say(wording.WHOSE_LIMIT))
            scope, money = Scope(whose.value), read_dollars(tongue, dollars)

            def change(rules: GuildRules) -> GuildRules:
                before = allowances(rules.limits)[scope]
                asked = before if questions is None else replace(before, requests=questions or None)
                timed = asked if minutes is None else replace(asked, seconds=minutes * 60)
                after = timed if dollars is None else replace(timed, dollars=money)
                return set_allowance(rules, scope, after)

            changed = await self._means.change(interaction, change, {"what": "limits"})
            return await self._page(interaction, tongue, changed=changed)

        await reply(interaction, work)

    async def _page(
        self, interaction: discord.Interaction, tongue: Tongue, *, changed: bool | None = None
    ) -> Page:
        rules = await self._means.rulebook.of(guild_of(interaction))
        told = {True: wording.DONE, False: wording.NOTHING_CHANGED}
        first = (tongue.say(told[changed]),) if changed is not None else ()
        lines = (*first, tongue.say(wording.LIMITS_NOW), *limits_lines(tongue, rules.limits))
        return Page(["\n".join(lines)])


def set_allowance(rules: GuildRules, scope: Scope, allowance: Allowance) -> GuildRules:
    """Return the rules with one allowance replaced."""
    limits = rules.limits
    match scope:
        case Scope.PERSON:
            return replace(rules, limits=replace(limits, person=allowance))
        case Scope.CHANNEL:
            return replace(rules, limits=replace(limits, channel=allowance))
        case Scope.SERVER:
            return replace(rules, limits=replace(limits, server=allowance))


def read_dollars(tongue: Tongue, typed: str | None) -> Decimal | None:
    """Return the dollars that were typed; None for nothing, and for 0, which is without a bound."""
    if typed is None:
        return None
    try:
        dollars = Decimal(typed.strip().removeprefix("$").replace(",", "."))
    except InvalidOperation:
        raise NotDoneError(tongue.say(wording.BAD_DOLLARS)) from None
    if not dollars.is_finite() or dollars < 0:
        raise NotDoneError(tongue.say(wording.BAD_DOLLARS))
    return dollars or None
