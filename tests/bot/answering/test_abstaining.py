"""The sentence of an abstention."""

import pytest

from bot.answering.abstaining import sentence_for
from bot.answering.questions.smalltalk import Outside
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


@pytest.mark.parametrize(
    ("reason", "asked", "about", "others", "sentence"),
    [
        (NOTHING, (), ("Mira",), (), "The sources do not tell that of Mira."),
        (NOTHING, ("Bo",), ("Mira",), (), "The sources have nothing from Bo on that."),
        (OTHER, (), ("Mira",), ("Bo",), "The sources do not tell that of Mira; Bo spoke of it."),
        (OTHER, (), ("Mira",), (), "The sources do not tell that of Mira; others spoke of it."),
        (
            Reason.ASKED_NOT_ANSWERED,
            (),
            ("Mira",),
            (),
            "It was asked, but the sources give no answer.",
        ),
    ],
)
def test_it_is_told_of_whom_the_sources_do_not_tell(
    reason: Reason, asked: tuple[str, ...], about: tuple[str, ...], others: tuple[str, ...], sentence: str
) -> None:
    assert sentence_for(reason, asked=asked, about=about, others=others) == sentence


def test_who_does_not_speak_is_named_but_where_it_is_said_who_does() -> None:
    sentence = "Cecil does not speak in the sources, and nobody there tells of that."
    assert sentence_for(NOTHING, stranger="Cecil") == sentence
    assert sentence_for(NOTHING, Verdict.NOT_SAID, stranger="Cecil").startswith("No:")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_one_sentence(reason: Reason) -> None:
    sentence = sentence_for(reason, asked=("A {b}",), others=("{others}",))
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_what_is_outside_is_answered_as_what_it_is() -> None:
    sentences = [sentence_for(Reason.OUTSIDE_SOURCES, outside=outside) for outside in Outside]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") and len(sentence) <= 200 for sentence in sentences)
    assert sentence_for(Reason.OUTSIDE_SOURCES) not in sentences


def test_a_question_in_another_language_is_not_told_that_the_sources_do_not_say() -> None:
    assert "language of the sources" in sentence_for(NOTHING, foreign=True)
    assert "language" not in sentence_for(OTHER, asked=("Bo",), others=("Mira",), foreign=True)
