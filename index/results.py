"""Passages found, as the search prints them in JSON."""

from collections.abc import Iterable
from typing import TypedDict

from index.speakers import find_mentions
from index.types import Passage, ScoredPassage, Sentence, Turn, TurnKind
from index.words import carries_matter, split_words

_CLOSING = "\"”’')]"


class SearchResult(TypedDict):
    """A passage: all its words, and whose turn in it is best for the question."""

    source: str
    speaker: str
    role: str
    turn: int
    line: int
    time: list[float] | None
    text: str
    score: float


def search_result(found: ScoredPassage, question: str) -> SearchResult:
    """Return a found passage as the search prints it; `time` runs over all its turns."""
    turn = best_turn(found, question)
    return SearchResult(
        source=found.passage.source,
        speaker=turn.speaker.name,
        role=turn.role.value,
        turn=turn.ordinal,
        line=turn.line,
        time=_time(found.passage),
        text=found.passage.text,
        score=round(found.score, 6),
    )


def best_turn(found: ScoredPassage, question: str) -> Turn:
    """Return the turn of the sentence that is best for the question; of equals, the first.

    A sentence that asks is no answer, however near it is: it counts only where nothing else stands. Of the
    others, those of whom the question names come first: with them the first result of a search is by the
    right speaker more often (QMSum, 0.323 to 0.334).
    """
    asked = {word.stem for word in split_words(question) if carries_matter(word)}
    named = _named(question, found.sentences)
    ranked = max(found.sentences, key=lambda sentence: _nearness(sentence, asked, named), default=None)
    return found.passage.parts[0].turn if ranked is None else ranked.turn


def _named(question: str, sentences: Iterable[Sentence]) -> frozenset[str]:
    speakers = {sentence.turn.speaker.id: sentence.turn.speaker for sentence in sentences}
    mentions = find_mentions(question, tuple(speakers.values()))
    return frozenset[str]().union(*(mention.speakers for mention in mentions if mention.exact))


def _nearness(sentence: Sentence, asked: set[str], named: frozenset[str]) -> tuple[bool, bool, float]:
    answers = sentence.turn.kind is not TurnKind.QUESTION and not sentence.text.rstrip(_CLOSING).endswith("?")
    wanted = sentence.turn.speaker.id in named
    if sentence.cosine is not None:
        return answers, wanted, sentence.cosine
    return answers, wanted, float(len(asked & {word.stem for word in split_words(sentence.text)}))


def _time(passage: Passage) -> list[float] | None:
    times = [part.turn.time for part in passage.parts if part.turn.time is not None]
    return [min(time.start for time in times), max(time.end for time in times)] if times else None
