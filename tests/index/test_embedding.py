"""Which embedding a setting names, and the local one as LlamaIndex sees it."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from index.embedding import EmbeddingUnavailable, LocalEmbedding, open_embedding
from index.errors import EmbeddingError
from index.minilm import MiniLM, Vectors
from index.weights import find_weights


class FakeMiniLM(MiniLM):
    """Gives each text a vector of its own, and records how texts came."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def embed(self, texts: object) -> Vectors:
        assert isinstance(texts, list)
        self.calls.append([str(text) for text in texts])  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - a recording
        return np.array([[len(text), 1.0] for text in self.calls[-1]], dtype=np.float32)


def test_none_is_the_lexical_mode(tmp_path: Path) -> None:
    assert open_embedding("none", cache=tmp_path) is None


@pytest.mark.parametrize("name", ["openai:", "", "MiniLM"])
def test_another_name_says_what_to_set(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        EmbeddingError,
        match=f"EMBEDDING={name} is not known here; set EMBEDDING to minilm, to none, or to openai:MODEL",
    ):
        open_embedding(name, cache=tmp_path)


def test_missing_weights_are_a_notice_that_says_what_to_do(tmp_path: Path) -> None:
    opened = open_embedding("minilm", cache=tmp_path, weights=tmp_path)
    assert isinstance(opened, EmbeddingUnavailable)
    assert "by their words alone" in opened.notice
    assert "install the dependency group `weights`" in opened.notice
    assert "EMBEDDING=none" in opened.notice


@pytest.mark.parametrize("package", ["onnx", "onnxruntime", "tokenizers"])
def test_a_missing_package_is_a_notice_that_names_it(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    if find_weights() is None:
        pytest.skip("the dependency group `weights` is not installed")
    monkeypatch.delitem(sys.modules, "index.minilm_graph", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    with TemporaryDirectory() as cache:
        opened = open_embedding("minilm", cache=Path(cache))
    assert isinstance(opened, EmbeddingUnavailable)
    assert f"`{package}` is not installed" in opened.notice


async def test_llamaindex_gets_the_models_vectors_in_every_way() -> None:
    embedding = LocalEmbedding(FakeMiniLM())
    assert embedding.get_query_embedding("tide") == [4.0, 1.0]
    assert embedding.get_text_embedding("crane") == [5.0, 1.0]
    assert embedding.get_text_embedding_batch(["tide", "ropes"]) == [[4.0, 1.0], [5.0, 1.0]]
    assert await embedding.aget_query_embedding("tide") == [4.0, 1.0]
    assert await embedding.aget_text_embedding("crane") == [5.0, 1.0]
    assert await embedding.aget_text_embedding_batch(["tide", "ropes"]) == [[4.0, 1.0], [5.0, 1.0]]


def test_many_texts_reach_the_model_at_once() -> None:
    model = FakeMiniLM()
    LocalEmbedding(model).get_text_embedding_batch(["tide"] * 300)
    assert [len(call) for call in model.calls] == [300]


def test_its_fingerprint_names_the_weights() -> None:
    embedding = LocalEmbedding(FakeMiniLM())
    assert embedding.fingerprint == "minilm-53aa51172d142c89"
    assert embedding.dimension == 384
