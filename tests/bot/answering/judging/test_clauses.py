"""Clauses: what is denied, doubted, on a condition, or told of others, and how far it reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.judging.clauses import Circumstance, is_denied, last_clause, read_clauses

HEDGED, CONDITION, REPORTED = Circumstance.HEDGED, Circumstance.CONDITION, Circumstance.REPORTED


def clause_with(text: str, word: str) -> tuple[bool, frozenset[Circumstance]]:
    at = text.index(word)
    clause = next(one for one in read_clauses(text) if one.start <= at < one.end)
    return clause.denied, clause.meant


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("We never found the anchor.", "anchor", True),
        ("I don't believe that the wood matters.", "matters", True),
        ("I wouldn't say it's useless.", "useless", True),
        ("He stayed because they didn't come.", "stayed", False),
        ("It was in the bank and not under the floor.", "bank", False),
        ("It was in the bank and not under the floor.", "floor", True),
        ("No doubt the storm took it.", "storm", False),
        ("They sent nothing but a letter.", "letter", False),
        ("It isn't that we don't care.", "care", False),
        ("It was laid by a mason, who couldn't read.", "mason", False),
    ],
)
def test_a_denial_reaches_as_far_as_its_clause(text: str, word: str, *, denied: bool) -> None:
    assert clause_with(text, word)[0] is denied


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("The smoke might stop us.", "stop", {HEDGED}),
        ("She left in May.", "left", set[Circumstance]()),
        ("If they close it, we leave.", "leave", {CONDITION}),
        ("We leave if they close it.", "leave", {CONDITION}),
        ("He came, if you want to know.", "came", set[Circumstance]()),
        ("People say that he hid coins.", "hid", {REPORTED}),
        ("There's a story that the owner, old Marsh, hid coins.", "hid", {REPORTED}),
        ("I said that he left.", "left", set[Circumstance]()),
        ("I'd say that he left.", "left", {HEDGED}),
        ("According to Ann, he left.", "Ann", {REPORTED}),
        ("He told me that it floods, but it is dry.", "dry", set[Circumstance]()),
        ("I'd gone home.", "home", set[Circumstance]()),
    ],
)
def test_a_clause_is_meant_as_its_words_say(text: str, word: str, meant: set[Circumstance]) -> None:
    assert clause_with(text, word)[1] == meant


def test_one_word_alone_is_denied_by_without() -> None:
    assert not is_denied("with no worms the leaves lie")
    assert is_denied("no leaves lie there")


def test_what_stands_before_words_is_read_back_to_where_it_begins() -> None:
    assert last_clause("It rained, but I don't think that ") == "but I don't think that "
    assert last_clause("It rained, and ") == "and "


@given(st.text(max_size=80))
def test_clauses_follow_one_another_and_leave_no_word_out(text: str) -> None:
    clauses = read_clauses(text)
    ends = [0, *(one.end for one in clauses)]
    assert [one.start for one in clauses] == ends[: len(clauses)]
    assert not text[ends[-1] :].strip()
