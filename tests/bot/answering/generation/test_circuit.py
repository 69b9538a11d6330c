"""A circuit opens when a server keeps failing, asks carefully, and closes by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.generation.circuit import Circuit, Health, Patience


class Watched:
    """A circuit with a clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.circuit = Circuit(clock=lambda: self.now, patience=Patience(failures=3, first=30, longest=100))

    def call(self, health: Health, pause: float = 0.0) -> bool:
        """Make one call that ends so; return whether it was admitted."""
        admission = self.circuit.admit()
        if admission is not None:
            self.circuit.settle(admission, health, pause=pause)
        return admission is not None

    def fail(self, times: int = 3) -> None:
        for _ in range(times):
            self.call(Health.FAILING)


def test_it_opens_after_failures_in_a_row() -> None:
    watched = Watched()
    watched.fail(2)
    assert not watched.circuit.is_open
    watched.call(Health.WELL)
    watched.fail(2)
    assert not watched.circuit.is_open
    watched.fail(1)
    assert not watched.call(Health.WELL)


def test_after_a_pause_one_probe_at_a_time_is_let_through() -> None:
    watched = Watched()
    watched.fail()
    watched.now = 29.9
    assert watched.circuit.admit() is None
    watched.now = 30.0
    probe = watched.circuit.admit()
    assert probe is not None
    assert watched.circuit.admit() is None
    watched.circuit.settle(probe, Health.WELL)
    assert not watched.circuit.is_open
    assert watched.call(Health.WELL)


def test_each_probe_that_fails_doubles_the_pause_up_to_a_bound() -> None:
    watched = Watched()
    watched.fail()
    for pause in (30, 60, 100, 100):
        watched.now += pause - 0.1
        assert not watched.call(Health.FAILING)
        watched.now += 0.1
        assert watched.call(Health.FAILING)


def test_a_probe_that_was_called_off_leaves_room_for_the_next() -> None:
    watched = Watched()
    watched.fail()
    watched.now = 30
    assert watched.call(Health.UNTOLD)
    assert watched.circuit.is_open
    assert watched.call(Health.WELL)
    assert not watched.circuit.is_open


def test_a_key_that_is_refused_opens_it_at_once_and_for_longer() -> None:
    watched = Watched()
    watched.call(Health.BARRED)
    watched.now = 899
    assert not watched.call(Health.WELL)
    watched.now = 900
    assert watched.call(Health.WELL)


@pytest.mark.parametrize(("asked", "waited"), [(120.0, 120.0), (1e9, 900.0)])
def test_a_server_that_asks_to_be_left_alone_is_left_alone(asked: float, waited: float) -> None:
    watched = Watched()
    watched.call(Health.FAILING, pause=asked)
    watched.now = waited - 1
    assert not watched.call(Health.WELL)
    watched.now = waited
    assert watched.call(Health.WELL)


def test_calls_that_began_before_it_opened_do_not_keep_it_open() -> None:
    watched = Watched()
    early = [watched.circuit.admit() for _ in range(6)]
    for at, admission in enumerate(early):
        assert admission is not None
        watched.now = float(at)
        watched.circuit.settle(admission, Health.FAILING)
    watched.now = 32.0
    assert watched.call(Health.WELL)


def test_a_late_success_closes_it() -> None:
    watched = Watched()
    early = watched.circuit.admit()
    assert early is not None
    watched.fail()
    watched.circuit.settle(early, Health.WELL)
    assert not watched.circuit.is_open


@given(st.lists(st.sampled_from(list(Health)), max_size=40))
def test_whatever_happened_it_closes_by_itself_once_the_server_is_well(story: list[Health]) -> None:
    watched = Watched()
    for health in story:
        watched.call(health)
        watched.now += 7
    watched.now += 900
    assert watched.call(Health.WELL)
    assert not watched.circuit.is_open
