"""A "might", an "I suspect" and an "if" are kept, and none is added."""

import pytest

from bot.answering.verification.hedging import (
    adds_hedge,
    condition_of,
    conditions,
    drops_hedge,
    is_hedge,
    keeps_condition,
)


@pytest.mark.parametrize(
    ("own", "evidence"),
    [
        ("Ada says it might rain", "It might rain"),
        ("Ada says it may rain", "It could rain"),
        ("Ada suspects that it rains", "I suspect it rains"),
        ("Ada thinks it rains", "I guess it rains"),
        ("As far as Ada knows, it is possible that it rains", "So far as I know it rains"),
        ("It probably rains, says Ada", "It seems to rain"),
        ("Ada says it rains", "I think it rains"),
        ("Ada says it would rain", "It would rain"),
        ("Ada says it could not rain", "It couldn't rain"),
        ("Ada says it rains in May", "It rains in May"),
        ("Ada doubts it", "It does not seem so"),
    ],
)
def test_a_hedge_in_other_words_is_kept(own: str, evidence: str) -> None:
    assert not drops_hedge(own, evidence)


@pytest.mark.parametrize(
    ("own", "evidence"),
    [
        ("Ada says it rains", "It might rain"),
        ("Ada says it rains", "Perhaps it rains"),
        ("Ada thinks it rains", "It may rain"),
        ("Ada says it rains", "I suspect it rains"),
        ("Ada says it rains", "It probably rains"),
        ("Ada says two are left", "so far as I know, two are left"),
        ("Ada says it rains", "It seems to rain"),
        ("Ada says it rains", "Allegedly it rains"),
    ],
)
def test_a_hedge_that_is_lost_is_seen(own: str, evidence: str) -> None:
    assert drops_hedge(own, evidence)


@pytest.mark.parametrize(
    ("own", "evidence", "adds"),
    [
        ("it might rain", "It rains", True),
        ("perhaps it rains", "It rains", True),
        ("she suspects rain", "It rains", True),
        ("it might rain", "I think it rains", False),
        ("it may rain", "It could rain", False),
        ("it rains", "It rains", False),
        ("it rains in early May", "It rains", False),
    ],
)
def test_a_hedge_that_is_added_is_seen(own: str, evidence: str, *, adds: bool) -> None:
    assert adds_hedge(own, evidence) is adds


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("If it rains, we go", True),
        ("We stay unless it rains", True),
        ("We stay as long as it rains", True),
        ("It looks as if it rains", False),
        ("It rains, if you want to know", False),
        ("A piece as long as a pencil", False),
        ("It rains", False),
    ],
)
def test_a_condition_is_told_from_a_turn_of_phrase(text: str, *, conditional: bool) -> None:
    assert conditions(text) is conditional


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        ("they go if it rains", True),
        ("they go when it rains", True),
        ("they would go", True),
        ("they go", False),
        ("rain makes them go", False),
    ],
)
def test_a_condition_is_kept_by_any_of_its_words(own: str, *, kept: bool) -> None:
    assert keeps_condition(own) is kept


def test_what_a_sentence_hangs_on_is_cut_out_of_it() -> None:
    assert (
        condition_of("If a child has stolen an apple, it will vote").strip() == "a child has stolen an apple"
    )
    assert not condition_of("A child votes")


@pytest.mark.parametrize(
    ("clause", "alone"),
    [
        ("so far as I know", True),
        ("I think", True),
        ("perhaps", True),
        ("I think it rains", False),
        ("", False),
    ],
)
def test_a_hedge_may_be_a_clause_of_its_own(clause: str, *, alone: bool) -> None:
    assert is_hedge(clause) is alone
