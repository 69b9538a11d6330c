"""How much may still be asked: plain arithmetic over what was accepted and spent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from bot.moderation.places import Person, Place
from bot.moderation.policy import is_spared
from bot.moderation.rules import Allowance, GuildRules, Limits

_DAY = 86_400  # seconds; a day of Unix time begins at midnight UTC


class Scope(StrEnum):
    """Whose allowance it is; a channel's has its threads in it."""

    PERSON = "person"
    CHANNEL = "channel"
    SERVER = "server"


class Measure(StrEnum):
    """What an allowance counts."""

    REQUESTS = "requests"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What of one allowance is used.

    `requests` are those within its window. `frees_at` is when enough of them have left it for one more, in
    Unix seconds: see `frees_at`. `dollars` are today's (UTC), with what questions that still run may cost.
    """

    requests: int = 0
    frees_at: int | None = None
    dollars: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """An allowance is used up until `again_at`, in Unix seconds."""

    scope: Scope
    measure: Measure
    again_at: int


def allowances(limits: Limits) -> dict[Scope, Allowance]:
    """Return the allowance of each scope."""
    return {Scope.PERSON: limits.person, Scope.CHANNEL: limits.channel, Scope.SERVER: limits.server}


def limits_of(rules: GuildRules, person: Person) -> Limits:
    """Return what binds this person.

    Staff who are spared may ask as often as they like; the money of the channel and the server is not theirs
    to spend without bound.
    """
    if not is_spared(rules, person):
        return rules.limits
    return Limits(
        person=Allowance(),
        channel=replace(rules.limits.channel, requests=None),
        server=replace(rules.limits.server, requests=None),
    )


def judge(limits: Limits, usage: Mapping[Scope, Usage], now: int) -> Limited | None:
    """Return which allowance does not let one more through, or None; a scope without usage is unused.

    Of several it is the one that lasts longest: whoever comes again then is let in.
    """
    refused = [
        limited
        for scope, allowance in allowances(limits).items()
        for limited in _refusals(scope, allowance, usage.get(scope, Usage()), now)
    ]
    return max(refused, key=lambda limited: limited.again_at, default=None)


def frees_at(allowance: Allowance, accepted: Sequence[int]) -> int | None:
    """Return when one more may be asked, from the times at which requests were accepted; None for now.

    Only the `allowance.requests` newest matter; that one's leaving is what is waited for, also where the
    allowance was made smaller meanwhile.
    """
    most = allowance.requests
    if most is None or not accepted or len(accepted) < most:
        return None
    return sorted(accepted, reverse=True)[most - 1] + allowance.seconds


def used(allowance: Allowance, accepted: Sequence[int], *, now: int, dollars: Decimal = Decimal(0)) -> Usage:
    """Return the usage, from the times at which requests were accepted, in any order."""
    # A clock that was set back must not lock anybody out for as long.
    within = [min(at, now) for at in accepted if at > now - allowance.seconds]
    return Usage(requests=len(within), frees_at=frees_at(allowance, within), dollars=dollars)


def slowmode_of(rules: GuildRules, place: Place, person: Person) -> int:
    """Return how many seconds must lie between two questions of this person in this place."""
    return 0 if person.skips_slowmode or is_spared(rules, person) else place.slowmode


def slowed_until(slowmode: int, last_asked_at: int | None, now: int) -> int | None:
    """Return when somebody may ask again in a place with slow mode, in Unix seconds; None for now."""
    if slowmode <= 0 or last_asked_at is None:
        return None
    again_at = min(last_asked_at, now) + slowmode
    return again_at if again_at > now else None


def day_began(now: int) -> int:
    """Return when the day (UTC) began that money is counted for, in Unix seconds."""
    return now - now % _DAY


def _refusals(scope: Scope, allowance: Allowance, usage: Usage, now: int) -> list[Limited]:
    refused: list[Limited] = []
    if allowance.requests is not None and usage.requests >= allowance.requests:
        # Without a known time, nobody is sent back too early.
        again_at = now + allowance.seconds if usage.frees_at is None else max(usage.frees_at, now + 1)
        refused.append(Limited(scope=scope, measure=Measure.REQUESTS, again_at=again_at))
    if allowance.dollars is not None and usage.dollars >= allowance.dollars:
        refused.append(Limited(scope=scope, measure=Measure.MONEY, again_at=day_began(now) + _DAY))
    return refused
