"""all-MiniLM-L6-v2 as an ONNX graph of onnxruntime's fused BERT operators, written once.

Importing this module imports `onnx`, which nothing else needs: import it only where the graph is written.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index.files import replace_file
from index.weights import Tensors

LAYERS = 6
HEADS = 12
EPSILON = 1e-12

_FUSED = "com.microsoft"


class _Graph:
    """Nodes and tensors of a graph, in the order they are computed."""

    def __init__(self, tensors: Tensors) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._tensors = tensors

    def weight(self, name: str) -> str:
        """Take a tensor as it is."""
        return self.constant(name, self._tensors[name])

    def transposed(self, name: str) -> str:
        """Take a matrix the other way round, as a product from the left wants it."""
        return self.constant(name, self._tensors[name].T)

    def joined(self, names: Sequence[str], to: str) -> str:
        """Take several tensors side by side."""
        return self.constant(to, np.concatenate([self._tensors[name].T for name in names], axis=-1))

    def constant(self, name: str, values: NDArray[np.float32]) -> str:
        """Keep values under a name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def apply(self, operator: str, inputs: Sequence[str], to: str) -> str:
        """Append one standard operator and return the name of what it yields."""
        self.nodes.append(helper.make_node(operator, inputs, [to]))
        return to

    def fuse(self, operator: str, inputs: Sequence[str], *to: str, **settings: float) -> str:
        """Append one of onnxruntime's fused operators and return the name of what it yields first."""
        node = helper.make_node(operator, inputs, to, domain=_FUSED)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in settings.items())
        self.nodes.append(node)
        return to[0]


def write_graph(tensors: Tensors, path: Path) -> None:
    """Write the graph: ids and mask (int32, texts by tokens) to states (float32, texts by tokens by 384).

    Raises:
        OSError: If it cannot be written.
    """
    graph = _Graph(tensors)
    hidden = _embeddings(graph)
    for layer in range(LAYERS):
        hidden = _layer(graph, hidden, f"encoder.layer.{layer}")
    replace_file(path, _model(graph, hidden).SerializeToString())


def _embeddings(graph: _Graph) -> str:
    tables = [
        graph.weight(f"embeddings.{kind}_embeddings.weight") for kind in ("word", "position", "token_type")
    ]
    norm = [graph.weight(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
    inputs = ["ids", graph.apply("Sub", ["ids", "ids"], "segments"), *tables, *norm]
    # The second output is the operator's own idea of a mask; ours goes to the attention directly.
    return graph.fuse("EmbedLayerNormalization", inputs, "embedded", "unused", epsilon=EPSILON)


def _layer(graph: _Graph, hidden: str, name: str) -> str:
    attended = _attention(graph, hidden, name)
    first = _dense(graph, attended, f"{name}.attention.output")
    middle = _skip(graph, first, hidden, f"{name}.attention.output")
    wide = _dense(graph, middle, f"{name}.intermediate")
    active = graph.fuse("BiasGelu", [wide, graph.weight(f"{name}.intermediate.dense.bias")], f"{name}.gelu")
    narrow = _dense(graph, active, f"{name}.output")
    return _skip(graph, narrow, middle, f"{name}.output")


def _attention(graph: _Graph, hidden: str, name: str) -> str:
    inner = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    weights = graph.joined([f"{part}.weight" for part in inner], f"{name}.attention.weight")
    bias = graph.joined([f"{part}.bias" for part in inner], f"{name}.attention.bias")
    return graph.fuse("Attention", [hidden, weights, bias, "mask"], f"{name}.attended", num_heads=HEADS)


def _dense(graph: _Graph, hidden: str, name: str) -> str:
    weights = graph.transposed(f"{name}.dense.weight")
    return graph.apply("MatMul", [hidden, weights], f"{name}.product")


def _skip(graph: _Graph, new: str, old: str, name: str) -> str:
    norm = [graph.weight(f"{name}.LayerNorm.{part}") for part in ("weight", "bias")]
    inputs = [new, old, *norm, graph.weight(f"{name}.dense.bias")]
    return graph.fuse("SkipLayerNormalization", inputs, f"{name}.normal", epsilon=EPSILON)


def _model(graph: _Graph, hidden: str) -> onnx.ModelProto:
    graph.apply("Identity", [hidden], "hidden")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "tokens"])
        for name in ("ids", "mask")
    ]
    output = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["batch", "tokens", 384])
    body = helper.make_graph(graph.nodes, "minilm", inputs, [output], graph.constants)
    operators = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(body, opset_imports=operators, ir_version=8)
