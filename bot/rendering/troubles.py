"""What is wrong with a server's rules: seen by comparing them with how the server is laid out."""

from collections.abc import Container, Iterator, Mapping

from bot.escaping import neutralise
from bot.moderation.decisions import Effective
from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.rendering.ruling import channel_mark, listed, mode_name, sources_list
from bot.rendering.servers import Layout, Spot
from bot.translating import Tongue
from bot.wording import overview as words

_MOST_CHANNELS = 10
_PUBLIC = frozenset({ChannelMode.DRAFT, ChannelMode.OPEN})


def find_troubles(
    tongue: Tongue, rules: GuildRules, layout: Layout, holding: Mapping[int, Effective]
) -> tuple[str, ...]:
    """Return a line for each thing that is wrong; `holding` is what holds in each channel and thread."""
    return (
        *_modes(tongue, rules, holding),
        *_review(tongue, rules, layout),
        *_review_mode(tongue, rules, holding),
        *_permissions(tongue, layout, holding),
        *_gone(tongue, rules, layout),
    )


def missing_permissions(tongue: Tongue, spot: Spot) -> str:
    """Return what the bot lacks in a place, by name."""
    return ", ".join(tongue.say(name) for name in spot.missing)


def _modes(tongue: Tongue, rules: GuildRules, holding: Mapping[int, Effective]) -> Iterator[str]:
    modes = [held.mode for held in holding.values()]
    if modes and all(mode is ChannelMode.OFF for mode in modes):
        yield tongue.say(words.OFF_EVERYWHERE)
    drafts = modes.count(ChannelMode.DRAFT)
    if drafts and rules.review_channel is None:
        yield tongue.say_many(words.DRAFTS_NOWHERE, drafts)


def _review(tongue: Tongue, rules: GuildRules, layout: Layout) -> Iterator[str]:
    if rules.review_channel is None:
        return
    spot = next(
        (one for one in (*layout.spots, *layout.threads) if one.place.channel == rules.review_channel), None
    )
    if spot is None:
        yield tongue.say(words.REVIEW_GONE)
    elif spot.missing:
        yield tongue.say(
            words.REVIEW_CLOSED,
            channel=channel_mark(rules.review_channel),
            permissions=missing_permissions(tongue, spot),
        )


def _review_mode(tongue: Tongue, rules: GuildRules, holding: Mapping[int, Effective]) -> Iterator[str]:
    held = None if rules.review_channel is None else holding.get(rules.review_channel)
    if held is not None and held.mode in _PUBLIC:
        yield tongue.say(
            words.REVIEW_ANSWERS,
            channel=channel_mark(rules.review_channel or 0),
            mode=mode_name(tongue, held.mode),
        )


def _permissions(tongue: Tongue, layout: Layout, holding: Mapping[int, Effective]) -> Iterator[str]:
    lacking = [
        spot
        for spot in (*layout.spots, *layout.threads)
        if spot.missing and spot.place.channel in holding and holding[spot.place.channel].mode in _PUBLIC
    ]
    for spot in lacking[:_MOST_CHANNELS]:
        yield tongue.say(
            words.PERMISSIONS_MISSING,
            channel=channel_mark(spot.place.channel),
            permissions=missing_permissions(tongue, spot),
        )
    if len(lacking) > _MOST_CHANNELS:
        yield tongue.say_many(words.PERMISSIONS_MISSING_MORE, len(lacking) - _MOST_CHANNELS)


def _gone(tongue: Tongue, rules: GuildRules, layout: Layout) -> Iterator[str]:
    if places := _absent(rules.places, layout.ids):
        yield tongue.say_many(words.PLACES_GONE, len(places), ids=listed(tongue, places))
    held = (rules.default, *rules.places.values())
    named = (rules.moderator_roles | rules.curator_roles).union(*(one.roles or () for one in held))
    if roles := _absent(named, layout.roles):
        yield tongue.say_many(words.ROLES_GONE, len(roles), ids=listed(tongue, roles))
    if layout.sources is not None and (
        sources := (_named_sources(held) | rules.picks.named) - layout.sources
    ):
        yield tongue.say(words.SOURCES_GONE, sources=sources_list(tongue, sources))


def _named_sources(held: tuple[PlaceRules, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(one.sources or () for one in held))


def _absent(ids: Mapping[int, PlaceRules] | frozenset[int], there: Container[int]) -> list[str]:
    return [neutralise(str(one)) for one in sorted(ids) if one not in there]
