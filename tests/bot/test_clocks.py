"""A clock that jumped is not believed; one that was right, or ran evenly for a day, is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clocks import ClockWatch, Reading

HOUR, DAY = 3600, 86_400
NOW = 1_800_000_000


def at(wall: float, steady: float) -> Reading:
    return Reading(wall=NOW + wall, steady=steady)


@pytest.mark.parametrize(
    ("last", "believed"),
    [(0, True), (-2 * DAY, True), (-4 * DAY, False), (-400 * DAY, False), (DAY, False), (None, False)],
)
def test_at_the_start_it_is_known_by_when_it_was_last_right(last: int | None, *, believed: bool) -> None:
    watch = ClockWatch.begin(at(0, 5), None if last is None else NOW + last)

    assert watch.is_believed(at(1, 6)) is believed


def test_what_is_not_known_is_believed_after_a_day_in_step() -> None:
    watch = ClockWatch.begin(at(0, 5), None)

    assert not watch.is_believed(at(DAY - 10, 5 + DAY - 10))
    assert watch.is_believed(at(DAY, 5 + DAY))


@pytest.mark.parametrize("jump", [-DAY, -2 * HOUR, 2 * HOUR, DAY, 400 * DAY])
def test_after_a_jump_it_waits_for_a_day(jump: int) -> None:
    watch = ClockWatch.begin(at(0, 0), NOW)
    jumped = at(jump + 60, 60)

    assert not watch.is_believed(jumped)
    renewed = watch.renewed(jumped)
    assert not renewed.is_believed(at(jump + DAY, DAY))
    assert renewed.is_believed(at(jump + DAY + 60, DAY + 60))


def test_a_clock_that_stands_still_is_not_believed() -> None:
    watch = ClockWatch.begin(at(0, 0), NOW)

    assert not watch.is_believed(at(0, 2 * HOUR))


@given(st.floats(-HOUR, HOUR), st.floats(0, 30 * DAY))
def test_a_clock_that_is_set_right_by_little_is_believed(by: float, later: float) -> None:
    watch = ClockWatch.begin(at(0, 0), NOW)
    # One tick of a float less than the border that was drawn.
    assert watch.is_believed(at(later + by * 0.99, later))
