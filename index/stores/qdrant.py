"""A Qdrant server by LlamaIndex's own adapter, as a store of passages.

The adapter writes nodes, deletes documents and holds the client. What is read goes through that client: the
adapter would bring each node's text with each score, reads filters otherwise than the embedded store does,
and returns no more than 9,999 nodes.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Self, cast

from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import BaseNode
from llama_index.core.vector_stores.types import MetadataFilters, VectorStoreQuery
from qdrant_client import QdrantClient
from qdrant_client.models import (
    Filter,
    FilterSelector,
    QuantizationSearchParams,
    QueryRequest,
    Record,
    SearchParams,
    SparseVector,
)
from qdrant_edge import Bm25

from index.server import ServerSettings
from index.stores.filters import as_point_id
from index.stores.lexical import open_encoder
from index.stores.points import DENSE, LEXICAL, read_node
from index.stores.qdrant_adapter import PassageAdapter
from index.stores.qdrant_collection import open_collection
from index.stores.qdrant_filters import restrict
from index.stores.qdrant_server import WRITING, QdrantServer
from index.stores.shape import StoreShape
from index.stores.store import PassageStore, Ranking

_BATCH = 100  # points a request; of 1536 numbers each that is 3 MB
_PAGE = 500
_AT_ONCE = 1000  # ids a request

# As the embedded store does: coarsely first, and what is returned measured exactly.
_EXACTLY = SearchParams(hnsw_ef=128, quantization=QuantizationSearchParams(rescore=True, oversampling=2.0))


class QdrantStore(PassageStore):
    """Passages in one collection of a server; any number of processes and threads share it."""

    _server: QdrantServer = PrivateAttr()
    _shape: StoreShape = PrivateAttr()
    _adapter: PassageAdapter = PrivateAttr()
    _encoder: Bm25 = PrivateAttr()

    def __init__(self, server: QdrantServer, shape: StoreShape) -> None:
        super().__init__()
        self._server, self._shape = server, shape
        self._encoder = open_encoder(shape)
        self._adapter = server.ask(
            lambda: PassageAdapter(server, self._encoder, dense=shape.dense is not None)
        )

    @classmethod
    def open(cls, url: str, settings: ServerSettings, *, create: StoreShape | None = None) -> Self:
        """Open the collection that the settings name, or make one of this shape where there is none.

        Raises:
            StoreError: If the server cannot be used, or there is no such collection.
            IndexMismatchError: If it has another shape, or the server is too old.
        """
        return cls.open_at(QdrantServer.reach(url, settings), create=create)

    @classmethod
    def open_at(cls, server: QdrantServer, *, create: StoreShape | None = None) -> Self:
        """Open the collection at a server that was reached; the store closes it."""
        try:
            if create is not None:
                open_encoder(create)
            return cls(server, open_collection(server, create=create))
        except BaseException:
            server.close()
            raise

    @property
    def client(self) -> QdrantClient:
        """The client of the server."""
        return self._server.client

    @property
    def server(self) -> QdrantServer:
        """The server that this is kept at."""
        return self._server

    @property
    def shape(self) -> StoreShape:
        """What the collection was made with."""
        return self._shape

    def add(self, nodes: Sequence[BaseNode], **kwargs: object) -> list[str]:
        """Add nodes, each in place of the one of its id; they are written when this returns.

        Raises:
            ValueError: If a node's id is not a UUID, or its vector is missing.
            IndexMismatchError: If a vector is not of the store's length.
            StoreError: If the server fails; what was written before stays.
        """
        del kwargs  # the interface's own: none is known here
        if self._shape.dense is not None:
            for node in nodes:
                self.check_vector(node.get_embedding())
        for start in range(0, len(nodes), _BATCH):
            batch = list(nodes[start : start + _BATCH])
            points = self._adapter.points(batch)
            self._server.ask(lambda points=points: self._adapter.write(points), WRITING)
        return [node.node_id for node in nodes]

    def delete(self, ref_doc_id: str, **delete_kwargs: object) -> None:
        """Delete the nodes of a document."""
        del delete_kwargs
        self._server.ask(lambda: self._adapter.delete(ref_doc_id), WRITING)

    def delete_nodes(
        self,
        node_ids: list[str] | None = None,
        filters: MetadataFilters | None = None,
        **delete_kwargs: object,
    ) -> None:
        """Delete nodes by their ids, by filters, or those of these ids that the filters admit.

        Raises:
            ValueError: If neither is given; `clear` deletes everything.
        """
        del delete_kwargs
        if node_ids is None and filters is None:
            raise ValueError("Say which nodes to delete; clear() deletes all of them.")
        if node_ids is None:
            self._delete(restrict(VectorStoreQuery(filters=filters)))
        for ids in _portions(node_ids or []):
            self._delete(restrict(VectorStoreQuery(node_ids=ids, filters=filters)))

    def clear(self) -> None:
        """Delete everything."""
        self._delete(Filter())

    def get_nodes(
        self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None
    ) -> list[BaseNode]:
        """Return nodes by their ids, in that order, by filters, or all; what is not there is left out."""
        portions = [None] if node_ids is None else _portions(node_ids)
        nodes = {
            str(record.id): read_node(record.payload)
            for ids in portions
            for page in self._scroll(restrict(VectorStoreQuery(node_ids=ids, filters=filters)))
            for record in page
        }
        if node_ids is None:
            return list(nodes.values())
        wanted = (as_point_id(id_) for id_ in node_ids)
        return [nodes[id_] for id_ in wanted if id_ in nodes]

    def pages(self) -> Iterator[list[BaseNode]]:
        """Return all nodes with their vectors, some at a time."""
        for page in self._scroll(Filter(), vectors=True):
            nodes: list[BaseNode] = []
            for record in page:
                node = read_node(record.payload)
                node.embedding = _dense_of(record)
                nodes.append(node)
            yield nodes

    def rank_dense(
        self, query: VectorStoreQuery, limit: int, only: Iterable[str] | None = None
    ) -> dict[str, float]:
        """Return raw cosines of the nearest passages that the query admits, of `only` these ids if given."""
        return self.rank([_ranking(query, limit, only, dense=True)])[0]

    def rank_lexical(
        self, query: VectorStoreQuery, limit: int, only: Iterable[str] | None = None
    ) -> dict[str, float]:
        """Return raw BM25 scores of the best passages that the query admits, of `only` these ids if given."""
        return self.rank([_ranking(query, limit, only, dense=False)])[0]

    def rank(self, rankings: Sequence[Ranking]) -> list[dict[str, float]]:
        """Return the scores of several rankings, by one request."""
        requests = [self._request(one) for one in rankings]
        sent = [request for request in requests if request is not None]
        found = iter(self._query(sent) if sent else [])
        return [{} if request is None else next(found) for request in requests]

    def vectors(self, ids: Sequence[str]) -> dict[str, list[float]]:
        """Return the dense unit vectors of passages, by id; what has none is left out."""
        vectors: dict[str, list[float]] = {}
        for some in _portions([point for id_ in ids if (point := as_point_id(id_)) is not None]):
            records = self._server.ask(
                lambda some=some: self.client.retrieve(
                    self._collection, [*some], with_payload=False, with_vectors=[DENSE]
                )
            )
            held = ((str(record.id), _dense_of(record)) for record in records)
            vectors |= {id_: vector for id_, vector in held if vector is not None}
        return vectors

    def absent(self, ids: Sequence[str]) -> set[str]:
        """Return which of these are not there."""
        there: set[str] = set()
        for some in _portions(list(ids)):
            retrieve = partial(self.client.retrieve, self._collection, [*some], with_payload=False)
            there |= {str(record.id) for record in self._server.ask(retrieve)}
        return set(ids) - there

    def count(self) -> int:
        """Return how many passages there are."""
        return self._server.ask(lambda: self.client.count(self._collection, exact=True)).count

    def optimize(self) -> None:
        """Do nothing: a server arranges what was added by itself, in the background."""

    def persist(self, persist_path: str = "", fs: object = None) -> None:
        """Do nothing: what was added is at the server."""

    def close(self) -> None:
        """Close the connections; what was added stays. Closing again does nothing."""
        self._server.close()

    @property
    def _collection(self) -> str:
        return self._server.settings.collection

    def _delete(self, admitted: Filter) -> None:
        self._server.ask(
            lambda: self.client.delete(self._collection, FilterSelector(filter=admitted), wait=True), WRITING
        )

    def _request(self, one: Ranking) -> QueryRequest | None:
        """Return the request for a ranking; None where it is known to find nothing."""
        if one.limit <= 0 or (one.only is not None and not one.only):
            return None
        sought: list[float] | SparseVector
        if one.dense:
            sought = one.query.query_embedding or []
            self.check_vector(sought)
        else:
            words = self._encoder.embed_query(one.query.query_str or "")
            if not words.indices:
                return None
            sought = SparseVector(indices=words.indices, values=words.values)
        return QueryRequest(
            query=sought,
            using=DENSE if one.dense else LEXICAL,
            limit=one.limit,
            filter=restrict(one.query, one.only),
            params=None if self._server.in_memory else _EXACTLY,
            with_payload=False,
        )

    def _query(self, requests: list[QueryRequest]) -> list[dict[str, float]]:
        found = self._server.ask(lambda: self.client.query_batch_points(self._collection, requests))
        return [{str(point.id): point.score for point in one.points} for one in found]

    def _scroll(self, admitted: Filter, *, vectors: bool = False) -> Iterator[list[Record]]:
        scroll = partial(
            self.client.scroll,
            self._collection,
            scroll_filter=admitted,
            limit=_PAGE,
            with_payload=True,
            with_vectors=[DENSE] if vectors else False,
        )
        records, offset = self._server.ask(scroll)
        yield records
        while offset is not None:
            records, offset = self._server.ask(partial(scroll, offset=offset))
            yield records


def _ranking(query: VectorStoreQuery, limit: int, only: Iterable[str] | None, *, dense: bool) -> Ranking:
    return Ranking(query=query, limit=limit, dense=dense, only=None if only is None else frozenset(only))


def _portions(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _dense_of(record: Record) -> list[float] | None:
    vectors = cast("dict[str, list[float]]", record.vector or {})
    return vectors.get(DENSE)
