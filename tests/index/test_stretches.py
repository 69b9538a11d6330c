import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.stretches import Shown, Stretches, uncovered, with_stretch
from tests.bot.interview import SOURCE, TURNS

PAIRS = st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda pair: pair[0] < pair[1])


@pytest.mark.parametrize(
    ("held", "added", "joined"),
    [
        ((), (3, 5), ((3, 5),)),
        (((3, 5),), (5, 7), ((3, 7),)),
        (((3, 5), (8, 9)), (4, 8), ((3, 9),)),
        (((3, 5),), (9, 9), ((3, 5),)),
        (((3, 9),), (4, 5), ((3, 9),)),
    ],
)
def test_stretches_that_touch_are_joined(held: Stretches, added: tuple[int, int], joined: Stretches) -> None:
    assert with_stretch(held, *added) == joined


@given(st.lists(PAIRS), PAIRS)
def test_what_is_covered_and_what_is_not_make_up_the_whole(
    pairs: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    held: Stretches = ()
    for pair in pairs:
        held = with_stretch(held, *pair)
    covered = {at for low, high in pairs for at in range(low, high)}
    free = [at for low, high in uncovered(held, *asked) for at in range(low, high)]
    assert free == sorted(set(range(*asked)) - covered)


def test_the_same_words_count_once() -> None:
    shown, turn = Shown(), TURNS[1]
    shown.add(turn, 0, 22)
    again = shown.copy()
    again.add(turn, 0, len(turn.text))
    assert (shown.words(SOURCE), again.words(SOURCE)) == (5, 16)
    assert shown.cost(turn, 0, 22) == 0
    assert again.stretches(SOURCE) == {1: ((0, len(turn.text)),)}
