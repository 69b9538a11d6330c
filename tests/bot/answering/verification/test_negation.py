"""What denies, how far a denial reaches, and absolute words."""

import pytest

from bot.answering.verification.negation import count_denials, negates, overstates
from bot.answering.verification.scopes import denies_after, first_clause, split_clauses


@pytest.mark.parametrize(
    "text",
    [
        "It does not rain", "It doesn’t rain", "It never rains", "No one came",
        "It hardly rains", "He denies it",
        "They turned it down", "It stopped raining", "Rain is out of the question",
        "Snow rather than rain",
        "They refused", "nothing came", "without rain", "neither rain nor snow", "I doubt it",
        "it cannot rain",
    ],
)  # fmt: skip
def test_a_denial_is_seen(text: str) -> None:
    assert negates(text)


@pytest.mark.parametrize(
    "text",
    [
        "It rains",
        "No doubt it rains",
        "It not only rains",
        "Nothing but rain",
        "No, it rains",
        "A knot",
        "Notes",
        "",
    ],
)
def test_what_denies_nothing_is_not(text: str) -> None:
    assert not negates(text)


@pytest.mark.parametrize(
    ("text", "times"),
    [("it rains", 0), ("it does not rain", 1), ("he did not refuse", 2), ("neither rain nor snow", 1)],
)
def test_denials_are_counted(text: str, times: int) -> None:
    assert count_denials(text) == times


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("I lost it, but I did not cry", [False, True]),
        ("It is first aid rather than a programme", [False, True]),
        ("It was rain, rather than snow, that fell", [False, True, False]),
        ("Nobody says that it is slow and the crew is lazy", [True, True]),
        ("It is not slow and the crew is lazy", [True, False]),
        ("It is slow. It is not late.", [False, True]),
        ("We signed because the bank was not patient", [False, True]),
        ("She loves it and doesn't mind", [False, True]),
        ("It keeps until May without ice", [False, True]),
        ("Open it, every day, no ticket", [False, True]),
        ("A shop which I can't name", [False, True]),
    ],
)
def test_a_denial_reaches_to_the_end_of_its_clause(text: str, denied: list[bool]) -> None:
    assert [clause.negated for clause in split_clauses(text)] == denied


@pytest.mark.parametrize(
    ("before", "reaches"),
    [
        ("I don't think we can say ", True),
        ("It is not ", True),
        ("I can't prove it, and ", False),
        ("It rained and ", False),
        ("Nobody says that it rains and that ", True),
        ("", False),
    ],
)
def test_a_denial_before_a_quotation_may_reach_it(before: str, *, reaches: bool) -> None:
    assert denies_after(before) is reaches if before else not reaches


def test_the_first_clause_ends_at_a_border() -> None:
    assert first_clause("and so on; it rains") == "and so on"
    assert first_clause(" and that it rains").strip() == ""


@pytest.mark.parametrize(
    ("own", "evidence", "too_much"),
    [
        ("all of it", "all of it", False),
        ("everybody came", "everyone came", False),
        ("it must move", "it has to move", False),
        ("no rain at all", "no rain", False),
        ("it is first aid", "we call it aid", False),
        ("the most", "by far number one", False),
        ("all of it", "some of it", True),
        ("only rain", "rain", True),
        ("it always rains", "it rains", True),
        ("it must move", "it may move", True),
        ("most of them", "many of them", True),
        ("the first", "one", True),
    ],
)
def test_absolute_words_are_said_where_they_were(own: str, evidence: str, *, too_much: bool) -> None:
    assert overstates(own, [evidence]) is too_much
