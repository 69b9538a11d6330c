"""The scoreboard: what was counted of all answers, in all and by type of question."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.answering.types import Answer, Outcome
from bot.evaluation.expected import Posed
from bot.evaluation.marks import Mark, Measure

SHARES = tuple(measure for measure in Measure if measure is not Measure.BROKEN)
_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One question with what was counted of its outcome; None where there was none."""

    posed: Posed
    outcome: Outcome | None
    marks: tuple[Mark, ...]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many good of so many, of at least one."""

    good: int
    of: int

    @property
    def share(self) -> float:
        """The share (0 to 1) that is good."""
        return self.good / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The middle and the most of some figures, 0 where there are none."""

    median: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One count that is not good."""

    id: str | int | None
    type: str
    measure: Measure
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What was counted of some questions. `counts` lacks what was never counted."""

    questions: int
    counts: Mapping[Measure, Count]
    broken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoreboard:
    """What was counted; `words` are quoted words in an answer, `seconds` how long one took."""

    all: Scores
    types: Mapping[str, Scores]
    words: Spread
    seconds: Spread
    failures: tuple[Failure, ...]


def tally(scored: Sequence[Scored]) -> Scoreboard:
    """Count all that was scored."""
    types = sorted({one.posed.expected.type for one in scored})
    answers = [one.outcome for one in scored if isinstance(one.outcome, Answer)]
    return Scoreboard(
        all=_scores(scored),
        types={name: _scores([one for one in scored if one.posed.expected.type == name]) for name in types},
        words=_spread(map(_quoted_words, answers)),
        seconds=_spread(one.seconds for one in scored if one.outcome is not None),
        failures=tuple(_failures(scored)),
    )


def below(scores: Scores, floors: Mapping[Measure, float]) -> list[str]:
    """Return a sentence for each floor that is missed, and one if anything is broken."""
    missed = [
        _missed(measure, scores.counts.get(measure), floor)
        for measure, floor in floors.items()
        if measure not in scores.counts or scores.counts[measure].share < floor
    ]
    return (
        [*missed, f"{scores.broken} times what must never be shown was shown."] if scores.broken else missed
    )


def _missed(measure: Measure, count: Count | None, floor: float) -> str:
    if count is None:
        return f"No question counts for {measure}, so its floor of {floor:.3f} is not reached."
    return f"{measure} is {count.share:.3f}, below its floor of {floor:.3f}."


def scoreboard_as_json(board: Scoreboard) -> dict[str, object]:
    """Return a scoreboard as it is printed for machines."""
    return {
        **_scores_as_json(board.all),
        "words": {"median": board.words.median, "most": board.words.most},
        "seconds": {
            "median": round(board.seconds.median, _DIGITS + 1),
            "most": round(board.seconds.most, _DIGITS + 1),
        },
        "types": {name: _scores_as_json(scores) for name, scores in board.types.items()},
        "failures": [
            {"id": one.id, "type": one.type, "measure": one.measure.value, "why": one.why}
            for one in board.failures
        ],
    }


def _scores(scored: Sequence[Scored]) -> Scores:
    marks = [mark for one in scored for mark in one.marks]
    by_measure = {measure: [mark.good for mark in marks if mark.measure is measure] for measure in SHARES}
    return Scores(
        questions=len(scored),
        counts={measure: Count(good=sum(good), of=len(good)) for measure, good in by_measure.items() if good},
        broken=sum(mark.measure is Measure.BROKEN for mark in marks),
    )


def _scores_as_json(scores: Scores) -> dict[str, object]:
    return {
        "questions": scores.questions,
        "scores": {
            measure.value: {"good": count.good, "of": count.of, "share": round(count.share, _DIGITS)}
            for measure, count in scores.counts.items()
        },
        "broken": scores.broken,
    }


def _failures(scored: Iterable[Scored]) -> Iterable[Failure]:
    for one in scored:
        for mark in one.marks:
            if not mark.good:
                yield Failure(
                    id=one.posed.id, type=one.posed.expected.type, measure=mark.measure, why=mark.why
                )


def _quoted_words(answer: Answer) -> int:
    return sum(len(citation.quote.split()) for claim in answer.claims for citation in claim.citations)


def _spread(figures: Iterable[float]) -> Spread:
    found = list(figures)
    return Spread(median=statistics.median(found), most=max(found)) if found else Spread(median=0, most=0)
