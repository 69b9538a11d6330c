"""Speakers asked for: the words of all others leave a passage before it is ranked or quoted."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.corpus import Corpus
from index.fusion import mix
from index.records import SentenceVectors, Vectors
from index.retriever import Query
from index.stores import Hit
from index.types import Passage, Sentence
from index.words import split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """What of a passage is by speakers that the question admits. `whole` tells that nothing left."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    vectors: SentenceVectors | None
    whole: Passage


def admit(corpus: Corpus, speakers: Collection[str], ids: Iterable[str]) -> dict[str, Admitted]:
    """Return the passages of these ids with the words of the given speakers alone; none given are all."""
    wanted = list(ids)
    vectors = corpus.sentence_vectors(wanted)
    return {
        identity: _admit(passage, sentences, vectors.get(identity), speakers)
        for identity, (passage, sentences) in corpus.passages_with_sentences(wanted).items()
    }


def narrow(
    corpus: Corpus, query: Query, vector: Vectors | None, hits: Sequence[Hit], dense_weight: float
) -> list[Hit]:
    """Return passages ranked by what the admitted words alone earn.

    A passage that others speak in as well gets the cosine of its admitted sentences' mean vector, and of its
    BM25 score the share that the question's words have in them, weighed by how rare they are.
    """
    voices = corpus.voices([hit.id for hit in hits])
    # Most passages are by one speaker: only those that others speak in as well are opened.
    admitted = admit(corpus, query.speakers, [id_ for id_, who in voices.items() if who - query.speakers])
    weights = _weights(corpus, query.text) if admitted else {}
    narrowed = {
        hit.id: _narrow(hit, admitted[hit.id], vector, weights) if hit.id in admitted else hit for hit in hits
    }
    cosines = {id_: hit.cosine for id_, hit in narrowed.items() if hit.cosine is not None}
    lexical = {id_: hit.lexical or 0.0 for id_, hit in narrowed.items()}
    return [replace(narrowed[id_], score=score) for id_, score in mix(cosines, lexical, dense_weight)]


def _narrow(hit: Hit, held: Admitted, vector: Vectors | None, weights: Mapping[str, float]) -> Hit:
    if held.passage is held.whole:
        return hit
    return replace(
        hit,
        cosine=None if vector is None else _cosine(held, vector),
        lexical=(hit.lexical or 0.0) * _share(held, weights),
    )


def _admit(
    passage: Passage,
    sentences: tuple[Sentence, ...],
    vectors: SentenceVectors | None,
    speakers: Collection[str],
) -> Admitted:
    places = [
        n for n, sentence in enumerate(sentences) if not speakers or sentence.turn.speaker.id in speakers
    ]
    if len(places) == len(sentences):
        return Admitted(passage=passage, sentences=sentences, vectors=vectors, whole=passage)
    return Admitted(
        passage=replace(
            passage, parts=tuple(part for part in passage.parts if part.turn.speaker.id in speakers)
        ),
        sentences=tuple(sentences[place] for place in places),
        vectors=None if vectors is None else _choose(vectors, places),
        whole=passage,
    )


def _choose(vectors: SentenceVectors, places: list[int]) -> SentenceVectors:
    return SentenceVectors(alone=vectors.alone[places], within=vectors.within[places])


def _cosine(held: Admitted, vector: Vectors) -> float:
    if held.vectors is None or not len(held.vectors.alone):
        return 0.0
    mean = held.vectors.alone.mean(axis=0)
    return float(mean @ vector / max(float(np.linalg.norm(mean)), 1e-9))


def _weights(corpus: Corpus, text: str) -> dict[str, float]:
    """Return how much each stem of a question tells: the rarer, the more."""
    found = corpus.document_frequencies({word.stem for word in split_words(text)})
    return {
        stem: math.log(1 + (corpus.passage_count - count + 0.5) / (count + 0.5))
        for stem, count in found.items()
    }


def _share(held: Admitted, weights: Mapping[str, float]) -> float:
    whole = _weigh(held.whole.text, weights)
    return _weigh(held.passage.text, weights) / whole if whole else 0.0


def _weigh(text: str, weights: Mapping[str, float]) -> float:
    return sum(weights.get(stem, 0.0) for stem in {word.stem for word in split_words(text)})
