"""Editing an answer: whatever is written is held to the quotations that it had."""

import pytest

from bot.answering.editing import NothingLeftError, UnnumberedError, edit_answer, lines_of
from bot.answering.types import Answer, Claim, Mode
from bot.answering.verification.refusals import Refusal
from tests.bot.fakes import FakeCatalogue
from tests.bot.interview import cite

SHIPS = "Mira Okafor says that forty ships want the same quay at once."
STAMPS = "Jon Beck says that half of his work is stamps."
ANSWER = Answer(
    question="What happens when the fog lifts?",
    mode=Mode.GENERATED,
    claims=(
        Claim(text=SHIPS, citations=(cite(1, "When it lifts, forty ships want the same quay at once."),)),
        Claim(text=STAMPS, citations=(cite(2, "Half of my work is stamps."),)),
    ),
)


def test_what_is_left_as_it_was_is_the_same_answer() -> None:
    edited = edit_answer(ANSWER, lines_of(ANSWER), FakeCatalogue())

    assert (edited.answer, edited.refused) == (ANSWER, ())


@pytest.mark.parametrize(
    "line",
    [
        "Mira Okafor says forty ships want the same quay.",
        "According to Mira Okafor, forty ships want the same quay at once.",
        "Forty ships want the same quay at once, Mira Okafor says.",
    ],
)
def test_what_its_quotation_says_may_be_said_otherwise(line: str) -> None:
    edited = edit_answer(ANSWER, f"1. {line}\n2. {STAMPS}", FakeCatalogue())

    assert edited.refused == ()
    assert [claim.text for claim in edited.answer.claims] == [line, STAMPS]
    assert [claim.citations for claim in edited.answer.claims] == [one.citations for one in ANSWER.claims]


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("Mira Okafor says that fifty ships want the same quay at once.", Refusal.NUMBER_NOT_IN_EVIDENCE),
        ("Jon Beck says that forty ships want the same quay at once.", Refusal.OTHER_SPEAKER),
        (
            "Mira Okafor says that forty ships do not want the same quay at once.",
            Refusal.NEGATION_CHANGED,
        ),
        (
            "Mira Okafor says that forty ships from Norway want the same quay at once.",
            Refusal.NAME_NOT_IN_EVIDENCE,
        ),
        ("She says that forty ships want the same quay at once.", Refusal.NO_SPEAKER),
        (f"{SHIPS} See https://ships.example", Refusal.UNSAFE_TEXT),
        ("Mira Okafor says that the harbour smells of tar.", Refusal.NOT_IN_EVIDENCE),
    ],
)
def test_what_its_quotation_does_not_say_is_refused_with_the_reason(line: str, refusal: Refusal) -> None:
    edited = edit_answer(ANSWER, f"1. {line}\n2. {STAMPS}", FakeCatalogue())

    assert [(one.text, one.reason) for one in edited.refused] == [(line, refusal.value)]


def test_a_sentence_goes_with_its_line_and_the_others_keep_their_quotations() -> None:
    edited = edit_answer(ANSWER, f"2. {STAMPS}", FakeCatalogue())

    assert edited.answer.claims == ANSWER.claims[1:]


def test_sentences_do_not_exchange_their_quotations() -> None:
    edited = edit_answer(ANSWER, f"1. {STAMPS}\n2. {SHIPS}", FakeCatalogue())

    assert len(edited.refused) == 2


@pytest.mark.parametrize("text", [SHIPS, f"3. {SHIPS}", f"1. {SHIPS}\n1. {SHIPS}", f"0. {SHIPS}"])
def test_a_line_that_is_no_sentence_of_the_draft_is_refused(text: str) -> None:
    with pytest.raises(UnnumberedError):
        edit_answer(ANSWER, text, FakeCatalogue())


@pytest.mark.parametrize("text", ["", " \n ", "1.", "1. \n2. "])
def test_an_answer_without_sentences_is_none(text: str) -> None:
    with pytest.raises(NothingLeftError):
        edit_answer(ANSWER, text, FakeCatalogue())
