from bot.answering.types import Outcome
from bot.evaluation.expected import Posed
from bot.evaluation.marks import Mark, Measure, mark_outcome
from bot.evaluation.scoreboard import Count, Scoreboard, Scored, below, scoreboard_as_json, tally
from tests.bot.evaluation.posing import FOG, FOG_SAID, ORIGINALS, SHIPS_SAID, STAMPS_SAID, abstain, pose, say


def scored(posed: Posed, outcome: Outcome, seconds: float = 0.0) -> Scored:
    marks = mark_outcome(posed, outcome, ORIGINALS)
    return Scored(posed=posed, outcome=outcome, marks=marks, seconds=seconds)


def board() -> Scoreboard:
    return tally(
        [
            scored(pose(FOG), say(FOG_SAID), 1.0),
            scored(pose(FOG), say(SHIPS_SAID, STAMPS_SAID), 3.0),
            scored(pose(answerable=False, type_="unanswerable-far"), abstain(), 2.0),
        ]
    )


def test_shares_are_over_what_was_counted() -> None:
    counts = board().all.counts
    assert counts[Measure.HIT] == Count(good=1, of=2)
    assert counts[Measure.ABSTAINED] == Count(good=1, of=1)
    assert counts[Measure.VERBATIM] == Count(good=3, of=3)
    assert Measure.VERDICT not in counts


def test_each_type_is_counted_by_itself() -> None:
    types = board().types
    assert {name: held.questions for name, held in types.items()} == {"direct": 2, "unanswerable-far": 1}
    assert Measure.ABSTAINED not in types["direct"].counts
    assert types["direct"].counts[Measure.HIT].share == 0.5


def test_quoted_words_are_those_of_answers_and_seconds_those_of_all() -> None:
    assert (board().words.median, board().words.most) == (11, 17)
    assert (board().seconds.median, board().seconds.most) == (2.0, 3.0)


def test_each_count_that_is_not_good_is_a_failure_with_its_question() -> None:
    assert [(one.id, one.measure) for one in board().failures] == [
        ("direct", Measure.HIT),
        ("direct", Measure.FIRST),
    ]


def test_a_question_without_an_outcome_counts_as_that_alone() -> None:
    absent = Mark(measure=Measure.PRESENT, good=False, why="The question is empty.")
    found = tally([Scored(posed=pose(FOG), outcome=None, marks=(absent,))])
    assert found.all.counts == {Measure.PRESENT: Count(good=0, of=1)}
    assert (found.all.questions, found.words.most, found.failures[0].why) == (1, 0, "The question is empty.")


def test_floors_are_held_missed_or_of_nothing_that_was_counted() -> None:
    scores = board().all
    assert below(scores, {Measure.HIT: 0.5, Measure.ABSTAINED: 1.0}) == []
    assert below(scores, {Measure.HIT: 0.51}) == ["hit is 0.500, below its floor of 0.510."]
    assert len(below(scores, {Measure.VERDICT: 0.0})) == 1


def test_what_is_broken_misses_whatever_the_floors_are() -> None:
    broken = tally([scored(pose(FOG, only_speaker="Jon Beck"), say(FOG_SAID))]).all
    assert broken.broken == 1
    assert len(below(broken, {Measure.HIT: 0.0})) == 1


def test_the_json_form_holds_shares_types_and_failures() -> None:
    held = scoreboard_as_json(board())
    assert held["questions"] == 3
    assert held["scores"]["hit"] == {"good": 1, "of": 2, "share": 0.5}  # type: ignore[index] - JSON is open
    assert set(held["types"]) == {"direct", "unanswerable-far"}  # type: ignore[call-overload] - the same
