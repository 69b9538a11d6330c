"""Checks of claims: is it in the sources, in which words, and by whom?"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.judging.agreement import Agreement, Comparison, compare
from bot.answering.judging.checking import Check
from bot.answering.judging.clauses import Circumstance
from bot.answering.judging.matching import match
from bot.answering.judging.statement import Statement
from bot.answering.search.ranking import RankedSentence, is_question
from bot.answering.types import Verdict
from index.types import Turn

QuestionOf = Callable[[Turn], Turn | None]

_LOOKED_AT = 10
# What is shown where several sentences speak of a claim: the first of these that one does.
_ORDER = (Agreement.SAME, Agreement.CONTRARY, Agreement.CLOSE, Agreement.FRAMED)
_VERDICTS = {
    Agreement.SAME: Verdict.SUPPORTED,
    Agreement.CONTRARY: Verdict.CONTRADICTED,
    Agreement.CLOSE: Verdict.SUPPORTED,
    Agreement.FRAMED: Verdict.NEARLY_SAID,
}


def check_claim(
    claim: str,
    ranked: Sequence[RankedSentence],
    speakers: frozenset[str],
    question_of: QuestionOf = lambda _: None,
    repaired: str | None = None,
) -> Check:
    """Judge whether what was found says a claim, or the contrary.

    `speakers` are whose claim it is said to be, empty for anybody's; `question_of` gives what a turn answers.
    `repaired` is the claim with its slips of spelling read as words of the sources: what is found by that
    alone is only close.
    """
    check = _check(Statement(claim), ranked, speakers, question_of)
    if check.sentences or repaired is None or repaired == claim:
        return check
    return replace(_check(Statement(repaired), ranked, speakers, question_of), close=True)


def _check(
    claim: Statement,
    ranked: Sequence[RankedSentence],
    speakers: frozenset[str],
    question_of: QuestionOf,
) -> Check:
    theirs = [one for one in ranked if not speakers or one.sentence.turn.speaker.id in speakers]
    others = [one for one in ranked if speakers and one.sentence.turn.speaker.id not in speakers]
    own = _judge(claim, theirs[:_LOOKED_AT], question_of)
    if own is not None and own[1].agreement is not Agreement.FRAMED:
        return _found(*own)
    other = _judge(claim, others[:_LOOKED_AT], question_of)
    if other is not None and other[1].agreement is Agreement.SAME:
        return Check(verdict=Verdict.SAID_BY_OTHER, sentences=(other[0].sentence,))
    return Check(verdict=Verdict.NOT_IN_SOURCES) if own is None else _found(*own)


def _judge(
    claim: Statement, ranked: Sequence[RankedSentence], question_of: QuestionOf
) -> tuple[RankedSentence, Comparison] | None:
    """Return the sentence that says most of a claim, and how it stands to it."""
    judged = [(one, _compare(claim, one, question_of)) for one in ranked]
    return next((pair for wanted in _ORDER for pair in judged if pair[1].agreement is wanted), None)


def _compare(claim: Statement, one: RankedSentence, question_of: QuestionOf) -> Comparison:
    question = question_of(one.sentence.turn)
    matching = match(claim, one.sentence, question.text if question is not None else "")
    comparison = compare(matching, one.sentence.cosine)
    if not is_question(one.sentence):
        return comparison
    if comparison.agreement is Agreement.SAME:
        return Comparison(agreement=Agreement.FRAMED, circumstance=Circumstance.ASKED)
    return Comparison(agreement=Agreement.OTHER)


def _found(one: RankedSentence, comparison: Comparison) -> Check:
    return Check(
        verdict=_VERDICTS[comparison.agreement],
        sentences=(one.sentence,),
        circumstance=comparison.circumstance,
        close=comparison.agreement is Agreement.CLOSE,
    )
