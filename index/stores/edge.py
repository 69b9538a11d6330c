"""Qdrant Edge, an engine inside the process, behind LlamaIndex's store interface.

The engine is in beta and pinned: nothing outside this package knows it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self, cast

from filelock import FileLock
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import BaseNode
from llama_index.core.vector_stores.types import MetadataFilters, VectorStoreQuery
from qdrant_edge import (
    Bm25,
    CountRequest,
    EdgeShard,
    Filter,
    Point,
    QuantizationSearchParams,
    Query,
    QueryRequest,
    Record,
    ScrollRequest,
    SearchParams,
    UpdateOperation,
)

from index.stores.edge_filters import restrict
from index.stores.edge_folder import SHARD, EdgeFolder, another_shape, engine_failures
from index.stores.edge_live import LiveShard
from index.stores.edge_points import make_point
from index.stores.edge_shard import create_shard, load_shard
from index.stores.filters import as_point_id
from index.stores.lexical import open_encoder
from index.stores.points import DENSE, LEXICAL, read_node
from index.stores.shape import StoreShape
from index.stores.store import PassageStore

# Points are made while no other thread of Python runs: few at a time, so that none waits long.
_BATCH = 200
_PAGE = 500
# A node is written to the log, to the engine's files, and with its vectors: roughly thrice its size.
_COPIES = 3
_NODE = 4096

# Vectors are compared coarsely first where there are many; what is returned is measured exactly.
_EXACTLY = SearchParams(hnsw_ef=128, quantization=QuantizationSearchParams(rescore=True, oversampling=2.0))


class EdgeStore(PassageStore):
    """Passages in a folder, open in one process at a time; safe to share between its threads."""

    _folder: EdgeFolder = PrivateAttr()
    _shape: StoreShape = PrivateAttr()
    _shard: LiveShard = PrivateAttr()
    _lock: FileLock = PrivateAttr()
    _encoder: Bm25 = PrivateAttr()

    def __init__(self, folder: EdgeFolder, shape: StoreShape, shard: LiveShard, lock: FileLock) -> None:
        super().__init__()
        self._folder, self._shape, self._shard, self._lock = folder, shape, shard, lock
        self._encoder = open_encoder(shape)

    @classmethod
    def open(cls, path: Path, *, create: StoreShape | None = None) -> Self:
        """Open the store in a folder, or make one of this shape where there is none.

        Raises:
            IndexInUseError: If another process has it open.
            IndexMismatchError: If it was written by another version, or has another shape.
            IndexFolderError: If there is no whole store, or it is damaged, or the disk is full.
        """
        folder = EdgeFolder(path=path)
        lock = folder.take(make=create is not None)
        try:
            return cls._open(folder, create, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open(cls, folder: EdgeFolder, create: StoreShape | None, lock: FileLock) -> Self:
        # To read, no room is needed: a bot whose disk is full still answers.
        if create is not None and not folder.made.exists():
            folder.check_space()
            open_encoder(create)
            shard = LiveShard(folder, create, create_shard(folder, create), SHARD)
            return cls(folder, create, shard, lock)
        shape, name = folder.read_shape()
        if create is not None and create != shape:
            raise another_shape(folder.path)
        folder.remove_others(name)
        return cls(folder, shape, LiveShard(folder, shape, load_shard(folder, name), name), lock)

    @property
    def client(self) -> EdgeShard:
        """The engine itself."""
        return self._shard.present

    @property
    def shape(self) -> StoreShape:
        """What the store was made with."""
        return self._shape

    def add(self, nodes: Sequence[BaseNode], **kwargs: object) -> list[str]:
        """Add nodes, each in place of the one of its id; they are on disk when this returns.

        Raises:
            ValueError: If a node's id is not a UUID, or its vector is missing.
            IndexMismatchError: If a vector is not of the store's length.
            IndexFolderError: If the disk is full.
        """
        del kwargs  # the interface's own: none is known here
        for start in range(0, len(nodes), _BATCH):
            batch = nodes[start : start + _BATCH]
            points = [self._point(node) for node in batch]
            self._folder.check_space(_size(batch))
            self._shard.write(UpdateOperation.upsert_points(points), [str(point.id) for point in points])
        return [node.node_id for node in nodes]

    def delete(self, ref_doc_id: str, **delete_kwargs: object) -> None:
        """Delete the nodes of a document."""
        del delete_kwargs
        self._delete(restrict(VectorStoreQuery(doc_ids=[ref_doc_id])))

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
        if filters is None:
            self._remove([point for id_ in node_ids or () if (point := as_point_id(id_)) is not None])
        else:
            self._delete(restrict(VectorStoreQuery(node_ids=node_ids, filters=filters)))

    def clear(self) -> None:
        """Delete everything."""
        self._delete(Filter())

    def get_nodes(
        self, node_ids: list[str] | None = None, filters: MetadataFilters | None = None
    ) -> list[BaseNode]:
        """Return nodes by their ids, in that order, by filters, or all; what is not there is left out."""
        admitted = restrict(VectorStoreQuery(node_ids=node_ids, filters=filters))
        nodes = {
            str(record.id): read_node(record.payload) for page in self._scroll(admitted) for record in page
        }
        if node_ids is None:
            return list(nodes.values())
        wanted = (as_point_id(id_) for id_ in node_ids)
        return [nodes[id_] for id_ in wanted if id_ in nodes]

    def pages(self) -> Iterator[list[BaseNode]]:
        """Return all nodes with their vectors, some at a time."""
        for page in self._scroll(Filter(), vectors=True):
            nodes = [read_node(record.payload) for record in page]
            for node, record in zip(nodes, page, strict=True):
                node.embedding = cast("dict[str, list[float]]", record.vector or {}).get(DENSE)
            yield nodes

    def rank_dense(
        self, query: VectorStoreQuery, limit: int, only: Iterable[str] | None = None
    ) -> dict[str, float]:
        """Return raw cosines of the nearest passages that the query admits, of `only` these ids if given."""
        vector = query.query_embedding or []
        self.check_vector(vector)
        return self._rank(Query.Nearest(vector, using=DENSE), limit, restrict(query, only))

    def rank_lexical(
        self, query: VectorStoreQuery, limit: int, only: Iterable[str] | None = None
    ) -> dict[str, float]:
        """Return raw BM25 scores of the best passages that the query admits, of `only` these ids if given."""
        words = self._encoder.embed_query(query.query_str or "")
        return self._rank(Query.Nearest(words, using=LEXICAL), limit, restrict(query, only))

    def vectors(self, ids: Sequence[str]) -> dict[str, list[float]]:
        """Return the dense unit vectors of passages, by id; what has none is left out."""
        points = [point for id_ in ids if (point := as_point_id(id_)) is not None]
        with engine_failures(self._folder.path):
            records = self._shard.present.retrieve(list(points), with_payload=False, with_vector=[DENSE])
        found = {str(record.id): cast("dict[str, list[float]]", record.vector or {}) for record in records}
        return {id_: vectors[DENSE] for id_, vectors in found.items() if DENSE in vectors}

    def count(self) -> int:
        """Return how many passages there are."""
        with engine_failures(self._folder.path):
            return self._shard.present.count(CountRequest())

    def optimize(self) -> None:
        """Arrange what was added for quick search; takes a while after a bulk load."""
        self._folder.check_space(self._shard.size())
        self._shard.optimize()

    def is_due(self) -> bool:
        """Tell whether so much is not arranged that questions get slow by it."""
        return self._shard.is_due()

    def tend(self, stop: Callable[[], bool]) -> None:
        """Arrange what was added, if it is much, beside the questions that are asked meanwhile."""
        self._shard.flush()
        if self._shard.is_due():
            self._shard.arrange(stop)

    def persist(self, persist_path: str = "", fs: object = None) -> None:
        """Do nothing: what was added is on disk already, in the store's own folder."""

    def close(self) -> None:
        """Let go of the store; what was added stays. Closing again does nothing."""
        if self._lock.is_locked:
            self._shard.close()
            self._lock.release()

    def _point(self, node: BaseNode) -> Point:
        if self._shape.dense is not None:
            self.check_vector(node.get_embedding())
        return make_point(node, self._encoder, dense=self._shape.dense is not None)

    def _delete(self, admitted: Filter) -> None:
        # By their ids, since a copy that is being arranged has to lose the same ones.
        for page in list(self._scroll(admitted, payload=False)):
            self._remove([str(record.id) for record in page])

    def _remove(self, ids: Sequence[str]) -> None:
        if ids:
            self._folder.check_space()
            self._shard.write(UpdateOperation.delete_points(list(ids)), ids)

    def _rank(self, query: Query, limit: int, admitted: Filter) -> dict[str, float]:
        if limit <= 0:
            return {}
        request = QueryRequest(limit, query=query, filter=admitted, params=_EXACTLY, with_payload=False)
        with engine_failures(self._folder.path):
            return {str(point.id): point.score for point in self._shard.present.query(request)}

    def _scroll(
        self, admitted: Filter, *, vectors: bool = False, payload: bool = True
    ) -> Iterator[list[Record]]:
        offset = None
        with_vector = [DENSE] if vectors and self._shape.dense is not None else False
        while True:
            request = ScrollRequest(offset, _PAGE, admitted, with_payload=payload, with_vector=with_vector)
            with engine_failures(self._folder.path):
                records, offset = self._shard.present.scroll(request)
            yield records
            if offset is None:
                return


def _size(nodes: Sequence[BaseNode]) -> int:
    """Return about how many bytes it takes to keep nodes."""
    return _COPIES * sum(
        _NODE + 4 * len(node.get_content()) + 4 * len(node.embedding or ()) for node in nodes
    )
