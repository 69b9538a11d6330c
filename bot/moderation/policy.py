"""Who is answered where: decided from the rules of a server and from what an event tells."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.moderation.decisions import Allowed, Decision, Effective, Origin, Refusal, Refused
from bot.moderation.places import Person, Place, PlaceKind
from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules

_Value = TypeVar("_Value")
_DAY = 86_400  # seconds
# Nobody expects talk there, so what is set for a category or the server does not reach them.
_NAMED_ONLY = frozenset({PlaceKind.ANNOUNCEMENT, PlaceKind.VOICE})
_NOTHING = PlaceRules()
_LISTED = PlaceRules(mode=ChannelMode.OPEN)


class Look(StrEnum):
    """What is looked at, in this order."""

    KIND = "kind"
    """Whether a person asks."""
    DIRECT = "direct"
    MEMBER = "member"
    BLOCKED = "blocked"
    TIME_OUT = "time_out"
    PAUSE = "pause"
    MODE = "mode"
    OPEN_THREAD = "open_thread"
    WRITING = "writing"
    ROLE = "role"
    AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was looked at: passed where there is no refusal.

    `origin` is where the rule comes from, where it is one of a place; `spared` says that staff passed
    something that would have stopped others.
    """

    look: Look
    refusal: Refusal | None = None
    origin: Origin | None = None
    again_at: int | None = None
    spared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A decision with everything that was looked at; the first step that did not pass made it."""

    decision: Decision
    effective: Effective
    steps: tuple[Step, ...]


def is_staff(rules: GuildRules, person: Person) -> bool:
    """Tell whether somebody moderates: manages messages in the place, or has a role named for it."""
    moderates = person.manages_messages or not rules.moderator_roles.isdisjoint(person.roles)
    return moderates and person.member and not person.bot


def may_moderate(rules: GuildRules, person: Person, *, now: int) -> bool:
    """Tell whether somebody moderates and is free to act: nobody is while they are timed out.

    The rights of a role that was named stay with it, where Discord takes all others away for that time.
    """
    return is_staff(rules, person) and (person.timed_out_until is None or person.timed_out_until <= now)


def may_curate(rules: GuildRules, person: Person, *, now: int) -> bool:
    """Tell whether somebody may add sources: who moderates, or has a role named for it and is free to act."""
    if may_moderate(rules, person, now=now):
        return True
    free = person.timed_out_until is None or person.timed_out_until <= now
    named = not rules.curator_roles.isdisjoint(person.roles)
    return named and free and person.member and not person.bot and person.id not in rules.blocked_people


def is_admin(person: Person) -> bool:
    """Tell whether somebody may change the rules of the server."""
    return person.manages_server and person.member and not person.bot


def is_spared(rules: GuildRules, person: Person) -> bool:
    """Tell whether limits, newcomer days and roles do not bind this person."""
    return rules.staff_exempt and is_staff(rules, person)


def effective(rules: GuildRules, place: Place, open_channels: Container[int]) -> Effective:
    """Return what holds in a place of a server: of each setting, what is set nearest to it.

    Direct messages have no rules of a server: nothing holds there, and it is off.
    """
    chain = [] if _is_direct(place) else list(_chain(rules, place, open_channels))
    # A role or a source that is asked for somewhere above is asked for here, whatever kind of place it is.
    near = [(origin, held) for origin, held in chain if _reaches(place, origin)]
    mode, mode_from = _first(near, lambda held: held.mode, ChannelMode.OFF)
    roles, roles_from = _first(chain, lambda held: held.roles, frozenset[int]())
    days, newcomer_from = _first(chain, lambda held: held.newcomer_days, 0)
    sources, sources_from = _first(chain, lambda held: held.sources, frozenset[str]())
    return Effective(
        mode=mode,
        mode_from=mode_from,
        roles=roles,
        roles_from=roles_from,
        newcomer_days=days,
        newcomer_from=newcomer_from,
        sources=sources or None,
        sources_from=sources_from,
    )


def decide(
    rules: GuildRules,
    place: Place,
    person: Person,
    *,
    now: int,
    open_channels: Container[int],
    direct_messages: bool = False,
) -> Decision:
    """Decide whether and how somebody is answered in a place; `now` is in Unix seconds.

    Limits, slow mode, screening and good manners are no matter of this: they come when it is allowed.
    """
    held = effective(rules, place, open_channels)
    steps = _steps(rules, held, place, person, now=now, direct_messages=direct_messages)
    return _decision(rules, held, place, next((step for step in steps if step.refusal is not None), None))


def explain(
    rules: GuildRules,
    place: Place,
    person: Person,
    *,
    now: int,
    open_channels: Container[int],
    direct_messages: bool = False,
) -> Explanation:
    """Return the decision that `decide` makes, with all that is looked at, beyond the first refusal too."""
    held = effective(rules, place, open_channels)
    steps = tuple(_steps(rules, held, place, person, now=now, direct_messages=direct_messages))
    refused = next((step for step in steps if step.refusal is not None), None)
    return Explanation(decision=_decision(rules, held, place, refused), effective=held, steps=steps)


def _decision(rules: GuildRules, held: Effective, place: Place, refused: Step | None) -> Decision:
    if refused is not None and refused.refusal is not None:
        return Refused(refusal=refused.refusal, again_at=refused.again_at)
    if _is_direct(place):
        return Allowed(mode=ChannelMode.PRIVATE)
    return Allowed(mode=held.mode, sources=held.sources, picks=rules.picks)


def _steps(
    rules: GuildRules, held: Effective, place: Place, person: Person, *, now: int, direct_messages: bool
) -> Iterator[Step]:
    """Look at one thing after another, in the order in which a refusal tells most.

    Whoever is blocked or timed out learns nothing of the server beyond that. What concerns everybody goes
    before what concerns the place, and that before what concerns the person: nobody is told to wait for a
    day and then finds the place off.
    """
    yield _step(Look.KIND, Refusal.BOT, stops=person.bot)
    if _is_direct(place):
        yield _step(Look.DIRECT, Refusal.DIRECT_MESSAGES, stops=not direct_messages)
        return
    yield _step(Look.MEMBER, Refusal.NOT_A_MEMBER, stops=not person.member)
    yield _step(Look.BLOCKED, Refusal.BLOCKED, stops=person.id in rules.blocked_people)
    until = person.timed_out_until
    yield _step(Look.TIME_OUT, Refusal.TIMED_OUT, stops=until is not None and until > now, again_at=until)
    yield _step(Look.PAUSE, Refusal.PAUSED, stops=rules.paused_at is not None)
    yield _step(Look.MODE, Refusal.OFF, stops=held.mode is ChannelMode.OFF, origin=held.mode_from)
    yield _step(Look.OPEN_THREAD, Refusal.CLOSED, stops=place.locked or place.archived)
    # What only the asker sees is no writing in the place.
    silent = not person.may_send and held.mode is not ChannelMode.PRIVATE
    yield _step(Look.WRITING, Refusal.MAY_NOT_WRITE, stops=silent)
    spared = is_spared(rules, person)
    barred = bool(held.roles) and held.roles.isdisjoint(person.roles)
    yield _step(Look.ROLE, Refusal.ROLE, stops=barred, origin=held.roles_from, spared=spared)
    yield _age(held, person, now, spared=spared)


def _age(held: Effective, person: Person, now: int, *, spared: bool) -> Step:
    since = person.joined_at
    # Of whom it is not known since when they are a member, they may have come a moment ago.
    again_at = None if since is None else since + held.newcomer_days * _DAY
    new = held.newcomer_days > 0 and (again_at is None or again_at > now)
    return _step(
        Look.AGE, Refusal.NEWCOMER, stops=new, origin=held.newcomer_from, again_at=again_at, spared=spared
    )


def _step(
    look: Look,
    refusal: Refusal,
    *,
    stops: bool,
    origin: Origin | None = None,
    again_at: int | None = None,
    spared: bool = False,
) -> Step:
    if stops and not spared:
        return Step(look=look, refusal=refusal, origin=origin, again_at=again_at)
    return Step(look=look, origin=origin, spared=stops)


def _is_direct(place: Place) -> bool:
    return place.guild is None or place.kind is PlaceKind.DIRECT


def _chain(
    rules: GuildRules, place: Place, open_channels: Container[int]
) -> Iterator[tuple[Origin, PlaceRules]]:
    """Give what is set for a place and for all that it stands in, nearest first."""
    channel = place.channel if place.parent is None else place.parent
    if place.parent is not None:
        yield Origin.THREAD, rules.places.get(place.channel, _NOTHING)
    yield Origin.CHANNEL, rules.places.get(channel, _NOTHING)
    if place.channel in open_channels or channel in open_channels:
        yield Origin.OPERATOR, _LISTED
    if place.category is not None:
        yield Origin.CATEGORY, rules.places.get(place.category, _NOTHING)
    yield Origin.SERVER, rules.default


def _reaches(place: Place, origin: Origin) -> bool:
    return place.kind not in _NAMED_ONLY or origin not in {Origin.CATEGORY, Origin.SERVER}


def _first(
    chain: list[tuple[Origin, PlaceRules]], pick: Callable[[PlaceRules], _Value | None], nothing: _Value
) -> tuple[_Value, Origin]:
    for origin, held in chain:
        if (value := pick(held)) is not None:
            return value, origin
    return nothing, Origin.NOWHERE
