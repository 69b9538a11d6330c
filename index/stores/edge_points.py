"""Nodes as the embedded engine's points. Pure."""

from llama_index.core.schema import BaseNode
from qdrant_edge import Bm25, Point, SparseVector

from index.stores.points import DENSE, LEXICAL, point_id, words_of, write_node


def make_point(node: BaseNode, encoder: Bm25, *, dense: bool) -> Point:
    """Return a node as a point: its vectors, its metadata, and all that LlamaIndex keeps of it.

    Raises:
        ValueError: If the node's id is not a UUID, or its vector is missing.
    """
    id_ = point_id(node)
    vectors: dict[str, list[float] | SparseVector | list[list[float]]] = {
        LEXICAL: encoder.embed_document(words_of(node))
    }
    if dense:
        vectors[DENSE] = node.get_embedding()
    return Point(id_, vectors, write_node(node))
