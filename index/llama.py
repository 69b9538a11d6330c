"""LlamaIndex: passages as nodes of a `VectorStoreIndex`, and queries with filters to its store."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from llama_index.core import VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.callbacks import CallbackManager
from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.types import (
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryMode,
)

from index.retriever import Query
from index.stores import Hit, PassageStore
from index.types import Passage

if TYPE_CHECKING:
    from index.records import Vectors

# So many are deleted in one operation, which the engine writes into its log whole.
_AT_ONCE = 1000

SOURCE, SPEAKERS = "source", "speakers"


class PassageIndex:
    """Finds ids of passages in a store; the corpus supplies their words."""

    def __init__(self, store: PassageStore, embedding: BaseEmbedding | None) -> None:
        self._store = store
        self._index = None if embedding is None else _open_index(store, embedding)

    def add(self, passages: Sequence[Passage], texts: Sequence[str], vectors: "Vectors | None") -> None:
        """Add passages, each with the text that words find it by and, but in the lexical mode, its vector."""
        embeddings = [None] * len(passages) if vectors is None else vectors.tolist()
        nodes = [
            _node(passage, text, embedding)
            for passage, text, embedding in zip(passages, texts, embeddings, strict=True)
        ]
        if self._index is None:
            self._store.add(nodes)
        else:
            self._index.insert_nodes(nodes)

    def absent(self, ids: Sequence[str]) -> set[str]:
        """Return which of these passages are to be added; those of a folder are, whatever is there."""
        return self._store.absent(ids)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove passages; an id that is not there is let pass."""
        for start in range(0, len(ids), _AT_ONCE):
            self._store.delete_nodes(list(ids[start : start + _AT_ONCE]))

    def find(self, query: Query, vector: "Vectors | None", limit: int, dense_weight: float) -> list[Hit]:
        """Return the best passages that the query admits, mixed, each with its raw scores."""
        return self._store.find(
            VectorStoreQuery(
                query_embedding=None if vector is None else vector.tolist(),
                query_str=query.text,
                similarity_top_k=limit,
                mode=VectorStoreQueryMode.HYBRID,
                alpha=dense_weight,
                filters=_filters(query),
            )
        )


def _open_index(store: PassageStore, embedding: BaseEmbedding) -> VectorStoreIndex:
    # Whatever is not given here, LlamaIndex takes from its global settings.
    return VectorStoreIndex.from_vector_store(  # pyright: ignore[reportUnknownMemberType] - part of it is untyped
        store, embed_model=embedding, transformations=[embedding], callback_manager=CallbackManager([])
    )


def _node(passage: Passage, text: str, embedding: list[float] | None) -> TextNode:
    return TextNode(
        id_=passage.id,
        text=text,
        embedding=embedding,
        metadata={
            SOURCE: passage.source,
            SPEAKERS: sorted({part.turn.speaker.id for part in passage.parts}),
        },
        excluded_embed_metadata_keys=[SOURCE, SPEAKERS],  # or words would find them too
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.source)},
    )


def _filters(query: Query) -> MetadataFilters | None:
    filters: list[MetadataFilter | MetadataFilters] = []
    if query.speakers:
        filters.append(
            MetadataFilter(key=SPEAKERS, operator=FilterOperator.ANY, value=sorted(query.speakers))
        )
    if query.sources:
        filters.append(MetadataFilter(key=SOURCE, operator=FilterOperator.IN, value=sorted(query.sources)))
    return MetadataFilters(filters=filters, condition=FilterCondition.AND) if filters else None
