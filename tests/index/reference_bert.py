"""The plain forward pass of a BERT encoder in numpy, one text at a time: slow, and easy to check by eye."""

import math

import numpy as np
from numpy.typing import NDArray

from index.minilm_graph import EPSILON, HEADS, LAYERS
from index.weights import Tensors

Array = NDArray[np.float32]


def reference_vector(tensors: Tensors, ids: list[int]) -> Array:
    """Return the unit mean of the last layer's states."""
    hidden = _embed(tensors, ids)
    for layer in range(LAYERS):
        hidden = _layer(tensors, hidden, f"encoder.layer.{layer}")
    mean = hidden.mean(axis=0)
    return mean / np.linalg.norm(mean)


def _embed(tensors: Tensors, ids: list[int]) -> Array:
    words = tensors["embeddings.word_embeddings.weight"][ids]
    places = tensors["embeddings.position_embeddings.weight"][: len(ids)]
    kind = tensors["embeddings.token_type_embeddings.weight"][0]
    return _norm(tensors, words + places + kind, "embeddings.LayerNorm")


def _layer(tensors: Tensors, hidden: Array, name: str) -> Array:
    attended = _linear(tensors, _attend(tensors, hidden, name), f"{name}.attention.output.dense")
    middle = _norm(tensors, attended + hidden, f"{name}.attention.output.LayerNorm")
    wide = _gelu(_linear(tensors, middle, f"{name}.intermediate.dense"))
    narrow = _linear(tensors, wide, f"{name}.output.dense")
    return _norm(tensors, narrow + middle, f"{name}.output.LayerNorm")


def _attend(tensors: Tensors, hidden: Array, name: str) -> Array:
    query, key, value = (
        np.split(_linear(tensors, hidden, f"{name}.attention.self.{part}"), HEADS, axis=1)
        for part in ("query", "key", "value")
    )
    heads = [_softmax(q @ k.T / math.sqrt(q.shape[1])) @ v for q, k, v in zip(query, key, value, strict=True)]
    return np.concatenate(heads, axis=1)


def _linear(tensors: Tensors, hidden: Array, name: str) -> Array:
    return hidden @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]


def _norm(tensors: Tensors, hidden: Array, name: str) -> Array:
    centred = hidden - hidden.mean(axis=1, keepdims=True)
    scale = np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
    return centred / scale * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]


def _gelu(hidden: Array) -> Array:
    erf = np.fromiter((math.erf(value / math.sqrt(2)) for value in hidden.flat), np.float32, hidden.size)
    return (hidden * (1 + erf.reshape(hidden.shape)) / 2).astype(np.float32)


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
