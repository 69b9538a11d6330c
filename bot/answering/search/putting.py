"""Questions that were put in the sources: how near each is to the one that is asked now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.answering.search.terms import Terms, stems_of
from index.types import ScoredPassage, Sentence, Turn, TurnKind
from index.words import carries_matter, split_words

Place = tuple[str, int]
"""A turn: its source and its ordinal."""

# Who asks says "they" where a host said "you".
_PERSONS = frozenset("yourself yourselves himself herself itself themselves ourselves myself".split())
# Short questions that share all that they name are much the same, whatever a model makes of a few words.
_SHARED = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPut:
    """What was asked where the passages found stand; `near` is 0 to 1, `stems` are of whole turns."""

    near: Mapping[Place, float] = field(default_factory=dict[Place, float])
    stems: Mapping[Place, frozenset[str]] = field(default_factory=dict[Place, frozenset[str]])

    def nearness(self, turn: Turn) -> tuple[float, int]:
        """Return how near the question is that a turn answers, and how many turns stand in between."""
        before = self.near.get((turn.source, turn.ordinal - 1), 0.0)
        if turn.answers is None:
            return before, 0
        led = self.near.get((turn.source, turn.answers), 0.0)
        return (before, 0) if before >= led else (led, turn.ordinal - turn.answers - 1)

    def context(self, turn: Turn) -> frozenset[str]:
        """Return the stems of the question that a turn answers."""
        return (
            frozenset() if turn.answers is None else self.stems.get((turn.source, turn.answers), frozenset())
        )


def read_questions(found: Sequence[ScoredPassage], terms: Terms) -> QuestionsPut:
    """Read the questions in the passages found: of each turn, the nearest."""
    near, asked = dict[Place, float](), _matter(terms.text)
    for sentence in _asking(found):
        place = sentence.turn.source, sentence.turn.ordinal
        near[place] = max(near.get(place, 0.0), _nearness(sentence, asked))
    turns = {(turn.source, turn.ordinal): turn for turn in _turns(found)}
    return QuestionsPut(near=near, stems={place: stems_of(turn.text) for place, turn in turns.items()})


def _asking(found: Sequence[ScoredPassage]) -> Iterator[Sentence]:
    """Yield what a host says to lead on to an answer, and whatever else ends a turn with a question mark."""
    for sentence in (one for passage in found for one in passage.sentences):
        turn = sentence.turn
        ends = sentence.end == len(turn.text) and sentence.text.rstrip("\"”’')]").endswith("?")
        if turn.kind is TurnKind.QUESTION or (ends and turn.kind is TurnKind.ANSWER):
            yield sentence


def _turns(found: Sequence[ScoredPassage]) -> Iterator[Turn]:
    for passage in (one.passage for one in found):
        yield from (part.turn for part in passage.parts if part.turn.kind is TurnKind.QUESTION)
        if passage.question is not None:
            yield passage.question


def _nearness(sentence: Sentence, asked: frozenset[str]) -> float:
    if sentence.cosine is None:
        return 0.0
    held = _matter(sentence.text)
    shared = len(asked & held) / (len(asked | held) or 1)
    return max(sentence.cosine, _SHARED * shared)


def _matter(text: str) -> frozenset[str]:
    words = (word for word in split_words(text) if word.text not in _PERSONS)
    return frozenset(word.stem for word in words if carries_matter(word))
