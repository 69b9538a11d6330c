"""What every engine of Qdrant's keeps of a node: the names of its vectors, and its payload. Pure."""

from collections.abc import Mapping
from typing import Any

from llama_index.core.schema import BaseNode, MetadataMode
from llama_index.core.vector_stores import utils

from index.stores.filters import as_point_id

DENSE = "dense"
LEXICAL = "bm25"

Payload = dict[str, Any]


def point_id(node: BaseNode) -> str:
    """Return a node's id as Qdrant spells it.

    Raises:
        ValueError: If it is not a UUID.
    """
    spelt = as_point_id(node.node_id)
    if spelt is None:
        raise ValueError(f"A node's id must be a UUID, not {node.node_id!r}.")
    return spelt


def words_of(node: BaseNode) -> str:
    """Return what a node is found by in words: what is embedded, too."""
    return node.get_content(metadata_mode=MetadataMode.EMBED)


def write_node(node: BaseNode) -> Payload:
    """Return all that LlamaIndex keeps of a node."""
    return utils.node_to_metadata_dict(node)


def read_node(payload: Mapping[str, Any] | None) -> BaseNode:
    """Return the node that a point's payload holds, without its vector."""
    return utils.metadata_dict_to_node(dict(payload or {}))  # pyright: ignore[reportUnknownMemberType] - a bare dict
