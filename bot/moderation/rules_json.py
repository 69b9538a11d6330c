"""A server's rules as JSON: as they are kept, and as a file that can be taken elsewhere."""

import json
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from bot.answering.generation.strict_json import NotJSONError, read_json
from bot.escaping import plain, shorten
from bot.moderation.picks import Picks
from bot.moderation.rules import Allowance, GuildRules, Limits, PlaceRules
from bot.moderation.rules_format import (
    VERSION,
    AllowanceFormat,
    LimitsFormat,
    PlaceFormat,
    RulesFormat,
)
from bot.phrases import Phrase
from bot.wording import rule_files

_LONGEST_FILE = 1_000_000
_LONGEST_KEY = 80
_SENTENCES = MappingProxyType(
    {
        "extra_forbidden": rule_files.UNKNOWN_KEY,
        "missing": rule_files.MISSING_KEY,
        "object": rule_files.OBJECT,
        "newer": rule_files.NEWER,
        "version": rule_files.VERSION,
        "choice": rule_files.CHOICE,
        "whole_number": rule_files.WHOLE_NUMBER,
        "yes_or_no": rule_files.YES_OR_NO,
        "list": rule_files.LIST,
        "entries": rule_files.ENTRIES,
        "id": rule_files.ID,
        "text": rule_files.TEXT,
        "blocked_word": rule_files.BLOCKED_WORD,
        "language": rule_files.LANGUAGE,
        "dollars": rule_files.DOLLARS,
    }
)


class RulesError(Exception):
    """Rules are not as they must be; `phrase` says in one sentence which key, and what to write there."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase)
        self.phrase = phrase


def write_rules(rules: GuildRules) -> dict[str, Any]:
    """Return rules as JSON; ids are text, as many tools round numbers of that size.

    Raises:
        RulesError: If they are beyond what is kept, such as too many blocked words.
    """
    written = {
        "version": VERSION,
        "default": _write_place(rules.default),
        "places": {str(place): _write_place(rules.places[place]) for place in sorted(rules.places)},
        "review_channel": None if rules.review_channel is None else str(rules.review_channel),
        "moderator_roles": _write_ids(rules.moderator_roles),
        **_write_curating(rules),
        "staff_exempt": rules.staff_exempt,
        "blocked_people": _write_ids(rules.blocked_people),
        "blocked_words": list(rules.blocked_words),
        "limits": {
            "person": _write_allowance(rules.limits.person),
            "channel": _write_allowance(rules.limits.channel),
            "server": _write_allowance(rules.limits.server),
        },
        "quiet_minutes": rules.quiet_minutes,
        "draft_hours": rules.draft_hours,
        "strict": rules.strict,
        "language": rules.language,
        "paused_at": rules.paused_at,
    }
    read_rules(written)
    return written


def read_rules(value: object) -> GuildRules:
    """Return the rules that JSON holds.

    Raises:
        RulesError: If a key or a value is not one that can stand there.
    """
    if not isinstance(value, dict):
        raise RulesError(Phrase(rule_files.NO_FILE))
    try:
        held = RulesFormat.model_validate(value)
    except ValidationError as error:
        raise RulesError(_sentence(error)) from None
    return GuildRules(
        default=_read_place(held.default),
        places={place: _read_place(rules) for place, rules in held.places.items()},
        review_channel=held.review_channel,
        moderator_roles=frozenset(held.moderator_roles),
        curator_roles=frozenset(held.curator_roles),
        picks=Picks(
            offered=None if held.picked_sources is None else frozenset(held.picked_sources),
            withheld=frozenset(held.withheld_sources),
        ),
        staff_exempt=held.staff_exempt,
        blocked_people=frozenset(held.blocked_people),
        blocked_words=tuple(held.blocked_words),
        limits=_read_limits(held.limits),
        quiet_minutes=held.quiet_minutes,
        draft_hours=held.draft_hours,
        strict=held.strict,
        language=held.language,
        paused_at=held.paused_at,
    )


def rules_file(rules: GuildRules) -> str:
    """Return rules as a file; whether the server is paused now is no part of it."""
    written = write_rules(rules)
    del written["paused_at"]
    return json.dumps(written, indent=2, ensure_ascii=False) + "\n"


def read_rules_file(text: str) -> GuildRules:
    """Return the rules of a file, not paused.

    Raises:
        RulesError: If it is no such file; of several things that are wrong, the first is told.
    """
    if len(text) > _LONGEST_FILE:
        raise RulesError(Phrase(rule_files.TOO_LONG, most=_LONGEST_FILE))
    try:
        value = read_json(text.removeprefix("\ufeff"))
    except NotJSONError:
        raise RulesError(Phrase(rule_files.NO_FILE)) from None
    return replace(read_rules(value), paused_at=None)


def _write_place(rules: PlaceRules) -> dict[str, object]:
    written: dict[str, object] = {}
    if rules.mode is not None:
        written["mode"] = rules.mode.value
    if rules.roles is not None:
        written["roles"] = _write_ids(rules.roles)
    if rules.newcomer_days is not None:
        written["newcomer_days"] = rules.newcomer_days
    if rules.sources is not None:
        written["sources"] = sorted(rules.sources)
    return written


def _write_curating(rules: GuildRules) -> dict[str, object]:
    """Write who adds sources and which are asked, where that was set: older versions read the rest."""
    written: dict[str, object] = {}
    if rules.curator_roles:
        written["curator_roles"] = _write_ids(rules.curator_roles)
    if rules.picks.offered is not None:
        written["picked_sources"] = sorted(rules.picks.offered)
    if rules.picks.withheld:
        written["withheld_sources"] = sorted(rules.picks.withheld)
    return written


def _write_allowance(allowance: Allowance) -> dict[str, object]:
    dollars = None if allowance.dollars is None else f"{allowance.dollars:f}"
    return {"requests": allowance.requests, "seconds": allowance.seconds, "dollars": dollars}


def _write_ids(ids: frozenset[int]) -> list[str]:
    return [str(one) for one in sorted(ids)]


def _read_place(held: PlaceFormat) -> PlaceRules:
    return PlaceRules(
        mode=held.mode,
        roles=None if held.roles is None else frozenset(held.roles),
        newcomer_days=held.newcomer_days,
        sources=None if held.sources is None else frozenset(held.sources),
    )


def _read_limits(held: LimitsFormat) -> Limits:
    usual = Limits()
    return Limits(
        person=_read_allowance(held.person, usual.person),
        channel=_read_allowance(held.channel, usual.channel),
        server=_read_allowance(held.server, usual.server),
    )


def _read_allowance(held: AllowanceFormat | None, usual: Allowance) -> Allowance:
    if held is None:
        return usual
    return Allowance(requests=held.requests, seconds=held.seconds, dollars=held.dollars)


def _sentence(error: ValidationError) -> Phrase:
    first = error.errors(include_input=False, include_url=False)[0]
    sentence = _SENTENCES.get(first["type"], rule_files.UNKNOWN_KEY)
    return Phrase(sentence, key=_key(first["loc"]), **first.get("ctx", {}))


def _key(path: Sequence[int | str]) -> str:
    """Return where something stands, such as places.123.mode; a key may be of any length and signs."""
    named = ".".join(str(part) for part in path if part != "[key]")
    return shorten(plain(named).replace("`", ""), _LONGEST_KEY)
