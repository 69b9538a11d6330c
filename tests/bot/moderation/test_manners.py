"""The bot keeps out where staff answer, and waits a moment for who still types."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.manners import StaffWatch, Typing
from bot.moderation.places import Person, Place, PlaceKind
from bot.moderation.rules import GuildRules
from tests.bot.moderation.given import CHANNEL, GUILD, MODERATOR_ROLE, NOW, THREAD

RULES = GuildRules(moderator_roles=frozenset({MODERATOR_ROLE}), quiet_minutes=10)
POST = Place(guild=GUILD, channel=THREAD, parent=CHANNEL, kind=PlaceKind.FORUM_POST)
STAFF = Person(id=1, roles=frozenset({MODERATOR_ROLE}))
OTHER_STAFF = Person(id=2, manages_messages=True)
ASKER = Person(id=3)


def quiet(watch: StaffWatch, now: int, asker: Person = ASKER, place: Place = POST) -> int | None:
    return watch.quiet_until(RULES, place, asker, now)


def heard(person: Person = STAFF, place: Place = POST, *, to_bot: bool = False, at: int = NOW) -> StaffWatch:
    watch = StaffWatch()
    watch.wrote(RULES, place, person, to_bot=to_bot, at=at)
    return watch


@pytest.mark.parametrize("kind", [PlaceKind.THREAD, PlaceKind.PRIVATE_THREAD, PlaceKind.FORUM_POST])
def test_it_is_quiet_in_a_thread_for_a_while_after_staff_wrote(kind: PlaceKind) -> None:
    place = replace(POST, kind=kind)
    watch = heard(place=place)
    assert quiet(watch, NOW + 1, place=place) == NOW + 600
    assert quiet(watch, NOW + 599, place=place) == NOW + 600
    assert quiet(watch, NOW + 600, place=place) is None


def test_it_is_not_quiet_elsewhere() -> None:
    assert quiet(heard(), NOW, place=replace(POST, channel=THREAD + 1)) is None


@pytest.mark.parametrize(
    "watch",
    [
        StaffWatch(),
        heard(ASKER),
        heard(replace(STAFF, bot=True)),
        heard(to_bot=True),
        heard(place=Place(guild=GUILD, channel=THREAD)),
    ],
    ids=["nobody", "a member", "a bot", "who asks the bot", "in a channel"],
)
def test_only_what_staff_write_to_people_in_threads_counts(watch: StaffWatch) -> None:
    assert quiet(watch, NOW) is None


@pytest.mark.parametrize("asker", [STAFF, OTHER_STAFF])
def test_staff_are_answered_all_the_same(asker: Person) -> None:
    assert quiet(heard(), NOW, asker) is None


def test_what_one_wrote_oneself_before_a_role_was_lost_does_not_count() -> None:
    watch = heard()
    former = Person(id=STAFF.id)
    assert quiet(watch, NOW, former) is None
    watch.wrote(RULES, POST, OTHER_STAFF, to_bot=False, at=NOW - 60)
    assert quiet(watch, NOW, former) == NOW + 540


def test_no_minutes_are_no_quiet() -> None:
    watch = heard()
    assert watch.quiet_until(replace(RULES, quiet_minutes=0), POST, ASKER, NOW) is None


def test_a_clock_that_was_set_back_silences_nobody_for_longer() -> None:
    assert quiet(heard(at=NOW + 86_400), NOW) == NOW + 600


def test_a_thread_that_is_gone_is_forgotten() -> None:
    watch = heard()
    watch.forget(THREAD)
    watch.forget(THREAD)
    assert quiet(watch, NOW) is None


def test_the_threads_that_were_quiet_longest_are_forgotten_first() -> None:
    watch = StaffWatch(most_threads=2)
    for thread in (1, 2, 1, 3):
        watch.wrote(RULES, replace(POST, channel=thread), STAFF, to_bot=False, at=NOW)
    quieted = [thread for thread in (1, 2, 3) if quiet(watch, NOW, place=replace(POST, channel=thread))]
    assert quieted == [1, 3]


def test_many_of_staff_in_one_thread_keep_it_quiet() -> None:
    watch = StaffWatch()
    for number in range(100):
        person = replace(STAFF, id=10 + number)
        watch.wrote(RULES, POST, person, to_bot=False, at=NOW + number)
    assert quiet(watch, NOW + 99) == NOW + 99 + 600


def test_who_types_is_remembered_for_ten_seconds() -> None:
    typing = Typing()
    typing.began(CHANNEL, 3, 50.0)
    assert typing.still_typing(CHANNEL, 3, 59.9)
    assert not typing.still_typing(CHANNEL, 3, 60.0)
    assert not typing.still_typing(CHANNEL, 4, 51.0)
    assert not typing.still_typing(THREAD, 3, 51.0)


def test_who_sent_it_types_no_more() -> None:
    typing = Typing()
    typing.began(CHANNEL, 3, 50.0)
    typing.wrote(CHANNEL, 3)
    typing.wrote(CHANNEL, 3)
    assert not typing.still_typing(CHANNEL, 3, 50.0)


def test_only_the_latest_who_type_are_remembered() -> None:
    typing = Typing(most=2)
    for person in (1, 2, 1, 3):
        typing.began(CHANNEL, person, 50.0)
    assert [person for person in (1, 2, 3) if typing.still_typing(CHANNEL, person, 51.0)] == [1, 3]


@given(st.lists(st.floats(0, 60), max_size=20))
def test_nobody_is_waited_for_longer_than_a_few_seconds(typed_at: list[float]) -> None:
    typing, now, waited = Typing(), 0.0, 0.0
    due = sorted(typed_at)
    while True:
        while due and due[0] <= now:
            typing.began(CHANNEL, 3, due.pop(0))
        pause = typing.pause(CHANNEL, 3, waited=waited, now=now)
        if pause == 0:
            break
        now, waited = now + pause, waited + pause
    assert waited <= 5.0
    assert waited == 5.0 or not typing.still_typing(CHANNEL, 3, now)
