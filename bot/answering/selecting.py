"""What was found, and whether it answers: the sentences that do, or which case of not knowing it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.exhibits import Exhibits
from bot.answering.finding import Finder, Found
from bot.answering.nearness import near_enough
from bot.answering.question import Kind, Question
from bot.answering.ranking import RankedSentence, asks, is_question, lift_speakers
from bot.answering.types import Reason

_LOOKED_AT = 3
# A question for one speaker is about another's words where those cover so much more of it.
_MUCH_BETTER = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Sentences that answer a question, best first, of all that was found (`ranked`)."""

    question: Question
    ranked: Sequence[RankedSentence]
    telling: Sequence[RankedSentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Nothing answers: which case it is, and what stands nearest, best first."""

    reason: Reason
    ranked: Sequence[RankedSentence] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Selects what answers a question that is no check."""

    finder: Finder
    exhibits: Exhibits

    def select(self, question: Question, sources: frozenset[str]) -> Selected | Unanswered:
        """Return the sentences that answer, said by whom the question asks for; or why none does."""
        found = self.finder.find(question, sources, question.speakers)
        ranked = _prefer(question, found.ranked)
        if question.speakers and not question.each:
            everybody = self.finder.find(question, sources)
            if _is_anothers(question, ranked, everybody):
                theirs = [
                    one for one in everybody.ranked if one.sentence.turn.speaker.id not in question.speakers
                ]
                return Unanswered(reason=Reason.OTHER_SPEAKER, ranked=theirs)
        if not near_enough(ranked, found.terms):
            return Unanswered(reason=Reason.NOTHING_FOUND, ranked=ranked)
        telling = ranked if question.kind is Kind.WHO_SAID else self._telling(ranked)
        if not telling:
            return Unanswered(reason=Reason.ASKED_NOT_ANSWERED, ranked=ranked)
        return Selected(question=question, ranked=ranked, telling=telling)

    def _telling(self, ranked: Sequence[RankedSentence]) -> list[RankedSentence]:
        """Leave out sentences that ask; none is left where the best asks and nobody answers it."""
        best = ranked[0].sentence
        if is_question(best) and asks(best) and not self.exhibits.is_answered(best):
            return []
        return [one for one in ranked if not is_question(one.sentence)]


def _prefer(question: Question, ranked: list[RankedSentence]) -> list[RankedSentence]:
    """Prefer who likely tells: others, of who somebody is; themselves, of what somebody does."""
    if question.kind is not Kind.WHO_IS or not question.about:
        return lift_speakers(ranked, question.subject)
    return [one for one in ranked if one.sentence.turn.speaker.id not in question.about]


def _is_anothers(question: Question, ranked: Sequence[RankedSentence], everybody: Found) -> bool:
    """Tell whether it was another who said what this speaker is asked about."""
    if not near_enough(everybody.ranked, everybody.terms):
        return False
    best = everybody.ranked[0]
    if best.sentence.turn.speaker.id in question.speakers or asks(best.sentence):
        return False
    if not near_enough(ranked, everybody.terms):
        return True
    theirs = max(one.covered for one in ranked[:_LOOKED_AT])
    return near_enough([best], everybody.terms) and best.covered >= theirs + _MUCH_BETTER
