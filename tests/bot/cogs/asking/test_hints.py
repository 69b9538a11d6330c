"""Hints are given once in a while, and remembered in bounded memory."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cogs.asking.hints import Hints


def test_the_same_person_gets_the_next_hint_in_a_channel_only_after_a_while() -> None:
    hints = Hints(quiet=60)

    assert [hints.is_due(1, 7, now) for now in (0, 1, 59, 60, 61)] == [True, False, False, True, False]


def test_another_channel_and_another_person_have_hints_of_their_own() -> None:
    hints = Hints(quiet=60)

    assert all(hints.is_due(channel, person, 0) for channel, person in ((1, 7), (2, 7), (1, 8)))


def test_when_memory_is_full_the_oldest_is_forgotten_first() -> None:
    hints = Hints(quiet=60, most=2)
    for person in (1, 2, 3):
        hints.is_due(1, person, 0)

    assert [hints.is_due(1, person, 1) for person in (3, 2, 1)] == [False, False, True]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 100))))
def test_no_crowd_fills_the_memory(people: list[tuple[int, int]]) -> None:
    hints = Hints(quiet=10, most=5)
    for person, now in people:
        hints.is_due(1, person, now)

    assert len(hints) <= 5
