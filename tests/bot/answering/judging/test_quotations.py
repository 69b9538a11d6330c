"""Did they say exactly this, and in this sense?"""

from collections.abc import Sequence

import pytest

from bot.answering.judging.checking import Check
from bot.answering.judging.clauses import Circumstance
from bot.answering.judging.quotations import check_quotation
from bot.answering.types import Change, Verdict
from index.types import Turn, TurnKind
from tests.bot.answering.found import sentences_of
from tests.index.fakes import MARA, TOBI, turn

STORM = turn(
    "The storm took the crane. It took half of the old planks. We never found the anchor. "
    "I don't think the pier is lost. He told me that the rope was cut. If it rains, we stay on land. "
    "The crane, which we loved, cost 0.5 billion — don’t laugh. We might sell the boat. "
    "The wave was ten metres high, but nobody was hurt.",
    ordinal=1,
)
LETTER = turn(
    "The council sent nothing but a letter. Did the fishermen pay for ropes? The rope is a well-known one.",
    ordinal=2,
    speaker=TOBI,
)
NOBODY = frozenset[str]()
MARAS, TOBIS = frozenset({MARA.id}), frozenset({TOBI.id})


def check(quoted: str, speakers: frozenset[str] = NOBODY, turns: Sequence[Turn] = (STORM, LETTER)) -> Check:
    near = [sentence for one in turns for sentence in sentences_of(one)]
    return check_quotation(quoted, turns, near, speakers)


def shown(check: Check) -> str:
    return " ".join(sentence.text for sentence in check.sentences)


@pytest.mark.parametrize(
    ("quoted", "speakers", "verdict", "words"),
    [
        ("the storm TOOK the crane", NOBODY, Verdict.SAID, "The storm took the crane."),
        ("storm took the crane", MARAS, Verdict.SAID, "The storm took the crane."),
        ("storm took the crane", TOBIS, Verdict.SAID_BY_OTHER, "The storm took the crane."),
        ("crane", MARAS, Verdict.SAID, "The storm took the crane."),
        ("a well–known one!", NOBODY, Verdict.SAID, "The rope is a well-known one."),
        ("don't laugh", MARAS, Verdict.SAID, "The crane, which we loved, cost 0.5 billion — don’t laugh."),
        (
            "The crane which we loved",
            MARAS,
            Verdict.SAID,
            "The crane, which we loved, cost 0.5 billion — don’t laugh.",
        ),
        (
            "the wave was ten metres high",
            MARAS,
            Verdict.SAID,
            "The wave was ten metres high, but nobody was hurt.",
        ),
        ("the storm took the cranes", MARAS, Verdict.NEARLY_SAID, "The storm took the crane."),
        ("took nearly half of the planks", NOBODY, Verdict.NEARLY_SAID, "It took half of the old planks."),
        ("the storm took the cranes", TOBIS, Verdict.SAID_BY_OTHER, "The storm took the crane."),
        ("the sea is a patient thief", NOBODY, Verdict.NOT_SAID, ""),
        ("the brine", NOBODY, Verdict.NOT_SAID, ""),
        ("Did the fishermen pay for ropes?", TOBIS, Verdict.SAID, "Did the fishermen pay for ropes?"),
    ],
)
def test_a_quotation_is_said_nearly_said_anothers_or_not_said(
    quoted: str, speakers: frozenset[str], verdict: Verdict, words: str
) -> None:
    found = check(quoted, speakers)
    assert (found.verdict, shown(found)) == (verdict, words)
    assert found.quoted


@pytest.mark.parametrize(
    ("quoted", "verdict", "circumstance"),
    [
        ("found the anchor", Verdict.NEARLY_SAID, Circumstance.DENIED),
        ("the pier is lost", Verdict.NEARLY_SAID, Circumstance.DENIED),
        ("the rope was cut", Verdict.SAID, Circumstance.REPORTED),
        ("it rains", Verdict.NEARLY_SAID, Circumstance.CONDITION),
        ("sell the boat", Verdict.NEARLY_SAID, Circumstance.HEDGED),
        ("the fishermen pay for ropes", Verdict.NEARLY_SAID, Circumstance.ASKED),
        ("The wave was ten metres high", Verdict.SAID, None),
    ],
)
def test_what_stands_beside_the_words_may_take_their_sense(
    quoted: str, verdict: Verdict, circumstance: Circumstance | None
) -> None:
    found = check(quoted)
    assert (found.verdict, found.circumstance) == (verdict, circumstance)


def test_what_stands_before_denied_words_is_kept_to_be_told() -> None:
    assert check("the pier is lost").beside == "I don't think"


@pytest.mark.parametrize("gap", ["…", " ... ", " [...] ", " […] "])
def test_an_ellipsis_joins_two_stretches_of_a_turn_in_order(gap: str) -> None:
    found = check(f"The storm took{gap}half of the old planks")
    assert found.verdict is Verdict.SAID
    assert shown(found) == "The storm took the crane. It took half of the old planks."
    assert check(f"half of the old planks{gap}The storm took").verdict is not Verdict.SAID


def test_words_run_over_the_border_of_sentences() -> None:
    found = check("took the crane. It took half", TOBIS)
    assert found.verdict is Verdict.SAID_BY_OTHER
    assert shown(found) == "The storm took the crane. It took half of the old planks."


def test_words_go_on_after_somebody_cut_in() -> None:
    first, cut_in = turn("We sold the boat and", ordinal=4), turn("No!", ordinal=5, speaker=TOBI)
    last = turn("the nets as well.", ordinal=6)
    near = list(sentences_of(first))
    found = check_quotation(
        "sold the boat and the nets", [first, cut_in], near, MARAS, {first: last, cut_in: None}.get
    )
    assert (found.verdict, shown(found)) == (Verdict.SAID, "We sold the boat and the nets as well.")


def test_a_part_of_a_word_or_number_is_not_said() -> None:
    assert check("cost 5 billion").verdict is Verdict.NEARLY_SAID
    assert check("well").verdict is Verdict.NOT_SAID
    assert check("planks").verdict is Verdict.SAID
    assert check("plank").verdict is Verdict.NEARLY_SAID


def test_words_that_both_said_are_theirs_who_is_asked_for() -> None:
    both = STORM, turn("The storm took the crane.", ordinal=5, speaker=TOBI)
    for speakers in (MARAS, TOBIS):
        found = check("the storm took the crane", speakers, both)
        assert found.verdict is Verdict.SAID
        assert {sentence.turn.speaker.id for sentence in found.sentences} == speakers


def test_where_the_words_are_plain_they_are_shown_rather_than_where_they_are_denied() -> None:
    denied = turn("I never said the sea is kind.", ordinal=1)
    plain = turn("The sea is kind.", ordinal=3)
    found = check("the sea is kind", turns=(denied, plain))
    assert (found.verdict, shown(found)) == (Verdict.SAID, "The sea is kind.")


def test_a_question_of_the_host_is_said_by_the_host() -> None:
    asked = turn("Who paid for the ropes?", ordinal=0, kind=TurnKind.QUESTION, speaker=TOBI)
    assert check("who paid for the ropes", TOBIS, (asked,)).verdict is Verdict.SAID
    assert check("who paid for the ropes", MARAS, (asked,)).verdict is Verdict.SAID_BY_OTHER


def test_what_differs_comes_with_what_was_nearly_said() -> None:
    found = check("took nearly half of the planks")
    assert [(one.change, one.words) for one in found.differences] == [
        (Change.SAME, "took"),
        (Change.ONLY_ASKED, "nearly"),
        (Change.SAME, "half of the"),
        (Change.ONLY_SAID, "old"),
        (Change.SAME, "planks"),
    ]
    assert check("storm took the crane").differences == ()


def test_nothing_found_is_nothing_said() -> None:
    assert check_quotation("the storm", [], [], NOBODY) == Check(verdict=Verdict.NOT_SAID, quoted=True)
