"""One more is allowed, or it is said exactly when."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.limits import (
    Limited,
    Measure,
    Scope,
    Usage,
    allowances,
    day_began,
    frees_at,
    judge,
    limits_of,
    slowed_until,
    slowmode_of,
    used,
)
from bot.moderation.places import Person, Place
from bot.moderation.rules import Allowance, GuildRules, Limits
from tests.bot.moderation.given import DAY, NOW, guild_rules, people
from tests.bot.moderation.given import allowances as any_allowance

NONE = Allowance()
THREE = Allowance(requests=3, seconds=100)
PERSON = Person(id=1)
STAFF = Person(id=1, manages_messages=True)
PLACE = Place(guild=1, channel=2, slowmode=30)

times = st.lists(st.integers(NOW - 500, NOW), max_size=30)


def only(scope: Scope, allowance: Allowance) -> Limits:
    return Limits(**{one.value: allowance if one is scope else NONE for one in Scope})


@pytest.mark.parametrize("scope", list(Scope))
def test_what_is_used_up_is_told_with_the_time_at_which_it_frees(scope: Scope) -> None:
    limits = only(scope, THREE)
    asked = [NOW - 90, NOW - 50, NOW - 10]
    full = {scope: used(THREE, asked, now=NOW)}

    assert judge(limits, {scope: used(THREE, asked[1:], now=NOW)}, NOW) is None
    assert judge(limits, full, NOW) == Limited(scope=scope, measure=Measure.REQUESTS, again_at=NOW + 10)


@given(any_allowance, times)
def test_nobody_is_sent_back_too_early_or_kept_too_long(allowance: Allowance, asked: list[int]) -> None:
    bare = Allowance(requests=allowance.requests, seconds=allowance.seconds)
    limits = only(Scope.PERSON, bare)

    def refused(now: int) -> Limited | None:
        return judge(limits, {Scope.PERSON: used(bare, asked, now=now)}, now)

    limited = refused(NOW)
    if limited is not None:
        assert limited.again_at > NOW
        assert refused(limited.again_at) is None
        assert refused(limited.again_at - 1) is not None


@given(st.integers(1, 10), st.integers(1, 60), st.integers(0, 10))
def test_within_any_window_no_more_than_allowed_are_let_in(most: int, seconds: int, every: int) -> None:
    allowance = Allowance(requests=most, seconds=seconds)
    limits = only(Scope.SERVER, allowance)
    let_in: list[int] = []
    for now in range(NOW, NOW + 200, max(every, 1)):
        for _ in range(2):
            if judge(limits, {Scope.SERVER: used(allowance, let_in, now=now)}, now) is None:
                let_in.append(now)
    assert let_in
    assert all(sum(at - seconds < one <= at for one in let_in) <= most for at in let_in)


def test_a_limit_made_smaller_waits_for_enough_to_leave() -> None:
    asked = [NOW - 40, NOW - 30, NOW - 20, NOW - 10]
    assert frees_at(Allowance(requests=2, seconds=100), asked) == NOW - 20 + 100
    assert frees_at(Allowance(requests=5, seconds=100), asked) is None
    assert frees_at(NONE, asked) is None


def test_of_several_the_one_that_lasts_longest_is_told() -> None:
    limits = Limits(person=THREE, channel=THREE, server=THREE)
    usage = {
        Scope.PERSON: Usage(requests=3, frees_at=NOW + 10),
        Scope.CHANNEL: Usage(requests=9, frees_at=NOW + 70),
        Scope.SERVER: Usage(requests=2),
    }
    limited = judge(limits, usage, NOW)
    assert limited == Limited(scope=Scope.CHANNEL, measure=Measure.REQUESTS, again_at=NOW + 70)


def test_a_time_that_is_not_known_is_the_longest_it_can_be() -> None:
    limited = judge(only(Scope.PERSON, THREE), {Scope.PERSON: Usage(requests=3)}, NOW)
    assert limited is not None
    assert limited.again_at == NOW + 100


@pytest.mark.parametrize(
    ("spent", "again_at"),
    [("0.49", None), ("0.50", day_began(NOW) + DAY), ("2", day_began(NOW) + DAY)],
)
def test_money_is_there_again_at_midnight(spent: str, again_at: int | None) -> None:
    limits = only(Scope.SERVER, Allowance(dollars=Decimal("0.5")))
    limited = judge(limits, {Scope.SERVER: Usage(dollars=Decimal(spent))}, NOW)
    assert (limited and limited.again_at) == again_at
    assert limited is None or limited.measure is Measure.MONEY


@given(st.integers(0, 2**33))
def test_a_day_begins_at_midnight(now: int) -> None:
    assert day_began(now) % DAY == 0
    assert day_began(now) <= now < day_began(now) + DAY


def test_without_limits_nobody_waits() -> None:
    usage = dict.fromkeys(Scope, Usage(requests=10**6, dollars=Decimal(10**6)))
    assert judge(Limits(person=NONE, channel=NONE, server=NONE), usage, NOW) is None


def test_a_clock_that_was_set_back_locks_nobody_out() -> None:
    ahead = [NOW + DAY] * 3
    limited = judge(only(Scope.PERSON, THREE), {Scope.PERSON: used(THREE, ahead, now=NOW)}, NOW)
    assert limited is not None
    assert limited.again_at == NOW + 100
    assert slowed_until(30, NOW + DAY, NOW) == NOW + 30


@given(guild_rules, people)
def test_staff_who_are_spared_ask_freely_on_money_that_stays_bounded(
    rules: GuildRules, person: Person
) -> None:
    limits = limits_of(rules, person)
    spared = rules.staff_exempt and (person.manages_messages or bool(rules.moderator_roles & person.roles))
    if not spared or person.bot or not person.member:
        assert limits == rules.limits
        return
    assert all(allowance.requests is None for allowance in allowances(limits).values())
    assert limits.person.dollars is None
    assert limits.channel.dollars == rules.limits.channel.dollars
    assert limits.server.dollars == rules.limits.server.dollars


@pytest.mark.parametrize(
    ("rules", "person", "seconds"),
    [
        (GuildRules(), PERSON, 30),
        (GuildRules(), Person(id=1, skips_slowmode=True), 0),
        (GuildRules(), STAFF, 0),
        (GuildRules(staff_exempt=False), STAFF, 30),
    ],
)
def test_slow_mode_is_for_who_asks(rules: GuildRules, person: Person, seconds: int) -> None:
    assert slowmode_of(rules, PLACE, person) == seconds


@pytest.mark.parametrize(
    ("slowmode", "last", "again_at"),
    [(0, NOW, None), (30, None, None), (30, NOW - 30, None), (30, NOW - 29, NOW + 1), (30, NOW, NOW + 30)],
)
def test_slow_mode_counts_from_the_last_question(
    slowmode: int, last: int | None, again_at: int | None
) -> None:
    assert slowed_until(slowmode, last, NOW) == again_at
