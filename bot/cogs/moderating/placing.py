"""What is typed of a place's rules, read and put together with what is set."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.cogs.moderating.replying import NotDoneError
from bot.escaping import neutralise, shorten
from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.translating import Tongue
from bot.wording import moderating as wording

EVERYTHING = "all"
INHERITABLE = ("mode", "roles", "newcomer_days", "sources")
_ROLE = re.compile(r"<@&(?P<role>[0-9]{1,19})>")
_EVERYBODY = frozenset({"everybody", "everyone", "@everyone"})
_NAMED = 60  # characters of a source that is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed; None is left as it is. `inherit` names what is taken from above again."""

    mode: ChannelMode | None = None
    roles: frozenset[int] | None = None
    newcomer_days: int | None = None
    sources: frozenset[str] | None = None
    inherit: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed at all."""
        return self == Typed()

    def onto(self, rules: PlaceRules) -> PlaceRules:
        """Return the rules with what was typed."""
        if self.inherit is not None:
            dropped = INHERITABLE if self.inherit == EVERYTHING else (self.inherit,)
            rules = replace(rules, **dict.fromkeys(dropped))
        typed = {name: value for name in INHERITABLE if (value := getattr(self, name)) is not None}
        return replace(rules, **typed)


def set_place(rules: GuildRules, target: int | None, held: PlaceRules) -> GuildRules:
    """Return the rules of a server with those of one place (None: the server's default) replaced."""
    if target is None:
        return replace(rules, default=held)
    others = {place: one for place, one in rules.places.items() if place != target}
    # What says nothing is not kept.
    return replace(rules, places=others if held == PlaceRules() else {**others, target: held})


def read_roles(tongue: Tongue, typed: str | None) -> frozenset[int] | None:
    """Return the roles that were typed as mentions; empty for everybody, None for nothing typed."""
    if typed is None or not typed.strip():
        return None
    words = {tongue.say(wording.EVERYBODY).casefold(), *_EVERYBODY}
    if typed.strip().casefold() in words:
        return frozenset()
    roles = frozenset(int(found["role"]) for found in _ROLE.finditer(typed))
    if not roles or _ROLE.sub("", typed).replace(",", "").strip():
        raise NotDoneError(tongue.say(wording.UNKNOWN_ROLES, everybody=tongue.say(wording.EVERYBODY)))
    return roles


def read_sources(tongue: Tongue, typed: str | None, there: Collection[str]) -> frozenset[str] | None:
    """Return the ids of sources that were typed with commas; empty for all, None for nothing typed."""
    if typed is None or not typed.strip():
        return None
    if typed.strip().casefold() in {tongue.say(wording.ALL).casefold(), wording.ALL}:
        return frozenset()
    wanted = frozenset(part.strip() for part in typed.split(",") if part.strip())
    if strangers := sorted(wanted - frozenset(there)):
        named = ", ".join(neutralise(shorten(one, _NAMED)) for one in strangers[:3])
        raise NotDoneError(tongue.say(wording.UNKNOWN_SOURCES, sources=named))
    return wanted
