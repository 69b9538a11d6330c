"""The engine's shard: made with our vectors and payload indexes, or opened again."""

from qdrant_edge import (
    Distance,
    EdgeConfig,
    EdgeShard,
    EdgeSparseVectorParams,
    EdgeVectorParams,
    Modifier,
    PayloadSchemaType,
    ScalarQuantizationConfig,
    ScalarType,
    UpdateOperation,
)

from index.stores.edge_folder import EdgeFolder, engine_failures
from index.stores.points import DENSE, LEXICAL
from index.stores.shape import StoreShape

# What is filtered by: who speaks, in which source, and the document to delete.
_INDEXED = ("speakers", "source", "doc_id")


def create_shard(folder: EdgeFolder, shape: StoreShape) -> EdgeShard:
    """Make an empty shard, in place of a half written one; the folder says its shape last."""
    with engine_failures(folder.path):
        folder.remove_others()
        shard = EdgeShard.create(str(folder.shard()), _settings(shape))
        for key in _INDEXED:
            shard.update(UpdateOperation.create_field_index(key, PayloadSchemaType.Keyword))
        shard.flush()
        folder.write_shape(shape)
    return shard


def load_shard(folder: EdgeFolder, name: str) -> EdgeShard:
    """Open a shard; what was not yet arranged is replayed from its log."""
    with engine_failures(folder.path):
        return EdgeShard.load(str(folder.shard(name)))


def _settings(shape: StoreShape) -> EdgeConfig:
    lexical = {LEXICAL: EdgeSparseVectorParams(modifier=Modifier.Idf)}
    if shape.dense is None:
        return EdgeConfig(sparse_vectors=lexical)
    # The engine makes coarse copies only of segments large enough to be worth it.
    coarse = ScalarQuantizationConfig(type=ScalarType.Int8)
    dense = EdgeVectorParams(size=shape.dense, distance=Distance.Cosine, quantization_config=coarse)
    return EdgeConfig(vectors={DENSE: dense}, sparse_vectors=lexical)
