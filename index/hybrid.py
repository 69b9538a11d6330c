"""The retriever: words and meaning mixed, filtered in the query, words supplied by the corpus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.company import favour_sources
from index.corpus import Corpus
from index.errors import EmbeddingError
from index.llama import PassageIndex
from index.narrowing import Admitted, admit, narrow
from index.neighbours import Place, lift_neighbours
from index.records import Vectors
from index.retriever import Query
from index.stores import Hit
from index.text_embedding import TextEmbedding
from index.texts import encodable
from index.types import ScoredPassage, Sentence

# So many are ranked anew: without the words of speakers not asked for, by neighbours, and by sources.
_POOL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HybridRetriever:
    """Finds passages by a weighted mix of cosine and BM25; without an embedding, by BM25 alone."""

    corpus: Corpus
    index: PassageIndex
    embedding: TextEmbedding | None
    dense_weight: float

    def retrieve(self, query: Query) -> list[ScoredPassage]:
        """Return at most `query.limit` passages, best first, without the words of speakers not asked for."""
        query = replace(query, text=encodable(query.text))
        vector = self._embed(query.text)
        hits = self.index.find(query, vector, max(_POOL, query.limit), self.dense_weight)
        # The store may hold passages that are not said yet, or not any more.
        places = self.corpus.places([hit.id for hit in hits])
        hits = [hit for hit in hits if hit.id in places]
        if query.speakers:
            hits = narrow(self.corpus, query, vector, hits, self.dense_weight)
        hits = _lift(hits, places)[: query.limit]
        admitted = admit(self.corpus, query.speakers, [hit.id for hit in hits])
        return [
            ScoredPassage(
                passage=admitted[hit.id].passage,
                score=hit.score,
                cosine=hit.cosine,
                lexical=hit.lexical or 0.0,
                sentences=_rank(admitted[hit.id], vector),
            )
            for hit in hits
        ]

    def _embed(self, text: str) -> Vectors | None:
        if self.embedding is None:
            return None
        try:
            return self.embedding.embed_question(text)
        except EmbeddingError:
            return None  # words alone will do for now; the embedding's notice says why


def _lift(hits: Sequence[Hit], places: Mapping[str, Place]) -> list[Hit]:
    by_id = {hit.id: hit for hit in hits}
    scores = {hit.id: hit.score for hit in hits}
    lifted = favour_sources(lift_neighbours(scores, places), places)
    # Of two that are as good, the one that has more of the question's words; ids say nothing.
    ranked = sorted(lifted.items(), key=lambda item: (-item[1], -(by_id[item[0]].lexical or 0.0), item[0]))
    return [replace(by_id[id_], score=score) for id_, score in ranked]


def _rank(admitted: Admitted, vector: Vectors | None) -> tuple[Sentence, ...]:
    held = admitted.vectors
    if vector is None or held is None:
        return admitted.sentences
    cosines = _cosines(held.alone, vector)
    # Within a passage that others speak in too, their words would have a say.
    whole = admitted.passage is admitted.whole
    withins = _cosines(held.within, vector) if whole else [None] * len(cosines)
    return tuple(
        replace(sentence, cosine=cosine, within=within)
        for sentence, cosine, within in zip(admitted.sentences, cosines, withins, strict=True)
    )


def _cosines(vectors: Vectors, vector: Vectors) -> list[float]:
    cosines: list[float] = np.clip(vectors @ vector, -1.0, 1.0).tolist()
    return cosines
