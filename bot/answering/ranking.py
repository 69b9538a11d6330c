"""Ranking the sentences of the passages found: which of them answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.terms import Terms, stems_of
from index.types import ScoredPassage, Sentence, Turn, TurnKind

# Fitted by conditional logit on 176 answerable questions about two interviews, each third tried on weights
# that the others gave; flat around these values.
_COVERED = 1.1
_NEARBY = 0.25
_PASSAGE = 0.9
_ASKS = 0.4
# What an interviewer puts to a guest may be the only place where a thing is said.
_HOST = 0.35
_FRAGMENT_WORDS = 5
_FRAGMENT = 0.2
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


def rank_sentences(found: Sequence[ScoredPassage], terms: Terms) -> list[RankedSentence]:
    """Return every sentence of the passages found, best first."""
    best = max((passage.score for passage in found), default=0.0) or 1.0
    ranked = [
        _rank(passage, at, terms, passage.score / best)
        for passage in found
        for at in range(len(passage.sentences))
    ]
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
        (replace(one, score=one.score + _SUBJECT * (one.sentence.turn.speaker.id in speakers)) for one in ranked),
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


def _rank(passage: ScoredPassage, at: int, terms: Terms, standing: float) -> RankedSentence:
    sentence = passage.sentences[at]
    stems = stems_of(sentence.text)
    around = _beside(passage, at) | _asked(passage, sentence.turn) | stems_of(sentence.turn.speaker.name)
    covered, supported = terms.covered(stems), terms.covered(stems | around)
    cosine = sentence.cosine or 0.0
    score = cosine + _COVERED * covered + _NEARBY * (supported - covered) + _PASSAGE * standing
    score -= _ASKS * is_question(sentence) + _HOST * (sentence.turn.kind is TurnKind.QUESTION)
    score -= _FRAGMENT * (len(sentence.text.split()) < _FRAGMENT_WORDS)
    return RankedSentence(
        sentence=sentence,
        passage=passage,
        score=score,
        cosine=cosine,
        covered=covered,
        supported=supported,
        stems=stems,
        around=around,
    )


def _beside(passage: ScoredPassage, at: int) -> frozenset[str]:
    turn = passage.sentences[at].turn
    beside = [passage.sentences[i] for i in (at - 1, at + 1) if 0 <= i < len(passage.sentences)]
    return frozenset[str]().union(*(stems_of(one.text) for one in beside if one.turn.ordinal == turn.ordinal))


def _asked(passage: ScoredPassage, turn: Turn) -> frozenset[str]:
    question = passage.passage.question
    answers = question is not None and turn.answers == question.ordinal
    return stems_of(question.text) if question is not None and answers else frozenset()
