"""`/moderation channel` and `/moderation server`: what holds in a place, and changing it."""

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.cogs.completing import complete_several
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.layouts import sources_of
from bot.cogs.moderating.means import ChangedMeanwhileError, Means, guild_of
from bot.cogs.moderating.placing import (
    EVERYTHING,
    INHERITABLE,
    Typed,
    read_roles,
    read_sources,
    set_place,
)
from bot.cogs.moderating.replying import NotDoneError, open_form, replace, reply
from bot.cogs.moderating.rights import require_admin, require_staff
from bot.cogs.moderating.targets import Chosen, Target, find_target, server_target, target_of_id
from bot.moderation.policy import effective
from bot.moderation.rules import ChannelMode, GuildRules
from bot.rendering.ruling import effective_lines
from bot.translating import Tongue
from bot.views.page import Page
from bot.views.places import BadDaysError, PlaceForm, change_place_page, mark_of, read_place_form
from bot.wording import moderating as wording
from bot.wording import overview as words
from index.catalogue import SourceEntry

Choices = list[app_commands.Choice[str]]
Days = app_commands.Range[int, 0, 3650]

_MODES = [app_commands.Choice(name=mode.value, value=mode.value) for mode in ChannelMode]
_INHERIT = [
    app_commands.Choice(name=name.replace("_", " "), value=name) for name in (EVERYTHING, *INHERITABLE)
]


class Places:
    """Shows and sets the rules of places."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the commands."""
        made = (
            command("channel", "Show or set what holds in a channel, thread or category", self.channel),
            command("server", "Show or set what holds where nothing else is set", self.server),
        )
        for one in made:
            one.autocomplete("sources")(self.complete_sources)
        return made

    async def complete_sources(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Offer sources after those that were typed already; nothing while they load."""
        backend = self._means.backend.loaded()
        if backend is None or interaction.guild_id is None:
            return []
        rules = await self._means.rulebook.of(interaction.guild_id)
        there = sources_of(backend, interaction.guild_id, rules.picks)
        entries = (one for one in backend.catalogue.sources() if one.id in there)
        found = complete_several(entries, typed)
        return [app_commands.Choice(name=choice.name, value=choice.value) for choice in found]

    @app_commands.describe(
        place="Where; without it, here",
        mode="How I speak there",
        roles="Who may ask: @roles, or everybody",
        newcomer_days="Days of membership before one may ask",
        sources="Which may be asked, with commas; or all",
        inherit="Take this from the category or server again",
    )
    @app_commands.choices(mode=_MODES, inherit=_INHERIT)
    async def channel(  # noqa: PLR0917 - options of the command, passed by name
        self,
        interaction: discord.Interaction,
        place: Chosen | None = None,
        mode: app_commands.Choice[str] | None = None,
        roles: str | None = None,
        newcomer_days: Days | None = None,
        sources: str | None = None,
        inherit: app_commands.Choice[str] | None = None,
    ) -> None:
        """Show what holds in a place, or change it."""

        async def work(tongue: Tongue) -> Page:
            target = find_target(interaction, tongue, place)
            typed = Typed(
                mode=ChannelMode(mode.value) if mode else None,
                roles=read_roles(tongue, roles),
                newcomer_days=newcomer_days,
                sources=await self._read_sources(interaction, tongue, sources),
                inherit=inherit.value if inherit else None,
            )
            return await self._set(interaction, tongue, target, typed)

        await reply(interaction, work)

    @app_commands.describe(
        mode="How I speak where nothing else is set",
        roles="Who may ask: @roles, or everybody",
        newcomer_days="Days of membership before one may ask",
        sources="Which may be asked, with commas; or all",
    )
    @app_commands.choices(mode=_MODES)
    async def server(
        self,
        interaction: discord.Interaction,
        mode: app_commands.Choice[str] | None = None,
        roles: str | None = None,
        newcomer_days: Days | None = None,
        sources: str | None = None,
    ) -> None:
        """Show what holds where nothing else is set, or change it."""

        async def work(tongue: Tongue) -> Page:
            typed = Typed(
                mode=ChannelMode(mode.value) if mode else None,
                roles=read_roles(tongue, roles),
                newcomer_days=newcomer_days,
                sources=await self._read_sources(interaction, tongue, sources),
            )
            return await self._set(interaction, tongue, server_target(guild_of(interaction)), typed)

        await reply(interaction, work)

    async def open_form(self, press: discord.Interaction, target: int) -> None:
        """Open the form for a place (0: the server), filled with what is set there."""

        async def work(tongue: Tongue) -> discord.ui.Modal:
            guild = require_admin(press, tongue)
            rules = await self._means.rulebook.of(guild)
            held = self._target(press, tongue, target).rules(rules)
            return PlaceForm(tongue, target, held, self._sources(guild, rules))

        await open_form(press, work)

    async def take_form(self, interaction: discord.Interaction, target: int, seen: str) -> None:
        """Set what was chosen in a sent form, unless what it was filled from holds no more."""

        async def work(tongue: Tongue) -> Page:
            guild = require_admin(interaction, tongue)
            where = self._target(interaction, tongue, target)
            try:
                listed = self._sources(guild, await self._means.rulebook.of(guild))
                form = read_place_form(interaction, tongue, listed)
            except BadDaysError as error:
                raise NotDoneError(str(error)) from error

            def change(rules: GuildRules) -> GuildRules:
                if mark_of(where.rules(rules)) != seen:
                    raise ChangedMeanwhileError
                return set_place(rules, where.id, form.onto(where.rules(rules)))

            await self._means.change(interaction, change, _detail(where))
            return await self._page(tongue, where)

        await (replace if interaction.message else reply)(interaction, work)

    async def _set(
        self, interaction: discord.Interaction, tongue: Tongue, target: Target, typed: Typed
    ) -> Page:
        if typed.is_empty:
            await require_staff(self._means, interaction, tongue)
            return await self._page(tongue, target)
        require_admin(interaction, tongue)
        changed = await self._means.change(
            interaction,
            lambda rules: set_place(rules, target.id, typed.onto(target.rules(rules))),
            _detail(target),
        )
        return await self._page(tongue, target, changed=changed)

    async def _page(self, tongue: Tongue, target: Target, *, changed: bool | None = None) -> Page:
        assert target.place.guild is not None  # noqa: S101 - what rules are set for is in a server
        rules = await self._means.rulebook.of(target.place.guild)
        held = effective(rules, target.place, self._means.open_channels)
        told = {True: wording.DONE, False: wording.NOTHING_CHANGED}
        lines = (
            *((tongue.say(told[changed]),) if changed is not None else ()),
            tongue.say(words.HOLDS_IN, place=target.named(tongue)),
            *effective_lines(tongue, held),
            *((tongue.say(words.BUT_PAUSED),) if rules.paused_at is not None else ()),
            tongue.say(words.HOW_TO_CHANGE),
        )
        return change_place_page(tongue, lines, target.id or 0)

    def _target(self, interaction: discord.Interaction, tongue: Tongue, identity: int) -> Target:
        if identity == 0:
            return server_target(guild_of(interaction))
        found = None if interaction.guild is None else target_of_id(interaction.guild, identity)
        if found is None:
            raise NotDoneError(tongue.say(wording.NO_PLACE))
        return found

    def _sources(self, guild: int, rules: GuildRules) -> Sequence[SourceEntry]:
        backend = self._means.backend.loaded()
        if backend is None:
            return ()
        entries = backend.catalogue.sources()
        there = sources_of(backend, guild, rules.picks)
        return tuple(entry for entry in entries if entry.id in there)

    async def _read_sources(
        self, interaction: discord.Interaction, tongue: Tongue, typed: str | None
    ) -> frozenset[str] | None:
        if typed is None:
            return None
        backend = await self._means.backend.ready()
        guild = guild_of(interaction)
        rules = await self._means.rulebook.of(guild)
        return read_sources(tongue, typed, sources_of(backend, guild, rules.picks))


def _detail(target: Target) -> dict[str, str]:
    return {"what": "server" if target.id is None else "place", "place": str(target.id or "")}
