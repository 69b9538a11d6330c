"""Nodes as the engine's points and back. Pure."""

from typing import Any

from llama_index.core.schema import BaseNode, MetadataMode
from llama_index.core.vector_stores import utils
from qdrant_edge import Bm25, Point, SparseVector

from index.stores.edge_filters import as_point_id

DENSE = "dense"
LEXICAL = "bm25"

Payload = dict[str, Any]


def make_point(node: BaseNode, encoder: Bm25, *, dense: bool) -> Point:
    """Return a node as a point: its vectors, its metadata, and all that LlamaIndex keeps of it.

    Raises:
        ValueError: If the node's id is not a UUID, or its vector is missing.
    """
    point_id = as_point_id(node.node_id)
    if point_id is None:
        raise ValueError(f"A node's id must be a UUID, not {node.node_id!r}.")
    # What is embedded is also what is indexed by its words.
    words = encoder.embed_document(node.get_content(metadata_mode=MetadataMode.EMBED))
    vectors: dict[str, list[float] | SparseVector | list[list[float]]] = {LEXICAL: words}
    if dense:
        vectors[DENSE] = node.get_embedding()
    return Point(point_id, vectors, utils.node_to_metadata_dict(node))


def read_node(payload: Payload | None) -> BaseNode:
    """Return the node that a point's payload holds, without its vector."""
    return utils.metadata_dict_to_node(payload or {})  # pyright: ignore[reportUnknownMemberType] - a bare dict
