"""Ranking the sentences of the passages found: which of them answers."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.search.putting import QuestionsPut, read_questions
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
# Each turn between that question and the answer makes it likelier that something else is answered.
_LATER = 0.85
# What only announces what follows ("Whether the market is full", "They spoke of:") tells nothing itself.
_ANNOUNCES = re.compile(
    r":[\"”’)]*$|^\W*(?:whether|if|how|why|what|when|where|which|who)\b(?!.*[.!?…][\"”’')\]]*$)",
    re.IGNORECASE,
)
# Who is asked about likely tells of it.
_SUBJECT = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedSentence:
    """A sentence and how well it answers.

    `cosine` is raw (0 in the lexical mode); `covered` is the share of the question's weight in the sentence
    itself, `supported` with the sentences beside it and the question it answers as well. `asked` is how near
    the question is that its turn answers, less the further it stands from that.
    """

    sentence: Sentence
    passage: ScoredPassage
    score: float
    cosine: float
    covered: float
    supported: float
    stems: frozenset[str]
    around: frozenset[str]
    asked: float = 0.0


def rank_sentences(
    found: Sequence[ScoredPassage], terms: Terms, put: QuestionsPut | None = None
) -> list[RankedSentence]:
    """Return every sentence of the passages found, best first.

    `put` are the questions that were put in the sources; else these passages tell.
    """
    best = max((passage.score for passage in found), default=0.0) or 1.0
    put = read_questions(found, terms) if put is None else put
    ranked = [one for passage in found for one in _rank_within(passage, terms, passage.score / best, put)]
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


def announces(sentence: Sentence) -> bool:
    """Tell whether a sentence only announces what is told elsewhere, as a list of contents does."""
    return bool(_ANNOUNCES.search(sentence.text))


def _asked(sentence: Sentence, put: QuestionsPut) -> tuple[float, float]:
    """Return how near the question is that a sentence's turn answers, and how surely it answers just that."""
    near, later = put.nearness(sentence.turn)
    return near, math.exp(-sentence.start / _BEGINNING) * _LATER**later


def _rank_within(
    passage: ScoredPassage, terms: Terms, standing: float, put: QuestionsPut
) -> Iterator[RankedSentence]:
    stems = [stems_of(sentence.text) for sentence in passage.sentences]
    wanted = wanted_in(terms.text)
    for at, sentence in enumerate(passage.sentences):
        around = (
            _beside(passage, stems, at) | put.context(sentence.turn) | stems_of(sentence.turn.speaker.name)
        )
        covered, supported = terms.covered(stems[at]), terms.covered(stems[at] | around)
        near, sure = _asked(sentence, put)
        yield RankedSentence(
            sentence=sentence,
            passage=passage,
            score=_score(sentence, covered, supported, standing)
            + _WANTED * wanted.given(sentence.text) * (supported > 0)
            + _SAME * max(0.0, near - _LIKE) * sure,
            cosine=sentence.cosine or 0.0,
            covered=covered,
            supported=supported,
            stems=stems[at],
            around=around,
            asked=near * sure,
        )


def _score(sentence: Sentence, covered: float, supported: float, standing: float) -> float:
    score = _WITHIN * _within(sentence) + _COVERED * covered
    score += _NEARBY * (supported - covered) + _PASSAGE * standing
    score -= _ASKS * (is_question(sentence) or announces(sentence)) + _HOST * (
        sentence.turn.kind is TurnKind.QUESTION
    )
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
