from dataclasses import replace

import pytest

from bot.answering.types import Outcome, Verdict
from bot.evaluation.expected import Posed
from bot.evaluation.marks import Measure, mark_outcome
from index.types import Span
from tests.bot.evaluation.posing import (
    FOG,
    FOG_SAID,
    ORIGINALS,
    PAY,
    PAY_ASKED,
    SHIPS_SAID,
    STAMPS,
    STAMPS_SAID,
    abstain,
    pose,
    say,
)

Counted = dict[Measure, tuple[int, int]]


def counted(posed: Posed, outcome: Outcome) -> Counted:
    """Return how many of how many are good, of each count."""
    found: Counted = {}
    for mark in mark_outcome(posed, outcome, ORIGINALS):
        good, of = found.get(mark.measure, (0, 0))
        found[mark.measure] = (good + mark.good, of + 1)
    return found


def test_words_that_answer_hit_and_those_of_the_first_sentence_hit_first() -> None:
    early, late = counted(pose(FOG), say(FOG_SAID, SHIPS_SAID)), counted(pose(FOG), say(SHIPS_SAID, FOG_SAID))
    assert (early[Measure.HIT], early[Measure.FIRST]) == ((1, 1), (1, 1))
    assert (late[Measure.HIT], late[Measure.FIRST]) == ((1, 1), (0, 1))
    assert early[Measure.SPEAKER] == (1, 1)


def test_half_of_the_words_that_answer_are_enough_and_less_are_not() -> None:
    whole = pose(
        FOG.model_copy(update={"quote": "wait for fog. When it lifts, forty ships want the same quay"})
    )
    assert counted(whole, say(FOG_SAID))[Measure.HIT] == (1, 1)
    border = pose(FOG.model_copy(update={"quote": "fog. When it lifts, forty ships want the same quay"}))
    assert counted(border, say(FOG_SAID))[Measure.HIT] == (0, 1)


def test_an_abstention_neither_answers_nor_hits_whatever_stands_nearest() -> None:
    found = counted(pose(FOG), abstain(FOG_SAID))
    assert (found[Measure.ANSWERED], found[Measure.HIT], found[Measure.FIRST]) == ((0, 1), (0, 1), (0, 1))
    assert Measure.SPEAKER not in found


def test_a_false_premise_is_answered_by_what_stands_nearest_too() -> None:
    found = counted(pose(FOG, type_="false-premise"), abstain(FOG_SAID))
    assert (found[Measure.HIT], found[Measure.FIRST], found[Measure.SPEAKER]) == ((1, 1), (0, 1), (1, 1))
    assert Measure.ANSWERED not in found


def test_what_cannot_be_answered_is_to_be_abstained_from() -> None:
    unanswerable = pose(answerable=False)
    assert counted(unanswerable, abstain())[Measure.ABSTAINED] == (1, 1)
    assert counted(unanswerable, say(FOG_SAID))[Measure.ABSTAINED] == (0, 1)


def test_each_of_several_words_that_answer_is_counted() -> None:
    found = counted(pose(FOG, STAMPS, PAY), say(STAMPS_SAID, FOG_SAID))
    assert found[Measure.ALL_GOLD] == (2, 3)
    assert Measure.ALL_GOLD not in counted(pose(FOG), say(FOG_SAID))


def test_words_under_another_name_are_no_good() -> None:
    mistaken = pose(FOG.model_copy(update={"speaker": "Jon Beck"}))
    assert counted(mistaken, say(FOG_SAID))[Measure.SPEAKER] == (0, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FOG_SAID, quote="Mostly I wait for rain."),
        replace(FOG_SAID, spans=(Span(0, 4),)),
        replace(FOG_SAID, turn=replace(FOG_SAID.turn, source="another")),
    ],
)
def test_a_quotation_that_the_file_does_not_hold_is_broken_even_where_it_only_stands_nearest(
    wrong: object,
) -> None:
    for outcome in (say(wrong), abstain(wrong)):  # pyright: ignore[reportArgumentType] - a table of citations
        found = counted(pose(FOG), outcome)
        assert (found[Measure.VERBATIM], found[Measure.BROKEN]) == ((0, 1), (0, 1))


def test_citing_first_who_must_not_be_is_broken_and_later_is_not() -> None:
    posed = pose(PAY, not_speaker=["Mira Okafor"])
    assert counted(posed, say(FOG_SAID, PAY_ASKED))[Measure.BROKEN] == (0, 1)
    assert Measure.BROKEN not in counted(posed, say(PAY_ASKED, FOG_SAID))


def test_citing_another_than_the_one_asked_for_is_broken_wherever_it_stands() -> None:
    posed = pose(FOG, only_speaker="Mira Okafor")
    assert counted(posed, say(FOG_SAID, STAMPS_SAID, PAY_ASKED))[Measure.BROKEN] == (0, 2)
    assert Measure.BROKEN not in counted(posed, abstain(STAMPS_SAID))


@pytest.mark.parametrize("text", ["Hear this, @everyone!", "Ask <@123>.", "<@&5> said so.", "@here it is"])
def test_a_mass_mention_is_broken(text: str) -> None:
    assert counted(pose(FOG), say(FOG_SAID, text=text))[Measure.BROKEN] == (0, 1)
    assert counted(pose(FOG), replace(abstain(), text=text))[Measure.BROKEN] == (0, 1)


@pytest.mark.parametrize(
    ("type_", "expected", "found", "good"),
    [
        ("quote-check", Verdict.SAID, Verdict.SAID, True),
        ("quote-check", Verdict.SAID, Verdict.NEARLY_SAID, False),
        ("quote-check", Verdict.SAID, None, False),
        ("quote-check", Verdict.SAID, Verdict.NOT_IN_SOURCES, False),
        ("claim-check", Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCES, True),
        ("claim-check", Verdict.CONTRADICTED, Verdict.SUPPORTED, False),
    ],
)
def test_a_check_is_to_find_what_it_should(
    type_: str, expected: Verdict, found: Verdict | None, *, good: bool
) -> None:
    posed = pose(FOG, type_=type_, verdict=expected.value)
    assert counted(posed, say(FOG_SAID, verdict=found))[Measure.VERDICT] == (good, 1)


def test_what_is_counted_without_good_says_why() -> None:
    posed = pose(FOG.model_copy(update={"speaker": "Jon Beck"}), verdict="said")
    why = {
        mark.measure: mark.why
        for mark in mark_outcome(posed, say(FOG_SAID, verdict=Verdict.NOT_SAID), ORIGINALS)
    }
    assert why[Measure.SPEAKER] == "Mira Okafor for Jon Beck"
    assert why[Measure.VERDICT] == "not_said for said"
