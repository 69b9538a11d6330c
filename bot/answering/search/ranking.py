"""Ranking the sentences of the passages found: which of them answers."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.search.terms import Terms, stems_of
from bot.answering.search.wanted import wanted_in
from index.types import ScoredPassage, Sentence, TurnKind

# Fitted by conditional logit on answerable questions about two interviews and a panel, each set tried on
# weights that the others gave; flat around these values.
_WITHIN = 2.0
# The line that tells the cosine within the passage from the sentence's own.
_APART = 0.13
_ALONE = 0.64
_COVERED = 1.1
_NEARBY = 0.25
_PASSAGE = 0.9
_ASKS = 0.4
# What an interviewer puts to a guest may be the only place where a thing is said.
_HOST = 0.35
_FRAGMENT_WORDS = 5
_FRAGMENT = 0.2
# "How many" is answered by a number.
_WANTED = 0.6
# Who asks what was asked already is answered by what was said to it, first of all by how that begins (within
# about so many characters).
_SAME = 2.5
_LIKE = 0.5
_BEGINNING = 150.0
# Who is asked about likely tells of it.
_SUBJECT = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedSentence:
    """A sentence and how well it answers.

    `cosine` is raw (0 in the lexical mode); `covered` is the share of the question's weight in the sentence
    itself, `supported` with the sentences beside it and the question it answers as well.
    """

    sentence: Sentence
    passage: ScoredPassage
    score: float
    cosine: float
    covered: float
    supported: float
    stems: frozenset[str]
    around: frozenset[str]


def rank_sentences(
    found: Sequence[ScoredPassage], terms: Terms, asked: Mapping[tuple[str, int], float] | None = None
) -> list[RankedSentence]:
    """Return every sentence of the passages found, best first.

    `asked` is how near the questions put in the sources are, by source and ordinal; else these passages tell.
    """
    best = max((passage.score for passage in found), default=0.0) or 1.0
    asked = nearness_of_questions(found) if asked is None else asked
    ranked = [one for passage in found for one in _rank_within(passage, terms, passage.score / best, asked)]
    return sorted(ranked, key=lambda one: -one.score)


def blend(whole: Sequence[RankedSentence], own: Sequence[RankedSentence]) -> list[RankedSentence]:
    """Rank what was found for a thread's two questions anew, by how well it answers the second as well."""
    scores = {_place(one.sentence): one.score for one in own}
    least = min(scores.values(), default=0.0)
    both = [replace(one, score=(one.score + scores.get(_place(one.sentence), least)) / 2) for one in whole]
    return sorted(both, key=lambda one: -one.score)


def lift_speakers(ranked: Sequence[RankedSentence], speakers: frozenset[str]) -> list[RankedSentence]:
    """Rank these speakers' sentences higher; if one of theirs leads, theirs are all that is left."""
    lifted = sorted(
        (
            replace(one, score=one.score + _SUBJECT * (one.sentence.turn.speaker.id in speakers))
            for one in ranked
        ),
        key=lambda one: -one.score,
    )
    if not lifted or lifted[0].sentence.turn.speaker.id not in speakers:
        return lifted
    return [one for one in lifted if one.sentence.turn.speaker.id in speakers]


def _place(sentence: Sentence) -> tuple[str, int, int]:
    return sentence.turn.source, sentence.turn.ordinal, sentence.start


def asks(sentence: Sentence) -> bool:
    """Tell whether a sentence belongs to who asks, or asks itself."""
    return sentence.turn.kind is TurnKind.QUESTION or is_question(sentence)


def is_question(sentence: Sentence) -> bool:
    """Tell whether a sentence asks itself."""
    return bool(re.search(r"\?[\"”’')\]]*$", sentence.text))


def nearness_of_questions(found: Sequence[ScoredPassage]) -> dict[tuple[str, int], float]:
    """Return how near each question that was put is to the one that is asked now: its nearest sentence."""
    near = dict[tuple[str, int], float]()
    for sentence in (sentence for passage in found for sentence in passage.sentences):
        if sentence.turn.kind is TurnKind.QUESTION:
            place = sentence.turn.source, sentence.turn.ordinal
            near[place] = max(near.get(place, 0.0), sentence.cosine or 0.0)
    return near


def _answering(sentence: Sentence, asked: Mapping[tuple[str, int], float]) -> float:
    """Return what a sentence gains if it begins the answer to much the same question."""
    if sentence.turn.answers is None:
        return 0.0
    near = asked.get((sentence.turn.source, sentence.turn.answers), 0.0)
    return _SAME * max(0.0, near - _LIKE) * math.exp(-sentence.start / _BEGINNING)


def _rank_within(
    passage: ScoredPassage, terms: Terms, standing: float, asked: Mapping[tuple[str, int], float]
) -> Iterator[RankedSentence]:
    stems = [stems_of(sentence.text) for sentence in passage.sentences]
    wanted = wanted_in(terms.text)
    questions = _questions(passage)
    for at, sentence in enumerate(passage.sentences):
        context = questions.get(sentence.turn.answers, frozenset[str]())
        around = _beside(passage, stems, at) | context | stems_of(sentence.turn.speaker.name)
        covered, supported = terms.covered(stems[at]), terms.covered(stems[at] | around)
        yield RankedSentence(
            sentence=sentence,
            passage=passage,
            score=_score(sentence, covered, supported, standing)
            + _WANTED * wanted.given(sentence.text)
            + _answering(sentence, asked),
            cosine=sentence.cosine or 0.0,
            covered=covered,
            supported=supported,
            stems=stems[at],
            around=around,
        )


def _questions(passage: ScoredPassage) -> dict[int | None, frozenset[str]]:
    """Return the stems of each question that is in a passage, or that it answers, by its ordinal."""
    here = passage.passage
    within = {part.turn.ordinal: part.turn for part in here.parts if part.turn.kind is TurnKind.QUESTION}
    asked = within | ({here.question.ordinal: here.question} if here.question is not None else {})
    return {ordinal: stems_of(turn.text) for ordinal, turn in asked.items()}


def _score(sentence: Sentence, covered: float, supported: float, standing: float) -> float:
    score = _WITHIN * _within(sentence) + _COVERED * covered
    score += _NEARBY * (supported - covered) + _PASSAGE * standing
    score -= _ASKS * is_question(sentence) + _HOST * (sentence.turn.kind is TurnKind.QUESTION)
    return score - _FRAGMENT * (len(sentence.text.split()) < _FRAGMENT_WORDS)


def _within(sentence: Sentence) -> float:
    """Return how near a sentence is, as it reads within its passage; told from itself alone if need be."""
    if sentence.within is not None:
        return sentence.within
    return 0.0 if sentence.cosine is None else _APART + _ALONE * sentence.cosine


def _beside(passage: ScoredPassage, stems: Sequence[frozenset[str]], at: int) -> frozenset[str]:
    turn = passage.sentences[at].turn.ordinal
    beside = (
        i for i in (at - 1, at + 1) if 0 <= i < len(stems) and passage.sentences[i].turn.ordinal == turn
    )
    return frozenset[str]().union(*(stems[i] for i in beside))
