"""Side by side: what each speaker says about a topic, or that they say nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.people import speakers_of
from bot.answering.question import Question
from bot.answering.ranking import RankedSentence, asks
from bot.answering.selecting import Selected, Selector
from index.types import Role, Speaker

MOST_COLUMNS = 6
_LOOKED_AT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One speaker's sentences on a topic, best first; none where they say nothing of it."""

    speaker: Speaker
    telling: Sequence[RankedSentence] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparer:
    """Lays the words of several speakers side by side."""

    selector: Selector

    def wanted(self, question: Question, sources: frozenset[str]) -> list[Speaker]:
        """Return whom a comparison is of: who is named; else who speaks in the sources that speak of it."""
        corpus = self.selector.exhibits.corpus
        if question.speakers:
            return [one for one in speakers_of(corpus, sources) if one.id in question.speakers]
        found = self.selector.finder.find(question, sources)
        near = {one.sentence.turn.source for one in found.ranked[:_LOOKED_AT]}
        spoken = {one.sentence.turn.speaker.id for one in found.ranked if not asks(one.sentence)}
        others = [one for one in speakers_of(corpus, frozenset(near)) if one.id not in spoken]
        tellers = [one for one in speakers_of(corpus, sources) if one.id in spoken]
        return [*tellers, *(one for one in others if one.role is Role.GUEST)][:MOST_COLUMNS]

    def compare(
        self, question: Question, sources: frozenset[str], speakers: Sequence[Speaker]
    ) -> list[Column]:
        """Return a column for each of these speakers, in their order; each only that speaker's words."""
        return [self._column(question, sources, speaker) for speaker in speakers]

    def _column(self, question: Question, sources: frozenset[str], speaker: Speaker) -> Column:
        # Each is asked alone, so that who says most leaves room for who says least.
        alone = replace(question, speakers=frozenset({speaker.id}), each=True)
        selected = self.selector.select(alone, sources)
        telling = selected.telling if isinstance(selected, Selected) else ()
        return Column(speaker=speaker, telling=telling)
