"""LlamaIndex's own adapter for Qdrant, given our vectors' names and the embedded store's encoder."""

from collections.abc import Sequence
from typing import Any

from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import BaseNode
from llama_index.vector_stores.qdrant import QdrantVectorStore
from qdrant_client.models import PointStruct
from qdrant_edge import Bm25

from index.stores.points import DENSE, LEXICAL, point_id
from index.stores.qdrant_server import QdrantServer


class PassageAdapter(QdrantVectorStore):
    """The official adapter on a collection that is there.

    Two things are our own. Without dense vectors it makes points of words alone, where the official one
    insists on a vector. And `write` puts points by one request: the official `add` sleeps as long as a busy
    server says, and again, without an end.
    """

    _has_dense: bool = PrivateAttr()

    def __init__(self, server: QdrantServer, encoder: Bm25, *, dense: bool) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType] - a bare dict
            collection_name=server.settings.collection,
            client=server.client,
            enable_hybrid=True,
            dense_vector_name=DENSE,
            sparse_vector_name=LEXICAL,
            sparse_doc_fn=lambda texts: _encode(texts, encoder, query=False),
            sparse_query_fn=lambda texts: _encode(texts, encoder, query=True),
            index_doc_id=False,  # the collection has its indexes already
        )
        self._has_dense = dense

    def points(self, nodes: Sequence[BaseNode]) -> list[PointStruct]:
        """Return nodes as points.

        Raises:
            ValueError: If a node's id is not a UUID, or its vector is missing.
        """
        for node in nodes:
            point_id(node)
        if self._has_dense:
            points, _ = self._build_points([*nodes], self.sparse_vector_name)
        else:
            bare = [node.model_copy(update={"embedding": [0.0]}) for node in nodes]
            points, _ = self._build_points([*bare], self.sparse_vector_name)
            for point in points:
                del point.vector[DENSE]
        return points

    def write(self, points: Sequence[PointStruct]) -> None:
        """Put points, each in place of the one of its id; they are written when this returns."""
        self._client.upsert(self.collection_name, [*points], wait=True)


def _encode(texts: Sequence[str], encoder: Bm25, *, query: bool) -> Any:  # noqa: ANN401 - as the adapter has it
    encoded = [encoder.embed_query(text) if query else encoder.embed_document(text) for text in texts]
    return [[*one.indices] for one in encoded], [[*one.values] for one in encoded]
