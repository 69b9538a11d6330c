"""Passages: the units of retrieval, cut from a transcript without cutting a sentence."""

import json
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.sentences import count_words, split_sentences
from index.texts import spoken_context
from index.types import Part, Passage, Sentence, Transcript, Turn, TurnKind

# Any fixed value serves; it must only never change, or every id would.
_NAMESPACE = uuid.UUID("6f0b3f7e-61c5-5f0e-9d0c-2b7a54b1c1d4")
# How far over its size a passage may go before it is cut, and what part of it is too small to stay alone:
# a question does not end a passage on something else that is larger than that.
_OVER = 1.25
_RUNT = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Successive sentences of one turn."""

    sentences: tuple[Sentence, ...]
    words: int

    @property
    def turn(self) -> Turn:
        return self.sentences[0].turn

    def part(self) -> Part:
        return Part(turn=self.turn, start=self.sentences[0].start, end=self.sentences[-1].end)


@dataclass(slots=True)
class _Packer:
    """Fills passages with stretches, each in turn."""

    size: int
    packed: list[list[_Stretch]] = field(default_factory=list[list[_Stretch]])

    def add(self, stretch: _Stretch) -> None:
        if self.packed and self._fits(self.packed[-1], stretch):
            self.packed[-1].append(stretch)
        else:
            self.packed.append([stretch])

    def _fits(self, packed: list[_Stretch], stretch: _Stretch) -> bool:
        words = _words(packed)
        if stretch.turn.kind is not packed[-1].turn.kind and TurnKind.NARRATION in (
            stretch.turn.kind,
            packed[-1].turn.kind,
        ):
            return False
        if stretch.turn.kind is TurnKind.QUESTION and words >= self.size * _RUNT:
            return False
        return words + stretch.words <= self.size * _OVER


def split_passages(transcript: Transcript, words: int = 80) -> list[Passage]:
    """Return the passages of a transcript, in order, of about that many words each."""
    return [passage for passage, _ in cut_passages(transcript, words)]


def cut_passages(transcript: Transcript, words: int = 80) -> list[tuple[Passage, tuple[Sentence, ...]]]:
    """Return the passages of a transcript, in order, each with its sentences."""
    packer = _Packer(size=words)
    for turn in transcript.turns:
        for stretch in _cut_turn(turn, words):
            packer.add(stretch)
    merged = _merge_runts(packer.packed, words)
    questions = {turn.ordinal: turn for turn in transcript.turns if turn.kind is TurnKind.QUESTION}
    seen = Counter[str]()
    cuts: list[tuple[Passage, tuple[Sentence, ...]]] = []
    for ordinal, packed in enumerate(merged):
        sentences = tuple(sentence for stretch in packed for sentence in stretch.sentences)
        parts, question = tuple(_parts(packed)), _question(packed, questions)
        content = _content(transcript.id, parts, sentences, question)
        identity = str(uuid.uuid5(_NAMESPACE, f"{content}\n{seen[content]}"))
        seen[content] += 1
        passage = Passage(id=identity, source=transcript.id, ordinal=ordinal, parts=parts, question=question)
        cuts.append((passage, sentences))
    return cuts


def _content(source: str, parts: Iterable[Part], sentences: Iterable[Sentence], question: Turn | None) -> str:
    """Return all that a passage's vectors and words are made of, and nothing of where it stands.

    So a passage keeps its id, its vectors and its place in the store as long as nothing of it changes,
    wherever in its source it moves.
    """
    speakers = [(part.turn.speaker.id, part.turn.speaker.name) for part in parts]
    cut = [(sentence.turn.speaker.id, sentence.text) for sentence in sentences]
    return json.dumps([source, speakers, [part.text for part in parts], cut, spoken_context(question)])


def _cut_turn(turn: Turn, size: int) -> list[_Stretch]:
    """Cut a long turn into stretches of even length; leave a short one whole."""
    sentences = [(sentence, count_words(sentence.text)) for sentence in split_sentences(turn)]
    total = sum(words for _, words in sentences)
    wanted = max(1, round(total / size)) if total > size * _OVER else 1
    stretches: list[list[tuple[Sentence, int]]] = [[] for _ in range(wanted)]
    before = 0
    for sentence, words in sentences:
        # A sentence goes where its middle falls.
        middle = before + words / 2
        stretches[min(wanted - 1, int(middle * wanted / max(1, total)))].append((sentence, words))
        before += words
    return [_stretch(stretch) for stretch in stretches if stretch]


def _stretch(sentences: list[tuple[Sentence, int]]) -> _Stretch:
    return _Stretch(
        sentences=tuple(sentence for sentence, _ in sentences), words=sum(words for _, words in sentences)
    )


def _merge_runts(packed: list[list[_Stretch]], size: int) -> list[list[_Stretch]]:
    """Give a small rest to the passage before it, if it goes on there with the same kind of words."""
    merged: list[list[_Stretch]] = []
    for group in packed:
        small = _words(group) < size * _RUNT
        if merged and small and _goes_on(merged[-1], group) and _words(merged[-1] + group) <= size * 1.5:
            merged[-1].extend(group)
        else:
            merged.append(list(group))
    return merged


def _goes_on(before: list[_Stretch], group: list[_Stretch]) -> bool:
    return before[-1].turn.kind is group[0].turn.kind is not TurnKind.QUESTION


def _words(stretches: Iterable[_Stretch]) -> int:
    return sum(stretch.words for stretch in stretches)


def _question(packed: list[_Stretch], questions: dict[int, Turn]) -> Turn | None:
    """Return the question that a passage answers, if it is not in it."""
    inside = {stretch.turn.ordinal for stretch in packed}
    answered = next((s.turn.answers for s in packed if s.turn.kind is TurnKind.ANSWER), None)
    return None if answered is None or answered in inside else questions.get(answered)


def _parts(packed: list[_Stretch]) -> list[Part]:
    """Join stretches that go on in the same turn, so that each part has a turn of its own."""
    parts: list[Part] = []
    for part in (stretch.part() for stretch in packed):
        if parts and parts[-1].turn is part.turn:
            parts[-1] = Part(turn=part.turn, start=parts[-1].start, end=part.end)
        else:
            parts.append(part)
    return parts
