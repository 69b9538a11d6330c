"""What was retrieved for one question, and what is worked out of it while a draft is checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.answering.types import Citation
from bot.answering.verification.quotes import FoldedText
from bot.answering.verification.sayers import name_people
from index.sentences import split_sentences
from index.types import Sentence, Speaker, Turn

_BEFORE = 2

Place = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was retrieved for one question: only this may be quoted.

    `questions` are by the place (source, ordinal) of the turn that answers them; `speakers` are all of the
    sources, for their names; `admitted` are the ids that may be quoted (empty: all).
    """

    turns: Mapping[Place, Turn]
    titles: Mapping[str, str]
    speakers: tuple[Speaker, ...]
    questions: Mapping[Place, Turn]
    admitted: frozenset[str] = frozenset()
    asked: str = ""
    """The question in its asker's words: in its language, and no other, an answer may be."""


@dataclass(slots=True)
class Reading:
    """The evidence with what was worked out of it: each turn is folded and split once."""

    evidence: Evidence
    _folded: dict[Place, FoldedText] = field(default_factory=dict[Place, FoldedText])
    _sentences: dict[Place, tuple[Sentence, ...]] = field(default_factory=dict[Place, tuple[Sentence, ...]])

    def find_all(self, turn: Turn, words: str) -> Iterator[tuple[int, int]]:
        """Yield each place where words stand in a turn."""
        place = (turn.source, turn.ordinal)
        if place not in self._folded:
            self._folded[place] = FoldedText.of(turn.text)
        return self._folded[place].find_all(words)

    def around(self, citations: Sequence[Citation]) -> tuple[str, ...]:
        """Return what stands right before the quotations, and what they answer."""
        found: dict[str, None] = {}
        for one in citations:
            before = [sentence for sentence in self.sentences(one.turn) if sentence.start < one.start]
            found.update(dict.fromkeys(sentence.text for sentence in before[-_BEFORE:]))
            for turn in (one.question, self.evidence.turns.get((one.turn.source, one.turn.ordinal - 1))):
                if turn is not None:
                    found[turn.text] = None
        return tuple(found)

    def before(self, citations: Sequence[Citation]) -> tuple[str, ...]:
        """Return all that stands before the quotations in their turns, and what is around them."""
        return (*(one.turn.text[: one.start] for one in citations), *self.around(citations))

    def named_last(self, text: str, before: Speaker | None) -> Speaker | None:
        """Return whom a sentence names alone, who was named before where it names nobody, or None."""
        people = name_people(text, self.evidence.speakers, (), "")
        named = frozenset[str]().union(*(one.speakers for one in people.mentions))
        if not named:
            return before
        return next((one for one in self.evidence.speakers if named == frozenset({one.id})), None)

    def sentences(self, turn: Turn) -> tuple[Sentence, ...]:
        """Return the sentences of a turn."""
        place = (turn.source, turn.ordinal)
        if place not in self._sentences:
            self._sentences[place] = split_sentences(turn)
        return self._sentences[place]
