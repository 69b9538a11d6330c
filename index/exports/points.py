"""Nodes with their vectors as lines of JSON, and back."""

import base64
import json
from collections.abc import Iterable, Sequence
from typing import TypedDict, cast

import numpy as np
from llama_index.core.schema import BaseNode
from llama_index.core.vector_stores import utils


class _Line(TypedDict):
    payload: dict[str, object]
    vector: str | None


def write_nodes(nodes: Iterable[BaseNode]) -> bytes:
    """Return nodes as lines, with their vectors in single precision."""
    lines = [
        json.dumps({"payload": utils.node_to_metadata_dict(node), "vector": _write_vector(node.embedding)})
        for node in nodes
    ]
    return "\n".join(lines).encode()


def read_nodes(held: bytes) -> list[BaseNode]:
    """Return the nodes that `write_nodes` wrote.

    Raises:
        ValueError: If these are none.
    """
    nodes: list[BaseNode] = []
    for text in held.splitlines():
        line = cast("_Line", json.loads(text))
        node = utils.metadata_dict_to_node(line["payload"])  # pyright: ignore[reportUnknownMemberType] - a bare dict
        node.embedding = _read_vector(line["vector"])
        nodes.append(node)
    return nodes


def _write_vector(vector: Sequence[float] | None) -> str | None:
    if vector is None:
        return None
    return base64.b64encode(np.array(vector, dtype="<f4").tobytes()).decode()


def _read_vector(held: str | None) -> list[float] | None:
    if held is None:
        return None
    return cast("list[float]", np.frombuffer(base64.b64decode(held), dtype="<f4").tolist())
