"""What holds in a place as a page, and the form that changes it."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self, cast

import discord

from bot.escaping import plain, shorten
from bot.moderation.rules import ChannelMode, PlaceRules
from bot.rendering.ruling import mode_meaning, mode_name
from bot.translating import Tongue
from bot.views.page import Page
from bot.views.presses import Press
from bot.views.sent import sent_ids, sent_text, sent_values
from bot.wording import moderating as wording
from index.catalogue import SourceEntry

FORM = re.compile(r"m:place:(?P<target>[0-9]{1,19}):(?P<seen>[0-9a-f]{8})")
MOST_DAYS = 3650
_OPTIONS = 25  # Discord: options of one menu, and what it can have chosen
_LABEL = 100  # Discord: an option's label and description
_MODE, _ROLES, _DAYS, _SOURCES = "mode", "roles", "days", "sources"
_ABOVE = "above"


class PlacePresses(Protocol):
    """Opens the form of a place; never raises."""

    async def open_form(self, press: discord.Interaction, target: int) -> None:
        """Open the form for a place (0: the server), filled with what is set there."""
        ...


class _Host(Protocol):
    place_presses: PlacePresses


class BadDaysError(Exception):
    """The days that were typed are no number that can stand there."""


class ChangePlace(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"m:change:(?P<target>[0-9]{1,19})"
):
    """Opens the form that sets what holds in a place."""

    def __init__(self, target: int, label: str = "") -> None:
        self._target = target
        super().__init__(discord.ui.Button(label=label, custom_id=f"m:change:{target}"))

    @classmethod
    async def from_custom_id(
        cls, _press: Press, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the library leaves the client's type open
        """Return the button that was pressed."""
        return cls(int(match["target"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Open the form."""
        await cast("_Host", interaction.client).place_presses.open_form(interaction, self._target)


class PlaceForm(discord.ui.Modal):
    """Asks for the rules of one place; what is left empty is taken from above."""

    def __init__(self, tongue: Tongue, target: int, held: PlaceRules, sources: Sequence[SourceEntry]) -> None:
        super().__init__(
            title=tongue.say(wording.FORM_PLACE_TITLE),
            timeout=None,
            custom_id=f"m:place:{target}:{mark_of(held)}",
        )
        self.add_item(
            discord.ui.Label(text=tongue.say(wording.FORM_MODE), component=_mode_menu(tongue, held))
        )
        self.add_item(
            discord.ui.Label(
                text=tongue.say(wording.FORM_ROLES),
                description=tongue.say(wording.FORM_ROLES_MEANS),
                component=_roles_menu(held),
            )
        )
        days = "" if held.newcomer_days is None else str(held.newcomer_days)
        self.add_item(
            discord.ui.Label(
                text=tongue.say(wording.FORM_DAYS),
                description=tongue.say(wording.FORM_DAYS_MEANS),
                component=discord.ui.TextInput(
                    custom_id=_DAYS, required=False, default=days or None, max_length=4
                ),
            )
        )
        # A menu has room for 25; where there are more sources, the command's option takes them.
        if 0 < len(sources) <= _OPTIONS:
            self.add_item(
                discord.ui.Label(
                    text=tongue.say(wording.FORM_SOURCES),
                    description=tongue.say(wording.FORM_SOURCES_MEANS),
                    component=_sources_menu(held, sources),
                )
            )
        # As with pages: finished before it is sent, so that the library keeps no reference to it.
        self.stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPlace:
    """What was chosen for a place; None takes what stands above. `listed` are the sources it offered."""

    mode: ChannelMode | None
    roles: frozenset[int] | None
    newcomer_days: int | None
    sources: frozenset[str] | None
    listed: frozenset[str]

    def onto(self, rules: PlaceRules) -> PlaceRules:
        """Return the rules of the place with what was chosen."""
        # Where everybody, or all, was set on purpose, an empty menu says the same still.
        roles = rules.roles if self.roles is None and rules.roles == frozenset() else self.roles
        offered = bool(self.listed) and (rules.sources or frozenset()) <= self.listed
        kept = rules.sources == frozenset() and self.sources is None
        sources = self.sources if offered and not kept else rules.sources
        return replace(rules, mode=self.mode, roles=roles, newcomer_days=self.newcomer_days, sources=sources)


def mark_of(held: PlaceRules) -> str:
    """Return eight characters that change with the rules of a place: what a form was filled from."""
    roles, sources = (None if one is None else sorted(one) for one in (held.roles, held.sources))
    told = repr((held.mode, roles, held.newcomer_days, sources))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def read_place_form(
    interaction: discord.Interaction, tongue: Tongue, sources: Sequence[SourceEntry]
) -> SentPlace:
    """Return what a sent form says; BadDaysError if its days are no number."""
    mode = "".join(sent_values(interaction, _MODE))
    days = sent_text(interaction, _DAYS).strip()
    if days and not (days.isascii() and days.isdecimal() and int(days) <= MOST_DAYS):
        raise BadDaysError(tongue.say(wording.BAD_DAYS, most=MOST_DAYS))
    listed = frozenset(entry.id for entry in sources) if len(sources) <= _OPTIONS else frozenset[str]()
    return SentPlace(
        mode=ChannelMode(mode) if mode in set(ChannelMode) else None,
        roles=frozenset(sent_ids(interaction, _ROLES)) or None,
        newcomer_days=int(days) if days else None,
        sources=(frozenset(sent_values(interaction, _SOURCES)) & listed) or None,
        listed=listed,
    )


def change_place_page(tongue: Tongue, lines: Sequence[str], target: int) -> Page:
    """Return what holds in a place, with the button that changes it."""
    return Page(["\n".join(lines)], [[ChangePlace(target, tongue.say(wording.CHANGE))]])


def _mode_menu(tongue: Tongue, held: PlaceRules) -> discord.ui.Select[Any]:
    above = discord.SelectOption(
        label=tongue.say(wording.FORM_ABOVE),
        value=_ABOVE,
        description=shorten(tongue.say(wording.FORM_ABOVE_MEANS), _LABEL),
        default=held.mode is None,
    )
    modes = [
        discord.SelectOption(
            label=mode_name(tongue, mode),
            value=mode.value,
            description=shorten(mode_meaning(tongue, mode), _LABEL),
            default=held.mode is mode,
        )
        for mode in ChannelMode
    ]
    return discord.ui.Select(custom_id=_MODE, options=[above, *modes])


def _roles_menu(held: PlaceRules) -> discord.ui.RoleSelect[Any]:
    chosen = [discord.Object(role) for role in sorted(held.roles or ())][:_OPTIONS]
    return discord.ui.RoleSelect(
        custom_id=_ROLES, required=False, min_values=0, max_values=_OPTIONS, default_values=chosen
    )


def _sources_menu(held: PlaceRules, sources: Sequence[SourceEntry]) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=shorten(plain(entry.title), _LABEL) or entry.id[:_LABEL],
            value=entry.id,
            default=entry.id in (held.sources or ()),
        )
        for entry in sources
        if len(entry.id) <= _LABEL
    ]
    return discord.ui.Select(
        custom_id=_SOURCES, options=options, required=False, min_values=0, max_values=len(options)
    )
