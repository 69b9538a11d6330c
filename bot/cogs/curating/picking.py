"""`/corpus pick` and `roles`: which offered sources are asked in a server, and who may add others."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import app_commands

from bot.cogs.completing import complete_several
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means, guild_of
from bot.cogs.moderating.placing import read_roles, read_sources
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_admin, require_staff
from bot.moderation.picks import is_own
from bot.moderation.rules import GuildRules
from bot.rendering.picking import show_picks
from bot.rendering.ruling import roles_list
from bot.translating import Tongue
from bot.views.page import Page, say
from bot.wording import corpus as words
from index.catalogue import SourceEntry


class Picking:
    """Shows and sets what of the operator's sources a server asks, and which roles add sources."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the commands."""
        pick = command("pick", "Which of the sources offered to this server are asked here", self.pick)
        pick.autocomplete("sources")(self.complete_offered)
        return (pick, command("roles", "Show or set which roles may add sources", self.roles))

    async def complete_offered(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer what is offered to the server; nothing while it loads."""
        found = complete_several(self._offered(interaction.guild_id), typed)
        return [app_commands.Choice(name=choice.name, value=choice.value) for choice in found]

    @app_commands.describe(sources="Which may be asked, with commas; all, or none")
    async def pick(self, interaction: discord.Interaction, sources: str | None = None) -> None:
        """Show what is offered, or choose of it."""

        async def work(tongue: Tongue) -> Page:
            await self._means.backend.ready()
            if sources is None:
                rules = await require_staff(self._means, interaction, tongue)
                return self._page(tongue, rules, guild_of(interaction))
            guild = require_admin(interaction, tongue)
            chosen = self._read(tongue, sources, guild)

            def change(rules: GuildRules) -> GuildRules:
                return replace(rules, picks=replace(rules.picks, offered=chosen))

            await self._means.change(interaction, change, {"what": "picks"})
            return self._page(tongue, await self._means.rulebook.of(guild), guild)

        await reply(interaction, work)

    @app_commands.describe(roles="@roles, or nobody")
    async def roles(self, interaction: discord.Interaction, roles: str | None = None) -> None:
        """Show or set the roles that may add sources."""

        async def work(tongue: Tongue) -> Page:
            if roles is None:
                return _roles_page(tongue, await require_staff(self._means, interaction, tongue))
            guild = require_admin(interaction, tongue)
            nobody = roles.strip().casefold() in {tongue.say(words.NOBODY).casefold(), words.NOBODY}
            chosen = frozenset[int]() if nobody else read_roles(tongue, roles) or frozenset[int]()
            # Discord numbers the role that everybody has as the server itself.
            if not nobody and (not chosen or guild in chosen):
                raise NotDoneError(tongue.say(words.NOT_EVERYBODY))

            def change(rules: GuildRules) -> GuildRules:
                return replace(rules, curator_roles=chosen)

            await self._means.change(interaction, change, {"what": "curators"})
            return _roles_page(tongue, await self._means.rulebook.of(guild))

        await reply(interaction, work)

    def _offered(self, guild: int | None) -> tuple[SourceEntry, ...]:
        """Return the sources that are offered to a server and to others."""
        backend = self._means.backend.loaded()
        if backend is None or guild is None:
            return ()
        return tuple(
            entry
            for entry in backend.catalogue.sources()
            if (entry.servers is None or guild in entry.servers) and not is_own(entry.servers, guild)
        )

    def _read(self, tongue: Tongue, typed: str, guild: int) -> frozenset[str] | None:
        """Return what was chosen; None for all, later ones too."""
        if typed.strip().casefold() in {tongue.say(words.NONE).casefold(), words.NONE}:
            return frozenset()
        there = {entry.id for entry in self._offered(guild)}
        return read_sources(tongue, typed, there) or None

    def _page(self, tongue: Tongue, rules: GuildRules, guild: int) -> Page:
        return Page(["\n".join(show_picks(tongue, self._offered(guild), rules.picks))])


def _roles_page(tongue: Tongue, rules: GuildRules) -> Page:
    if not rules.curator_roles:
        return say(tongue.say(words.ROLES_UNSET))
    told = tongue.say(words.ROLES_SET, roles=roles_list(tongue, rules.curator_roles))
    return say(f"{told}\n{tongue.say(words.ROLES_SEEN)}")
