"""What was found, and whether it answers: the sentences that do, or which case of not knowing it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.evasions import evades
from bot.answering.exhibits import Exhibits
from bot.answering.extractive import compose
from bot.answering.finding import Finder, Found
from bot.answering.following import Follow, shifts_topic
from bot.answering.nearness import coverage, is_far, is_near, near_enough
from bot.answering.portraits import names_them, of_another, portray, tells_of
from bot.answering.question import Kind, Question
from bot.answering.ranking import RankedSentence, asks, is_question, lift_speakers
from bot.answering.sought import gives_sought
from bot.answering.strangers import Stranger
from bot.answering.threads import BESIDE, beside, reasons, unshown
from bot.answering.types import Reason

_LOOKED_AT = 5
_THEIRS = 3
# A question for one speaker is about another's words where those cover so much more of it.
_MUCH_BETTER = 0.25
# A question asks just what is asked, if it covers so much of it.
_JUST_THIS = 0.6
_NEARER = 0.1
"""And is so much nearer in meaning, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Sentences that answer a question, best first, of all that was found (`ranked`).

    `note` is a plain word that the reader should have with them.
    """

    question: Question
    ranked: Sequence[RankedSentence]
    telling: Sequence[RankedSentence]
    note: str | None = None


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
        if question.follow in {Follow.WHY, Follow.MORE} and question.before is not None:
            return self._follow(question, question.before, sources)
        if question.stranger is not None:
            return self._of_stranger(question, question.stranger, sources)
        found = self.finder.find(_searched(question), sources, question.speakers)
        ranked = _prefer(question, found.ranked)
        if question.follow is Follow.SAME:
            ranked = _giving(question, ranked)
        unanswered = (
            self._others(question, ranked, sources)
            or self._of_another(question, found, sources)
            or self._not_near(question, ranked, found, sources)
        )
        if unanswered is not None:
            return unanswered
        telling = ranked if question.kind is Kind.WHO_SAID else self._telling(question, ranked)
        if not telling or self._is_evasive(telling[0]):
            return Unanswered(reason=Reason.ASKED_NOT_ANSWERED, ranked=ranked)
        telling = [one for one in telling if not self._is_evasive(one)]
        return Selected(question=question, ranked=ranked, telling=telling)

    def _not_near(
        self, question: Question, ranked: Sequence[RankedSentence], found: Found, sources: frozenset[str]
    ) -> Unanswered | None:
        """Return why nothing answers, if nothing is near enough: asked in vain, nothing, or other matters."""
        if self._is_near(question, ranked, found, sources):
            return None
        asked = self._asked_in_vain(ranked)
        if asked:
            return Unanswered(reason=Reason.ASKED_NOT_ANSWERED, ranked=asked)
        if _is_general(question) and is_far(found.ranked, found.terms):
            return Unanswered(reason=Reason.OUTSIDE_SOURCES)
        return Unanswered(reason=Reason.NOTHING_FOUND, ranked=ranked)

    def _is_near(
        self, question: Question, ranked: Sequence[RankedSentence], found: Found, sources: frozenset[str]
    ) -> bool:
        """Tell whether something is near; of a follow-up that names another matter, near to that matter."""
        if not near_enough(ranked, found.terms, _asked(question)):
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
            for one in everybody.ranked[:_LOOKED_AT]
            if one.sentence.turn.speaker.id not in question.speakers | question.about
            and not asks(one.sentence)
            and is_near(one, everybody.terms, _asked(question))
        ]
        if not others or not _is_anothers(ranked, everybody, others[0], question):
            return None
        return Unanswered(reason=Reason.OTHER_SPEAKER, ranked=others)

    def _of_another(self, question: Question, found: Found, sources: frozenset[str]) -> Unanswered | None:
        """Tell of a question about a speaker that nothing tells of them, or that it tells of another."""
        if question.kind is not Kind.OPEN or not question.about or question.speakers - question.about:
            return None
        speakers = self.exhibits.corpus.speakers()
        portrait = portray(question.about, speakers)
        topic = portrait.without_names(question.topic)
        if topic is None:
            return None
        bare = self.finder.find(replace(question, topic=topic), sources)
        strangers = frozenset(one.id for one in speakers) - question.about
        others = of_another(portrait, bare.ranked, portray(strangers, speakers).stems - portrait.stems)
        if others:
            reason = Reason.NOTHING_FOUND if asks(others[0].sentence) else Reason.OTHER_SPEAKER
            return Unanswered(reason=reason, ranked=others)
        if tells_of(portrait, bare.ranked, bare.terms) or names_them(portrait, found.ranked, found.terms):
            return None
        return Unanswered(reason=Reason.NOTHING_FOUND, ranked=bare.ranked)

    def _of_stranger(
        self, question: Question, stranger: Stranger, sources: frozenset[str]
    ) -> Selected | Unanswered:
        """Select what speakers tell of somebody who does not speak here."""
        topic = stranger.without(question.topic)
        found = self.finder.find(replace(question, topic=topic or question.topic), sources)
        naming = [one for one in found.ranked if stranger.is_named(one.stems | one.around)]
        telling = [one for one in naming if is_near(one, found.terms)]
        if topic is not None:
            telling = [one for one in telling if one.supported >= _MUCH_BETTER]
        telling = [one for one in telling if not is_question(one.sentence)]
        if not telling:
            return Unanswered(reason=Reason.NOTHING_FOUND, ranked=naming or found.ranked)
        note = f"{stranger.shown} does not speak in the sources: these are others’ words."
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
            note = None if giving else BESIDE
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
        return [one for one in ranked if not is_question(one.sentence)]

    def _is_evasive(self, one: RankedSentence) -> bool:
        turn = one.sentence.turn
        return self.exhibits.question(turn) is not None and evades(turn.text)

    def _asked_in_vain(self, ranked: Sequence[RankedSentence]) -> list[RankedSentence]:
        """Return the questions of a source that ask just this, with the answers that evade them."""
        asking = [one for one in ranked[:_THEIRS] if is_question(one.sentence) and one.covered >= _JUST_THIS]
        answers = [self.exhibits.answer(one.sentence.turn) for one in asking]
        evading = [answer for answer in answers if answer is not None and evades(answer.text)]
        asked = [one for one, answer in zip(asking, answers, strict=True) if answer in evading]
        return [*asked, *(one for one in ranked if one.sentence.turn in evading)] if evading else []


def _prefer(question: Question, ranked: list[RankedSentence]) -> list[RankedSentence]:
    """Prefer who likely tells: others, of who somebody is; themselves, of what somebody does."""
    if question.kind is not Kind.WHO_IS or not question.about:
        return lift_speakers(ranked, question.subject)
    return [one for one in ranked if one.sentence.turn.speaker.id not in question.about]


def _is_anothers(
    ranked: Sequence[RankedSentence], everybody: Found, best: RankedSentence, question: Question
) -> bool:
    """Tell whether it was another who said what this speaker is asked about; `best` is the other's best."""
    if not near_enough(ranked, everybody.terms, _asked(question)):
        return True
    if best is not everybody.ranked[0]:
        return False
    theirs = max(max(coverage(one, everybody.terms), one.supported) for one in ranked[:_THEIRS])
    nearest = max(one.cosine for one in ranked[:_THEIRS])
    nearer = best.sentence.cosine is None or best.cosine >= nearest + _NEARER
    return nearer and coverage(best, everybody.terms) >= theirs + _MUCH_BETTER


def _searched(question: Question) -> Question:
    """Return what is looked for: of a follow-up without matter of its own, what it follows."""
    if question.follow is None or question.earlier is None:
        return question
    return replace(question, topic=question.earlier, earlier=None)


def _giving(question: Question, ranked: list[RankedSentence]) -> list[RankedSentence]:
    """Put first what gives what is asked of a topic ("when was that?"), where the topic is spoken of."""
    best = ranked[0].sentence.turn if ranked else None
    there = [one for one in ranked if one.sentence.turn == best]
    giving = [one for one in there if gives_sought(one, question.topic)]
    return [*giving, *(one for one in ranked if one not in giving)]


def _asked(question: Question) -> str | None:
    """Return what is asked for itself, where the terms are those of a thread as well."""
    return None if question.earlier is None else question.topic


def _is_general(question: Question) -> bool:
    """Tell whether a question names nobody and leans on nothing, so that it may be about anything."""
    return not (question.speakers or question.about or question.earlier or question.each)
