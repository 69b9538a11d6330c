"""What was found, and whether it answers: the sentences that do, or which case of not knowing it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.exhibits import Exhibits
from bot.answering.extractive import compose
from bot.answering.questions.following import Follow, shifts_topic
from bot.answering.questions.question import Kind, Question
from bot.answering.questions.strangers import Stranger
from bot.answering.search.evasions import evades
from bot.answering.search.finding import Finder, Found
from bot.answering.search.nearness import is_far, is_near, near_enough
from bot.answering.search.portraying import Portraitist
from bot.answering.search.preferring import (
    LOOKED_AT,
    THEIRS,
    asked,
    giving,
    is_anothers,
    is_general,
    nearest_first,
    of_near_speakers,
    prefer,
    searched,
)
from bot.answering.search.ranking import RankedSentence, announces, asks, is_question
from bot.answering.search.selection import Selected, Unanswered
from bot.answering.search.threads import beside, reasons, unshown
from bot.answering.types import Reason
from bot.phrases import Phrase
from bot.wording.notes import NO_REASON, STRANGER

# A question asks just what is asked, if it covers so much of it.
_JUST_THIS = 0.6
# What is told of a stranger shares so much with what is asked of them.
_SHARES = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Selects what answers a question that is no check."""

    finder: Finder
    exhibits: Exhibits

    def select(self, question: Question, sources: frozenset[str]) -> Selected | Unanswered:
        """Return the sentences that answer, said by whom the question asks for; or why none does."""
        if question.follow in {Follow.WHY, Follow.MORE} and question.before is not None:
            return self._follow(question, question.before, sources)
        if question.stranger is not None:
            return self._of_stranger(question, question.stranger, sources)
        found = self.finder.find(searched(question), sources, question.speakers)
        ranked = prefer(question, found.ranked)
        if question.follow is Follow.SAME:
            ranked = giving(question, ranked)
        portraitist = Portraitist(finder=self.finder, exhibits=self.exhibits)
        told = portraitist.portray(question, found, sources)
        unanswered = (
            self._others(question, ranked, sources)
            or (told if isinstance(told, Unanswered) else None)
            or self._not_near(question, ranked, found, sources)
        )
        if unanswered is not None:
            return unanswered
        if told is not None and not isinstance(told, Unanswered):
            return Selected(question=question, ranked=found.ranked, telling=told)
        telling = ranked if question.kind is Kind.WHO_SAID else self._telling(question, ranked)
        if not telling or self._is_evasive(telling[0]):
            return Unanswered(reason=Reason.ASKED_NOT_ANSWERED, ranked=ranked)
        telling = [one for one in telling if not self._is_evasive(one)]
        if question.each:
            telling = of_near_speakers(telling, found.terms, question)
        telling = nearest_first(telling, found.terms, question)
        return Selected(question=question, ranked=ranked, telling=telling)

    def _not_near(
        self, question: Question, ranked: Sequence[RankedSentence], found: Found, sources: frozenset[str]
    ) -> Unanswered | None:
        """Return why nothing answers, if nothing is near enough: asked in vain, nothing, or other matters."""
        if self._is_near(question, ranked, found, sources):
            return None
        in_vain = self._asked_in_vain(ranked)
        if in_vain:
            return Unanswered(reason=Reason.ASKED_NOT_ANSWERED, ranked=in_vain)
        if found.terms.foreign:
            return Unanswered(reason=Reason.NOTHING_FOUND, ranked=ranked, foreign=True)
        if is_general(question) and is_far(found.ranked, found.terms):
            return Unanswered(reason=Reason.OUTSIDE_SOURCES)
        return Unanswered(reason=Reason.NOTHING_FOUND, ranked=ranked)

    def _is_near(
        self, question: Question, ranked: Sequence[RankedSentence], found: Found, sources: frozenset[str]
    ) -> bool:
        """Tell whether something is near; of a follow-up that names another matter, near to that matter."""
        if not near_enough(ranked, found.terms, asked(question)):
            return False
        if question.earlier is None or question.follow is not None or not shifts_topic(question.text):
            return True
        own = self.finder.find(replace(question, earlier=None), sources, question.speakers)
        return near_enough(own.ranked, own.terms)

    def _others(
        self, question: Question, ranked: Sequence[RankedSentence], sources: frozenset[str]
    ) -> Unanswered | None:
        """Return who else said what a speaker is asked about, where that one did not."""
        if not question.speakers or question.each:
            return None
        everybody = self.finder.find(question, sources)
        others = [
            one
            for one in everybody.ranked[:LOOKED_AT]
            if one.sentence.turn.speaker.id not in question.speakers | question.about
            and not asks(one.sentence)
            and is_near(one, everybody.terms, asked(question))
        ]
        if not others or not is_anothers(ranked, everybody, others[0], question):
            return None
        return Unanswered(reason=Reason.OTHER_SPEAKER, ranked=others)

    def _of_stranger(
        self, question: Question, stranger: Stranger, sources: frozenset[str]
    ) -> Selected | Unanswered:
        """Select what speakers tell of somebody who does not speak here."""
        topic = stranger.without(question.topic)
        found = self.finder.find(replace(question, topic=topic or question.topic), sources)
        naming = [one for one in found.ranked if stranger.is_named(one.stems | one.around)]
        telling = [one for one in naming if is_near(one, found.terms)]
        if topic is not None:
            telling = [one for one in telling if one.supported >= _SHARES]
        telling = [one for one in telling if not is_question(one.sentence)]
        if not telling:
            return Unanswered(reason=Reason.NOTHING_FOUND, ranked=naming or found.ranked)
        note = Phrase(STRANGER, stranger=stranger.shown)
        return Selected(question=question, ranked=found.ranked, telling=telling, note=note)

    def _follow(self, question: Question, before: Question, sources: frozenset[str]) -> Selected | Unanswered:
        """Select the reasons, or more, of what the question before was answered with."""
        asked = replace(before, speakers=question.speakers or before.speakers)
        answered = self.select(asked, sources)
        if isinstance(answered, Unanswered):
            return answered
        shown = compose(answered.telling, each=asked.each)
        found = self.finder.find(asked, sources, asked.speakers)
        if question.follow is Follow.MORE:
            rest = unshown(answered.telling, shown)
            telling = [one for one in rest if is_near(one, found.terms)] or beside(rest, shown)
            note = None
        else:
            near = [one for one in answered.telling if is_near(one, found.terms) and one.covered > 0]
            giving = reasons(answered.telling, near, shown)
            telling = giving or beside(answered.telling, shown)
            note = None if giving else Phrase(NO_REASON)
        if not telling:
            return Unanswered(reason=Reason.NOTHING_FOUND, ranked=unshown(answered.ranked, shown))
        return Selected(question=question, ranked=answered.ranked, telling=telling, note=note)

    def _telling(self, question: Question, ranked: Sequence[RankedSentence]) -> Sequence[RankedSentence]:
        """Leave out sentences that ask; none is left where the best asks and nobody answers it.

        Of who asks, the questions are what they say.
        """
        best = ranked[0].sentence
        if asks(best) and best.turn.speaker.id in question.speakers:
            return ranked
        if is_question(best) and asks(best) and not self.exhibits.is_answered(best):
            return []
        return [one for one in ranked if not (is_question(one.sentence) or announces(one.sentence))]

    def _is_evasive(self, one: RankedSentence) -> bool:
        turn = one.sentence.turn
        return self.exhibits.question(turn) is not None and evades(turn.text)

    def _asked_in_vain(self, ranked: Sequence[RankedSentence]) -> list[RankedSentence]:
        """Return the questions of a source that ask just this, with the answers that evade them."""
        asking = [one for one in ranked[:THEIRS] if is_question(one.sentence) and one.covered >= _JUST_THIS]
        answers = [self.exhibits.answer(one.sentence.turn) for one in asking]
        evading = [answer for answer in answers if answer is not None and evades(answer.text)]
        asked = [one for one, answer in zip(asking, answers, strict=True) if answer in evading]
        return [*asked, *(one for one in ranked if one.sentence.turn in evading)] if evading else []
