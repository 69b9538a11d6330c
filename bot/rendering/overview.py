"""A server's rules at a glance: what holds in every channel, where it comes from, and what is wrong.

Read on a phone: no tables, channels with the same rule share a line.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.escaping import neutralise
from bot.moderation.decisions import Effective
from bot.moderation.policy import effective
from bot.moderation.rules import ChannelMode, GuildRules
from bot.rendering.pages import Section, paginate
from bot.rendering.ruling import (
    channel_mark,
    limits_lines,
    mode_name,
    origin_phrase,
    restrictions,
    roles_list,
    sources_list,
)
from bot.rendering.servers import Layout, Shelf, Spot
from bot.rendering.troubles import find_troubles
from bot.translating import Tongue, name_language
from bot.wording import overview as words

_A_LINE = 25  # channels


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Who paused, if that is kept, and when (Unix seconds)."""

    at: int
    who: int | None = None


def show_overview(
    tongue: Tongue,
    rules: GuildRules,
    layout: Layout,
    *,
    open_channels: Container[int],
    pause: Pause | None = None,
) -> tuple[str, ...]:
    """Return the pages of the overview; what is wrong stands on the first."""
    holding = {
        spot.place.channel: effective(rules, spot.place, open_channels)
        for spot in (*layout.spots, *layout.threads)
    }
    sections = (
        *_paused(tongue, pause),
        _troubles(tongue, find_troubles(tongue, rules, layout, holding)),
        Section(heading=tongue.say(words.SETTINGS), lines=tuple(_settings(tongue, rules))),
        *(_shelf(tongue, shelf, holding) for shelf in layout.shelves if shelf.spots),
        *_threads(tongue, rules, layout.threads, holding),
    )
    return paginate(sections)


def _paused(tongue: Tongue, pause: Pause | None) -> Iterator[Section]:
    if pause is None:
        return
    when = f"<t:{pause.at}:f>"
    by = (
        tongue.say(words.PAUSED_AT, when=when)
        if pause.who is None
        else tongue.say(words.PAUSED_BY, when=when, who=f"<@{pause.who}>")
    )
    yield Section(heading=tongue.say(words.PAUSED), lines=(by,))


def _troubles(tongue: Tongue, found: Sequence[str]) -> Section:
    if not found:
        return Section(lines=(tongue.say(words.ALL_WELL),))
    return Section(heading=tongue.say(words.TROUBLE), lines=tuple(found))


def _settings(tongue: Tongue, rules: GuildRules) -> Iterator[str]:
    mode = mode_name(tongue, rules.default.mode or ChannelMode.OFF)
    details = restrictions(tongue, rules.default)
    yield tongue.say(words.DEFAULT_WITH if details else words.DEFAULT, mode=mode, details=details)
    review = rules.review_channel
    yield tongue.say(words.NO_REVIEW if review is None else words.REVIEW, channel=channel_mark(review or 0))
    roles = roles_list(tongue, rules.moderator_roles)
    yield tongue.say(words.MODERATORS if roles else words.NO_MODERATORS, roles=roles)
    yield from limits_lines(tongue, rules.limits)
    yield tongue.say(
        words.BLOCKED,
        people=tongue.say_many(words.BLOCKED_PEOPLE, len(rules.blocked_people)),
        words=tongue.say_many(words.BLOCKED_WORDS, len(rules.blocked_words)),
    )
    yield from option_lines(tongue, rules)
    told = source_lines(tongue, rules)
    yield from told if rules.picks.withheld else told[:-1]


def option_lines(tongue: Tongue, rules: GuildRules) -> Sequence[str]:
    """Return how patient and strict the bot is there, and which language it speaks in public."""
    quiet = rules.quiet_minutes
    return (
        tongue.say(words.STAFF_EXEMPT if rules.staff_exempt else words.STAFF_NOT_EXEMPT),
        tongue.say_many(words.QUIET, quiet) if quiet else tongue.say(words.NO_QUIET),
        tongue.say_many(words.DRAFT_HOURS, rules.draft_hours),
        tongue.say(words.STRICT if rules.strict else words.NOT_STRICT),
        tongue.say(words.LANGUAGE, language=name_language(rules.language, tongue))
        if rules.language
        else tongue.say(words.LANGUAGE_OF_SERVER),
    )


def source_lines(tongue: Tongue, rules: GuildRules) -> Sequence[str]:
    """Return who may add sources, and which may be asked at all: of those offered, and of its own."""
    roles = roles_list(tongue, rules.curator_roles)
    return (
        tongue.say(words.CURATORS if roles else words.NO_CURATORS, roles=roles),
        _picked(tongue, rules.picks.offered),
        tongue.say(
            words.WITHHELD if rules.picks.withheld else words.NOTHING_WITHHELD,
            sources=sources_list(tongue, rules.picks.withheld),
        ),
    )


def _picked(tongue: Tongue, offered: frozenset[str] | None) -> str:
    if offered is None:
        return tongue.say(words.PICKED_ALL)
    return tongue.say(words.PICKED if offered else words.PICKED_NONE, sources=sources_list(tongue, offered))


def _shelf(tongue: Tongue, shelf: Shelf, holding: Mapping[int, Effective]) -> Section:
    heading = (
        tongue.say(words.UNGROUPED)
        if shelf.category is None
        else tongue.say(words.CATEGORY, category=neutralise(shelf.name) or channel_mark(shelf.category))
    )
    alike: dict[Effective, list[Spot]] = {}
    for spot in shelf.spots:
        alike.setdefault(holding[spot.place.channel], []).append(spot)
    lines = [
        _line(tongue, held, spots[start : start + _A_LINE])
        for held, spots in alike.items()
        for start in range(0, len(spots), _A_LINE)
    ]
    again = tongue.say(words.CONTINUED, heading=heading)
    return Section(heading=heading, lines=tuple(lines), again=again)


def _line(tongue: Tongue, held: Effective, spots: Sequence[Spot]) -> str:
    details = restrictions(tongue, held)
    return tongue.say(
        words.PLACES_WITH if details else words.PLACES,
        mode=mode_name(tongue, held.mode),
        origin=origin_phrase(tongue, held.mode_from),
        places=" ".join(channel_mark(spot.place.channel) for spot in spots),
        details=details,
    )


def _threads(
    tongue: Tongue, rules: GuildRules, threads: Sequence[Spot], holding: Mapping[int, Effective]
) -> Iterator[Section]:
    own = [spot for spot in threads if spot.place.channel in rules.places]
    if not own:
        return
    heading = tongue.say(words.THREADS)
    again = tongue.say(words.CONTINUED, heading=heading)
    lines = (_thread(tongue, spot, holding[spot.place.channel]) for spot in own)
    yield Section(heading=heading, lines=tuple(lines), again=again)


def _thread(tongue: Tongue, spot: Spot, held: Effective) -> str:
    details = restrictions(tongue, held)
    return tongue.say(
        words.THREAD_WITH if details else words.THREAD,
        thread=channel_mark(spot.place.channel),
        channel=channel_mark(spot.place.parent or 0),
        mode=mode_name(tongue, held.mode),
        origin=origin_phrase(tongue, held.mode_from),
        details=details,
    )
