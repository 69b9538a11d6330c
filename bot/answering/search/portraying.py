"""Looking for what tells of a speaker who is asked about: that alone answers, or it is told of another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.exhibits import Exhibits
from bot.answering.questions.question import Kind, Question
from bot.answering.search.finding import Finder, Found
from bot.answering.search.portraits import naming_them, of_another, portray, telling_of
from bot.answering.search.ranking import RankedSentence, asks
from bot.answering.search.selection import Unanswered
from bot.answering.types import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Portraitist:
    """Finds what is told of speakers in one library."""

    finder: Finder
    exhibits: Exhibits

    def portray(
        self, question: Question, found: Found, sources: frozenset[str]
    ) -> Sequence[RankedSentence] | Unanswered | None:
        """Return what others tell of who is asked about, where they do not themselves, or why nobody does.

        None where nobody is asked about, or their own words may tell; `found` is what was found for the whole
        question.
        """
        if question.kind is not Kind.OPEN or not question.about or question.speakers - question.about:
            return None
        speakers = self.exhibits.corpus.speakers()
        portrait = portray(question.about, speakers)
        topic = portrait.without_names(question.topic)
        if topic is None:
            return None
        bare = self.finder.find(replace(question, topic=topic), sources)
        others = frozenset(one.id for one in speakers) - question.about
        anothers = of_another(portrait, bare.ranked, portray(others, speakers).stems - portrait.stems)
        if anothers:
            return Unanswered(reason=_reason(anothers[0]), ranked=anothers)
        if telling_of(portrait, bare.ranked, bare.terms):
            return None
        named = naming_them(portrait, found.ranked, found.terms)
        return named or Unanswered(reason=Reason.NOTHING_FOUND, ranked=bare.ranked)


def _reason(another: RankedSentence) -> Reason:
    return Reason.NOTHING_FOUND if asks(another.sentence) else Reason.OTHER_SPEAKER
