"""What a file of rules would change, line by line, and what it names that is not in the server."""

from collections.abc import Iterator

from bot.moderation.rules import GuildRules, PlaceRules
from bot.rendering.overview import option_lines, source_lines
from bot.rendering.ruling import channel_mark, limits_lines, listed, mode_name, restrictions, roles_list
from bot.rendering.servers import Layout
from bot.translating import Tongue
from bot.wording import moderating as wording
from bot.wording import overview as words


def change_lines(tongue: Tongue, before: GuildRules, after: GuildRules) -> tuple[str, ...]:
    """Return a line for each thing that would become another; none where nothing would."""
    return (
        *_settings(tongue, before, after),
        *_places(tongue, before, after),
    )


def stranger_lines(tongue: Tongue, rules: GuildRules, layout: Layout) -> tuple[str, ...]:
    """Return a line naming the channels, roles and sources of rules that are not in this server."""
    held = (rules.default, *rules.places.values())
    roles = (rules.moderator_roles | rules.curator_roles).union(*(one.roles or () for one in held))
    review = frozenset[int]() if rules.review_channel is None else frozenset({rules.review_channel})
    ids = sorted(((frozenset(rules.places) | review) - layout.ids) | (roles - layout.roles))
    asked = frozenset[str]().union(*(one.sources or () for one in held), rules.picks.named)
    sources = asked - (layout.sources or frozenset())
    named = (*(str(one) for one in ids), *(sorted(sources) if layout.sources is not None else ()))
    if not named:
        return ()
    return (tongue.say_many(wording.IMPORT_STRANGERS, len(named), ids=listed(tongue, named)),)


def _settings(tongue: Tongue, before: GuildRules, after: GuildRules) -> Iterator[str]:
    yield from _pair(
        tongue, words.DEFAULT_NAME, _place(tongue, before.default), _place(tongue, after.default)
    )
    yield from _pair(tongue, words.REVIEW_NAME, _review(tongue, before), _review(tongue, after))
    roles = (roles_list(tongue, one.moderator_roles) for one in (before, after))
    yield from _pair(
        tongue, words.MODERATORS_NAME, *(one or tongue.say(wording.NOTHING_SET) for one in roles)
    )
    if before.blocked_people != after.blocked_people:
        yield _counts(tongue, words.PEOPLE_NAME, len(before.blocked_people), len(after.blocked_people))
    if before.blocked_words != after.blocked_words:
        yield _counts(tongue, words.WORDS_NAME, len(before.blocked_words), len(after.blocked_words))
    told = zip(
        (*limits_lines(tongue, before.limits), *option_lines(tongue, before), *source_lines(tongue, before)),
        (*limits_lines(tongue, after.limits), *option_lines(tongue, after), *source_lines(tongue, after)),
        strict=True,
    )
    for old, new in told:
        if old != new:
            yield tongue.say(wording.IMPORT_INSTEAD, before=old, after=new)


def _places(tongue: Tongue, before: GuildRules, after: GuildRules) -> Iterator[str]:
    for place in sorted({*before.places, *after.places}):
        old, new = before.places.get(place, PlaceRules()), after.places.get(place, PlaceRules())
        if old != new:
            yield tongue.say(
                wording.IMPORT_CHANGE,
                setting=channel_mark(place),
                before=_place(tongue, old),
                after=_place(tongue, new),
            )


def _pair(tongue: Tongue, setting: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield tongue.say(wording.IMPORT_CHANGE, setting=tongue.say(setting), before=before, after=after)


def _counts(tongue: Tongue, setting: str, before: int, after: int) -> str:
    return tongue.say(wording.IMPORT_CHANGE, setting=tongue.say(setting), before=before, after=after)


def _place(tongue: Tongue, held: PlaceRules) -> str:
    if held == PlaceRules():
        return tongue.say(wording.NOTHING_SET)
    mode = tongue.say(words.AS_ABOVE) if held.mode is None else mode_name(tongue, held.mode)
    opened = [
        tongue.say(name)
        for name, value in (
            (words.OPEN_TO_EVERYBODY, held.roles),
            (words.OPEN_TO_ALL_SOURCES, held.sources),
        )
        if value is not None and not value
    ]
    fresh = [tongue.say(words.OPEN_TO_NEWCOMERS)] if held.newcomer_days == 0 else []
    return ", ".join(part for part in (mode, restrictions(tongue, held), *opened, *fresh) if part)


def _review(tongue: Tongue, rules: GuildRules) -> str:
    return (
        tongue.say(wording.NOTHING_SET)
        if rules.review_channel is None
        else channel_mark(rules.review_channel)
    )
