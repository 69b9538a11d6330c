"""What every engine shares: LlamaIndex's store interface, and the mix of both kinds of scores."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from llama_index.core.schema import BaseNode
from llama_index.core.vector_stores.types import (
    BasePydanticVectorStore,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryMode,
    VectorStoreQueryResult,
)

from index.errors import IndexMismatchError
from index.fusion import mix
from index.stores.shape import StoreShape

# Each kind contributes at least so many candidates to a mix: cosines are scaled to the candidates' range,
# and over a handful that range is chance.
_CANDIDATES = 100

_EVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found. `score` ranks; `cosine` and `lexical` (BM25) are raw, None where not asked for."""

    id: str
    score: float
    cosine: float | None = None
    lexical: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A ranking to be made, by meaning (`dense`) or by words, of what a query admits, of `only` these ids."""

    query: VectorStoreQuery
    limit: int
    dense: bool
    only: frozenset[str] | None = None


class PassageStore(BasePydanticVectorStore):
    """A store of passages by dense and lexical vectors.

    An engine adds the storing and two rankings; modes, mixing and the asynchronous ways are the same for all.
    """

    stores_text: bool = True

    @property
    @abstractmethod
    def shape(self) -> StoreShape:
        """What the store was made with."""

    @abstractmethod
    def rank_dense(
        self, query: VectorStoreQuery, limit: int, only: Iterable[str] | None = None
    ) -> dict[str, float]:
        """Return raw cosines of the nearest passages that the query admits, of `only` these ids if given."""

    @abstractmethod
    def rank_lexical(
        self, query: VectorStoreQuery, limit: int, only: Iterable[str] | None = None
    ) -> dict[str, float]:
        """Return raw BM25 scores of the best passages that the query admits, of `only` these ids if given."""

    def rank(self, rankings: Sequence[Ranking]) -> list[dict[str, float]]:
        """Return the scores of several rankings; an engine that is far away makes them in one go."""
        return [
            (self.rank_dense if one.dense else self.rank_lexical)(one.query, one.limit, one.only)
            for one in rankings
        ]

    @abstractmethod
    def vectors(self, ids: Sequence[str]) -> dict[str, list[float]]:
        """Return the dense unit vectors of passages, by id; what has none is left out."""

    @abstractmethod
    def pages(self) -> Iterator[list[BaseNode]]:
        """Return all nodes with their vectors, some at a time."""

    @abstractmethod
    def count(self) -> int:
        """Return how many passages there are."""

    def absent(self, ids: Sequence[str]) -> set[str]:
        """Return which of these are to be added: at a server that others share, those that are not there."""
        return set(ids)

    @abstractmethod
    def optimize(self) -> None:
        """Arrange what was added for quick search; takes a while after a bulk load."""

    def is_due(self) -> bool:
        """Tell whether so much is not arranged that questions get slow; a server sees to that itself."""
        return False

    def tend(self, stop: Callable[[], bool]) -> None:
        """Do what is due beside the questions that are asked meanwhile; a server does so by itself."""
        del stop

    @abstractmethod
    def close(self) -> None:
        """Let go of the store; what was added stays."""

    def cosines(self, vector: Sequence[float], ids: Iterable[str]) -> dict[str, float]:
        """Return the raw cosine of each of these passages to a vector."""
        wanted = set(ids)
        return self.rank_dense(VectorStoreQuery(query_embedding=list(vector)), len(wanted), wanted)

    def find(self, query: VectorStoreQuery) -> list[Hit]:
        """Return the best passages for a query, without their text.

        Modes are default (cosine), sparse and text_search (BM25) and hybrid (`alpha` is the dense share).

        Raises:
            ValueError: If the query's mode is another, or lacks what its mode needs.
            IndexMismatchError: If its vector is not of the store's length.
        """
        mode = VectorStoreQueryMode(query.mode)  # LlamaIndex lets it be a plain text
        if mode is VectorStoreQueryMode.HYBRID:
            return self._find_mixed(query)
        if mode is VectorStoreQueryMode.DEFAULT:
            cosines = self.rank_dense(self._with_vector(query), query.similarity_top_k)
            return [Hit(id=id_, score=score, cosine=score) for id_, score in _best_first(cosines)]
        if mode in {VectorStoreQueryMode.SPARSE, VectorStoreQueryMode.TEXT_SEARCH}:
            lexical = self.rank_lexical(_with_words(query), query.sparse_top_k or query.similarity_top_k)
            return [Hit(id=id_, score=score, lexical=score) for id_, score in _best_first(lexical)]
        raise ValueError(f"This store knows no queries of mode {mode.value!r}.")

    def query(self, query: VectorStoreQuery, **kwargs: object) -> VectorStoreQueryResult:
        """Return the best passages for a query, as `find` does, with their nodes."""
        del kwargs  # the interface's own: no engine here takes any
        hits = self.find(query)
        nodes = self.get_nodes([hit.id for hit in hits])
        return VectorStoreQueryResult(
            nodes=nodes, similarities=[hit.score for hit in hits], ids=[hit.id for hit in hits]
        )

    def _find_mixed(self, query: VectorStoreQuery) -> list[Hit]:
        pool = max(_CANDIDATES, query.similarity_top_k, query.sparse_top_k or 0)
        by_words = Ranking(query=_with_words(query), limit=pool, dense=False)
        cosines: dict[str, float] = {}
        if self.shape.dense is not None and query.query_embedding is not None:
            by_meaning = Ranking(query=self._with_vector(query), limit=pool, dense=True)
            cosines, lexical = self.rank([by_meaning, by_words])
            # What only one kind found still has a score of the other.
            lacking = frozenset(lexical.keys() - cosines.keys()), frozenset(cosines.keys() - lexical.keys())
            near, worded = self.rank(
                [replace(by_meaning, only=lacking[0]), replace(by_words, only=lacking[1])]
            )
            cosines, lexical = cosines | near, lexical | worded
        else:
            [lexical] = self.rank([by_words])
        ranked = mix(cosines, lexical, _EVEN if query.alpha is None else query.alpha)
        return [
            Hit(id=id_, score=score, cosine=cosines.get(id_), lexical=lexical.get(id_, 0.0))
            for id_, score in ranked[: query.hybrid_top_k or query.similarity_top_k]
        ]

    def _with_vector(self, query: VectorStoreQuery) -> VectorStoreQuery:
        if query.query_embedding is None:
            raise ValueError("A dense query needs a vector: set query_embedding.")
        self.check_vector(query.query_embedding)
        return query

    def check_vector(self, vector: Sequence[float]) -> None:
        """Check that a vector is as long as the store's.

        Raises:
            IndexMismatchError: If it is not, or the store has none.
        """
        if len(vector) != self.shape.dense:
            raise IndexMismatchError(
                f"The index was made with vectors of {self.shape.dense or 'no'} numbers, "
                f"not of {len(vector)}; set EMBEDDING as it was then, "
                "or delete the index: it is made anew from the sources."
            )

    async def async_add(self, nodes: Sequence[BaseNode], **kwargs: object) -> list[str]:
        """Add nodes, off the event loop."""
        return await asyncio.to_thread(self.add, nodes, **kwargs)

    async def adelete(self, ref_doc_id: str, **delete_kwargs: object) -> None:
        """Delete a document's nodes, off the event loop."""
        await asyncio.to_thread(self.delete, ref_doc_id, **delete_kwargs)

    async def aget_nodes(
        self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None
    ) -> list[BaseNode]:
        """Return nodes, off the event loop."""
        return await asyncio.to_thread(self.get_nodes, node_ids, filters)

    async def adelete_nodes(
        self,
        node_ids: list[str] | None = None,
        filters: MetadataFilters | None = None,
        **delete_kwargs: object,
    ) -> None:
        """Delete nodes, off the event loop."""
        await asyncio.to_thread(self.delete_nodes, node_ids, filters, **delete_kwargs)

    async def aclear(self) -> None:
        """Delete everything, off the event loop."""
        await asyncio.to_thread(self.clear)

    async def aquery(self, query: VectorStoreQuery, **kwargs: object) -> VectorStoreQueryResult:
        """Return the best passages for a query, off the event loop."""
        return await asyncio.to_thread(self.query, query, **kwargs)


def _with_words(query: VectorStoreQuery) -> VectorStoreQuery:
    if query.query_str is None:
        raise ValueError("A lexical query needs words: set query_str.")
    return query


def _best_first(scores: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
