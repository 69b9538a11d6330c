"""The sentence of an abstention."""

import pytest

from bot.answering.abstaining import sentence_for
from bot.answering.types import Reason, Verdict

NOTHING, OTHER = Reason.NOTHING_FOUND, Reason.OTHER_SPEAKER


@pytest.mark.parametrize(
    ("reason", "verdict", "asked", "others", "sentence"),
    [
        (NOTHING, None, (), (), "The sources do not say."),
        (NOTHING, None, ("Mira",), (), "The sources have nothing from Mira on that."),
        (NOTHING, None, ("Bo", "Mira"), (), "The sources have nothing from Bo and Mira on that."),
        (NOTHING, Verdict.NOT_SAID, ("Mira",), (), "No: these words are not in the sources."),
        (NOTHING, Verdict.NOT_IN_SOURCES, (), (), "Nothing in the sources says this in so many words."),
        (OTHER, None, ("A",), ("B", "C", "D"), "A did not say that in the sources; B, C and D spoke of it."),
        (OTHER, None, (), (), "Nobody asked for did not say that in the sources; others spoke of it."),
        (Reason.ASKED_NOT_ANSWERED, None, (), (), "It was asked, but the sources give no answer."),
    ],
)
def test_an_abstention_says_which_case_it_is(
    reason: Reason, verdict: Verdict | None, asked: tuple[str, ...], others: tuple[str, ...], sentence: str
) -> None:
    assert sentence_for(reason, verdict, asked=asked, others=others) == sentence


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_one_sentence(reason: Reason) -> None:
    sentence = sentence_for(reason, asked=("A {b}",), others=("{others}",))
    assert sentence.endswith(".")
    assert "\n" not in sentence
