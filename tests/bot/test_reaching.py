"""Looking around quotations: whoever steps wherever, no more is seen of a source than it allows."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.budgets.allowances import Allowance
from bot.reaching import Quoted, Reach, reach_of
from index.quoting import count_quoted, take_back, take_words
from index.stretches import Shown
from index.types import Span, Turn, TurnKind
from tests.bot.interview import HOST, MIRA, TURNS, say_turns

LONG = say_turns(
    tuple(
        (HOST, TurnKind.QUESTION, f"What of {n}, and of all that?")
        if n % 3 == 0
        else (MIRA, TurnKind.ANSWER, f"It is number {n}. " + "word " * (n * 7 % 23) + "end.")
        for n in range(30)
    )
)


def around(turns: Sequence[Turn], allowance: Allowance, quoted: Sequence[Quoted], chosen: Quoted) -> Reach:
    def at(ordinal: int) -> Turn | None:
        return turns[ordinal] if 0 <= ordinal < len(turns) else None

    return reach_of(allowance, at, quoted, chosen, last=len(turns) - 1)


def quote(ordinal: int, words: str, turns: Sequence[Turn] = TURNS) -> Quoted:
    start = turns[ordinal].text.index(words)
    return Quoted(turn=turns[ordinal], start=start, end=start + len(words))


@settings(max_examples=150, deadline=None)
@given(
    st.sets(st.integers(0, 29), min_size=1, max_size=4),
    st.none() | st.integers(1, 30),
    st.none() | st.integers(1, 200),
    st.data(),
)
def test_all_that_can_be_reached_stays_within_the_budget(
    ordinals: set[int], longest: int | None, answer: int | None, data: st.DataObject
) -> None:
    allowance = Allowance(longest=longest, answer=answer)
    quoted = [
        Quoted(turn=LONG[at], start=0, end=take_words(LONG[at].text, min(longest or 99, 4)))
        for at in ordinals
    ]
    shown = Shown()
    for one in quoted:
        shown.add(one.turn, one.start, one.end)
    within = answer is None or shown.words(LONG[0].source) <= answer
    for chosen in quoted:
        reach = around(LONG, allowance, quoted, chosen)
        order = data.draw(st.permutations(range(len(LONG))))
        for ordinal in order:
            window = reach.window(ordinal)
            if window is None:
                continue
            shown.add(LONG[ordinal], *window)
            assert longest is None or count_quoted(LONG[ordinal].text[slice(*window)]) <= longest
        if chosen.turn.answers is not None and reach.tells(LONG[chosen.turn.answers], quoted=True):
            question = LONG[chosen.turn.answers]
            shown.add(question, 0, len(question.text))
    assert answer is None or not within or shown.words(LONG[0].source) <= answer


def test_without_limits_every_turn_is_whole() -> None:
    chosen = quote(1, "Mostly I wait for fog.")
    reach = around(TURNS, Allowance(), [chosen], chosen)
    assert [reach.window(at) for at in range(-1, 6)] == [
        None,
        *(Span(0, len(turn.text)) for turn in TURNS),
        None,
    ]


def test_the_quotation_is_seen_whole_and_around_it_what_is_left() -> None:
    chosen = quote(1, "forty ships")
    window = around(TURNS, Allowance(longest=6), [chosen], chosen).window(1)
    assert window is not None
    assert TURNS[1].text[slice(*window)].split() == ["it", "lifts,", "forty", "ships", "want", "the"]


def test_what_was_quoted_before_there_was_a_limit_is_shown_as_far_as_that() -> None:
    chosen = quote(1, "forty ships want the same quay")
    window = around(TURNS, Allowance(longest=3), [chosen], chosen).window(1)
    assert window is not None
    assert TURNS[1].text[slice(*window)] == "forty ships want"


def test_the_same_place_is_the_same_however_one_came_there() -> None:
    chosen = quote(3, "And what do the ships pay?")
    direct = around(TURNS, Allowance(answer=20), [chosen], chosen)
    stepped = around(TURNS, Allowance(answer=20), [chosen], chosen)
    windows = [stepped.window(at) for at in (3, 4, 3, 2, 1, 0)]
    assert [direct.window(at) for at in (0, 1, 2, 3)] == [windows[5], windows[4], windows[3], windows[2]]


@pytest.mark.parametrize(
    ("text", "most", "taken"),
    [
        ("one two three", 2, "one two"),
        ("one two", 5, "one two"),
        ("one", 0, ""),
        ("人民有信心", 2, "人民有信"),
    ],
)
def test_words_are_taken_whole_and_wide_ones_by_their_signs(text: str, most: int, taken: str) -> None:
    assert text[: take_words(text, most)] == taken
    assert len(text[len(text) - take_back(text, most) :]) == len(taken) or " " in text
