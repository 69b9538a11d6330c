"""What was found for a question, made by hand: turns, passages, sentences, terms."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.answering.search.ranking import RankedSentence, rank_sentences
from bot.answering.search.terms import StopWords, Terms, read_stop_words, read_terms
from index.types import Part, Passage, ScoredPassage, Sentence, Turn
from index.words import split_words

_SENTENCE = re.compile(r"\S.*?(?:[.?!](?=\s|$)|$)", re.DOTALL)


def sentences_of(turn: Turn, cosine: float | None = None) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(turn=turn, start=match.start(), end=match.end(), cosine=cosine)
        for match in _SENTENCE.finditer(turn.text)
    )


def passage_of(
    *turns: Turn, score: float = 1.0, cosine: float | None = None, question: Turn | None = None
) -> ScoredPassage:
    parts = tuple(Part(turn=turn, start=0, end=len(turn.text)) for turn in turns)
    ordinal = turns[0].ordinal
    passage = Passage(
        id=str(ordinal), source=turns[0].source, ordinal=ordinal, parts=parts, question=question
    )
    sentences = tuple(sentence for turn in turns for sentence in sentences_of(turn, cosine))
    return ScoredPassage(passage=passage, score=score, cosine=cosine, lexical=1.0, sentences=sentences)


def terms_of(
    topic: str, *texts: str, stop_words: StopWords | None = None, passages: int | None = None
) -> Terms:
    """Read the terms of a topic where the sources are these texts, a passage each."""
    stems = [{word.stem for word in split_words(text)} for text in texts]

    def frequencies(wanted: Iterable[str]) -> Mapping[str, int]:
        return {stem: sum(stem in there for there in stems) for stem in wanted}

    return read_terms(
        topic,
        stop_words=stop_words or read_stop_words(),
        vocabulary=Counter(word.text for text in texts for word in split_words(text)),
        frequencies=frequencies,
        passages=passages or len(texts),
    )


def ranked_for(topic: str, *passages: ScoredPassage) -> tuple[list[RankedSentence], Terms]:
    """Rank all sentences of these passages, which are all that the sources hold, among many others."""
    terms = terms_of(topic, *(one.passage.text for one in passages), passages=20)
    return rank_sentences(passages, terms), terms


def in_order(*passages: ScoredPassage, scores: Mapping[str, float]) -> list[RankedSentence]:
    """Rank sentences by scores that are given for how they begin; 0 is given to others."""
    made = [
        RankedSentence(
            sentence=sentence,
            passage=passage,
            score=next((score for start, score in scores.items() if sentence.text.startswith(start)), 0.0),
            cosine=0.0,
            covered=0.0,
            supported=0.0,
            stems=frozenset(),
            around=frozenset(),
        )
        for passage in passages
        for sentence in passage.sentences
    ]
    return sorted(made, key=lambda one: -one.score)
