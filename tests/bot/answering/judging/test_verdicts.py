"""What a check found, in a sentence that names who and where."""

from dataclasses import replace

import pytest

from bot.answering.judging.checking import Check
from bot.answering.judging.clauses import Circumstance
from bot.answering.judging.verdicts import (
    summarise,
    summarise_findings,
    summary_of,
    verdict_sentence,
    worst_of,
)
from bot.answering.types import Answer, Finding, Mode, Verdict
from index.types import TurnKind
from tests.bot.answering.found import sentences_of
from tests.index.fakes import turn

SAID = turn("The storm took the crane.", ordinal=61)
SENTENCES = sentences_of(SAID)
UNTIMED = sentences_of(replace(SAID, time=None))


@pytest.mark.parametrize(
    ("check", "wanted", "sentence"),
    [
        (
            Check(verdict=Verdict.SAID, sentences=UNTIMED, quoted=True),
            [],
            "Yes: Mara Venn says this, in these words (line 62).",
        ),
        (
            Check(verdict=Verdict.SAID_BY_OTHER, sentences=SENTENCES, quoted=True),
            ["Tobi Raske", "Ines"],
            "Mara Venn says this, not Tobi Raske or Ines (at 1:01).",
        ),
        (
            Check(
                verdict=Verdict.NEARLY_SAID,
                sentences=SENTENCES,
                quoted=True,
                circumstance=Circumstance.DENIED,
                beside="I never said",
            ),
            [],
            "Not in this sense: Mara Venn has these words, but denies them, after “I never said” (at 1:01).",
        ),
        (
            Check(verdict=Verdict.NEARLY_SAID, sentences=SENTENCES, circumstance=Circumstance.HEDGED),
            [],
            "Not quite: Mara Venn says it less firmly (at 1:01).",
        ),
        (Check(verdict=Verdict.SUPPORTED, sentences=SENTENCES), [], "Yes: Mara Venn says this (at 1:01)."),
        (
            Check(verdict=Verdict.SUPPORTED, sentences=SENTENCES, close=True),
            [],
            "Close to this is what Mara Venn says (at 1:01): read the words.",
        ),
        (
            Check(verdict=Verdict.NOT_SAID, quoted=True),
            ["Tobi Raske"],
            "No: these words are not in the sources, from Tobi Raske or anybody else.",
        ),
        (
            Check(verdict=Verdict.NOT_IN_SOURCES),
            ["Tobi Raske"],
            "Nothing that Tobi Raske said in the sources says this in so many words.",
        ),
    ],
)
def test_a_verdict_is_told_with_who_and_where(check: Check, wanted: list[str], sentence: str) -> None:
    assert summarise(check, wanted) == sentence


def test_who_asks_or_notes_is_told_as_that() -> None:
    asks = sentences_of(replace(SAID, kind=TurnKind.QUESTION, time=None))
    assert summarise(Check(verdict=Verdict.SUPPORTED, sentences=asks)).endswith("this, in asking (line 62).")
    notes = sentences_of(replace(SAID, kind=TurnKind.NOTE, time=None))
    assert summarise(Check(verdict=Verdict.SUPPORTED, sentences=notes)).endswith("this, in a note (line 62).")


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("circumstance", [None, *Circumstance])
@pytest.mark.parametrize("quoted", [True, False])
def test_every_verdict_has_its_words(
    verdict: Verdict, circumstance: Circumstance | None, *, quoted: bool
) -> None:
    for sentences in ((), SENTENCES):
        check = Check(verdict=verdict, sentences=sentences, circumstance=circumstance, quoted=quoted)
        told = summarise(check, ["Tobi {name}"])
        assert told.endswith((".", "words."))
        assert not sentences or "Mara Venn" in told or verdict in {Verdict.NOT_SAID, Verdict.NOT_IN_SOURCES}


def finding(verdict: Verdict) -> Finding:
    return Finding(checked="a", verdict=verdict, summary="b")


@pytest.mark.parametrize(
    ("verdicts", "worst"),
    [
        ([Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCES], Verdict.CONTRADICTED),
        ([Verdict.SUPPORTED, Verdict.NOT_IN_SOURCES], Verdict.NEARLY_SAID),
        ([Verdict.SUPPORTED, Verdict.SAID_BY_OTHER], Verdict.SAID_BY_OTHER),
        ([Verdict.NOT_IN_SOURCES, Verdict.NOT_SAID], Verdict.NOT_SAID),
        ([Verdict.SUPPORTED, Verdict.SAID], Verdict.SAID),
    ],
)
def test_several_sentences_are_as_good_as_their_worst(verdicts: list[Verdict], worst: Verdict) -> None:
    assert worst_of([finding(verdict) for verdict in verdicts]) is worst


def test_what_was_found_of_several_sentences_is_counted_and_what_was_not_looked_at_is_told() -> None:
    findings = [finding(Verdict.SUPPORTED), finding(Verdict.CONTRADICTED), finding(Verdict.SUPPORTED)]
    assert summarise_findings(findings, 2) == (
        "Of 3 sentences: 1 against what was said, 2 in the sources. 2 more not looked at."
    )


def test_an_answer_without_a_summary_tells_its_verdict_alone() -> None:
    answer = Answer(question="q", mode=Mode.EXTRACTIVE, claims=(), verdict=Verdict.SAID)
    assert summary_of(answer) == verdict_sentence(Verdict.SAID)
    assert summary_of(replace(answer, summary="Yes.")) == "Yes."
    assert summary_of(replace(answer, verdict=None)) is None
