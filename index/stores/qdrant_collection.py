"""A collection at a Qdrant server: made with our vectors and payload indexes, or opened and looked at."""

from dataclasses import asdict

from pydantic import BaseModel, ConfigDict, ValidationError
from qdrant_client.models import (
    CollectionInfo,
    Distance,
    HnswConfigDiff,
    KeywordIndexParams,
    KeywordIndexType,
    Modifier,
    ScalarQuantization,
    ScalarQuantizationConfig,
    ScalarType,
    SparseVectorParams,
    VectorParams,
)

from index.errors import IndexMismatchError, StoreError, StoreGoneError
from index.stores.points import DENSE, LEXICAL
from index.stores.qdrant_server import WRITING, QdrantServer
from index.stores.shape import StoreShape

# What is filtered by. Every question of a server is about its sources, so points lie together by source.
_TENANT = "source"
_INDEXED = ("speakers", _TENANT, "doc_id")
# The server's own defaults, said here so that another version's do not change what is found.
_LINKS, _BUILDING = 16, 100
# The outermost values of a dimension, of which a coarse copy would waste its 256 steps.
_QUANTILE = 0.99
_FORMAT = 1


class _Made(BaseModel):
    """What is kept beside a collection."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    dense: int | None
    average_words: float
    language: str


def open_collection(server: QdrantServer, *, create: StoreShape | None) -> StoreShape:
    """Return the shape of the collection that the settings name; with `create`, one is made where none is.

    Raises:
        StoreGoneError: If it is not there.
        IndexMismatchError: If it has another shape, or was made by another version.
        StoreError: If the server cannot be used, or the collection is not whosaid's.
    """
    if create is not None and not exists(server):
        _create(server, create)
    if not exists(server):
        raise StoreGoneError(
            f"There is no index at {server.place} in the collection {server.settings.collection}; run again, "
            "and it is made from the sources."
        )
    info = server.ask(lambda: server.client.get_collection(server.settings.collection))
    shape = _read_shape(server, info)
    if create is not None:
        if create != shape:
            raise _mismatch(server, "was made with other settings")
        _index_payload(server, info)
    return shape


def exists(server: QdrantServer) -> bool:
    """Tell whether the collection is there."""
    return server.ask(lambda: server.client.collection_exists(server.settings.collection))


def delete_collection(server: QdrantServer) -> None:
    """Delete the collection with all that is in it."""
    server.ask(lambda: server.client.delete_collection(server.settings.collection), WRITING)


def _create(server: QdrantServer, shape: StoreShape) -> None:
    wanted = server.settings
    try:
        server.ask(
            lambda: server.client.create_collection(
                wanted.collection,
                vectors_config={} if shape.dense is None else {DENSE: _dense(server, shape.dense)},
                sparse_vectors_config={LEXICAL: SparseVectorParams(modifier=Modifier.IDF)},
                hnsw_config=HnswConfigDiff(m=_LINKS, ef_construct=_BUILDING, payload_m=_LINKS),
                shard_number=wanted.shards,
                replication_factor=wanted.replicas,
                write_consistency_factor=wanted.acknowledged,
                metadata={"whosaid": {"format": _FORMAT, **asdict(shape)}},
            ),
            WRITING,
        )
    except StoreError:
        # Another process may have been quicker.
        if not exists(server):
            raise


def _dense(server: QdrantServer, size: int) -> VectorParams:
    coarse = ScalarQuantization(
        scalar=ScalarQuantizationConfig(type=ScalarType.INT8, quantile=_QUANTILE, always_ram=True)
    )
    return VectorParams(
        size=size,
        distance=Distance.COSINE,
        on_disk=server.settings.on_disk,
        quantization_config=coarse if server.settings.quantized else None,
    )


def _index_payload(server: QdrantServer, info: CollectionInfo) -> None:
    if server.in_memory:  # it has no use for them, and says so each time
        return
    for key in _INDEXED:
        if key not in info.payload_schema:
            keyword = KeywordIndexParams(type=KeywordIndexType.KEYWORD, is_tenant=key == _TENANT)
            server.ask(
                lambda key=key, keyword=keyword: server.client.create_payload_index(
                    server.settings.collection, key, field_schema=keyword, wait=True
                ),
                WRITING,
            )


def _read_shape(server: QdrantServer, info: CollectionInfo) -> StoreShape:
    held = (info.config.metadata or {}).get("whosaid")
    if held is None:
        raise StoreError(
            f"The collection {server.settings.collection} at {server.place} is not one of whosaid's; set "
            "STORE_COLLECTION to another name."
        )
    try:
        made = _Made.model_validate(held)
    except ValidationError as error:
        raise _mismatch(server, "is of another version") from error
    if made.format != _FORMAT:
        raise _mismatch(server, "is of another version")
    shape = StoreShape(dense=made.dense, average_words=made.average_words, language=made.language)
    vectors = info.config.params.vectors
    named = vectors.get(DENSE) if isinstance(vectors, dict) else None
    if (None if named is None else named.size) != shape.dense:
        raise _mismatch(server, "has other vectors than it says")
    return shape


def _mismatch(server: QdrantServer, what: str) -> IndexMismatchError:
    return IndexMismatchError(
        f"The collection {server.settings.collection} at {server.place} {what}; set STORE_COLLECTION to "
        "another name, or delete the collection: it is made anew from the sources."
    )
