"""all-MiniLM-L6-v2 on onnxruntime: texts to unit vectors, in the process, without a network."""

import importlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError
from index.texts import Text
from index.weights import TOKENIZER_SHA256, WEIGHTS_SHA256, WeightsFolder, check_sha256, read_tensors

Vectors = NDArray[np.float32]

DIMENSION = 384
MAX_TOKENS = 256
"""What the model was trained to read; the rest of a longer text does not count."""

_GRAPH_VERSION = 1
_BATCH = 32
# Tokens stand in the order of their use; the last third holds names that may well be slips ("leger").
_COMMON = 20_000
_MOST_THREADS = 4
_ERRORS_ONLY = 3


class _Encoding(Protocol):
    @property
    def ids(self) -> list[int]: ...

    @property
    def offsets(self) -> list[tuple[int, int]]: ...


class _Tokenizer(Protocol):
    def token_to_id(self, token: str) -> int | None: ...

    def encode_batch(self, input: list[str]) -> list[_Encoding]: ...  # noqa: A002 - the library's own name


class _Session(Protocol):
    def run(self, output_names: list[str], input_feed: dict[str, NDArray[np.int32]]) -> list[Vectors]: ...


class _Options(Protocol):
    intra_op_num_threads: int
    log_severity_level: int

    def add_session_config_entry(self, config_key: str, config_value: str) -> None: ...


class _Runtime(Protocol):
    """What is used of onnxruntime, which has no types of its own."""

    def SessionOptions(self) -> _Options: ...  # noqa: N802 - the library's own name

    def InferenceSession(  # noqa: N802 - the library's own name
        self, path_or_bytes: Path, sess_options: _Options, providers: list[str]
    ) -> _Session: ...


class _Failures(Protocol):
    """How onnxruntime says that a file is no graph."""

    Fail: type[Exception]
    InvalidArgument: type[Exception]
    InvalidGraph: type[Exception]
    InvalidProtobuf: type[Exception]


class MiniLM:
    """Embeds texts; safe to share between threads."""

    def __init__(self, tokenizer: _Tokenizer, session: _Session) -> None:
        self._tokenizer = tokenizer
        self._session = session

    def embed(self, texts: Sequence[Text]) -> Vectors:
        """Return one unit vector a text, in order (float32, texts by 384).

        A text is read once, however many of its parts are asked for. A part that stands beyond what the model
        reads has the vector of the whole.
        """
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        if not texts:
            return vectors
        asked = _by_whole(texts)
        encodings = self._tokenizer.encode_batch(list(asked))
        places = list(asked.values())
        for batch in _batches([encoding.ids for encoding in encodings]):
            hidden = self._read([encodings[row].ids for row in batch])
            for row, states in zip(batch, hidden, strict=True):
                for place in places[row]:
                    vectors[place] = _pool(states, encodings[row], texts[place])
        # The mean's divisor falls away with the norm.
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is a common English one: the tokenizer has it whole, and early."""
        place = self._tokenizer.token_to_id(word)
        return place is not None and place < _COMMON

    def _read(self, tokens: list[list[int]]) -> Vectors:
        """Return the model's states (texts by tokens by 384); those of padding mean nothing."""
        ids, mask = _pad(tokens)
        (hidden,) = self._session.run(["hidden"], {"ids": ids, "mask": mask})
        return hidden


def open_minilm(folder: WeightsFolder, *, cache: Path) -> MiniLM:
    """Load the model; its graph is written into `cache` the first time, and anew if it is damaged.

    Raises:
        EmbeddingError: If a file is not the published one, or the graph cannot be written or loaded.
        ModuleNotFoundError: If the graph is to be written and `onnx` is not installed.
    """
    check_sha256(folder.tokenizer, TOKENIZER_SHA256)
    tokenizer = _load_tokenizer(folder.tokenizer)
    graph = graph_path(cache)
    session = _load_session(graph) if graph.is_file() else None
    if session is None:
        _write(folder, graph)
        session = _load_session(graph)
    if session is None:
        raise EmbeddingError(
            f"The model's graph {graph} cannot be loaded; "
            "install whosaid's locked versions again, or set EMBEDDING=none to search by words alone."
        )
    return MiniLM(tokenizer, session)


def graph_path(cache: Path) -> Path:
    """Return where the graph of these weights is kept."""
    return cache / f"minilm-{WEIGHTS_SHA256[:16]}-{_GRAPH_VERSION}.onnx"


def _write(folder: WeightsFolder, graph: Path) -> None:
    from index.minilm_graph import write_graph  # noqa: PLC0415 - onnx is needed only once, here

    check_sha256(folder.weights, WEIGHTS_SHA256)
    try:
        write_graph(read_tensors(folder.weights), graph)
    except OSError as error:
        raise EmbeddingError(
            f"The model's graph cannot be written to {graph.parent} ({error.strerror}); "
            "it needs 90 MB of free space there."
        ) from error


def _load_tokenizer(path: Path) -> _Tokenizer:
    from tokenizers import Tokenizer  # noqa: PLC0415 - loaded only where the model is

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()  # the file's own settings pad to 128
    tokenizer.enable_truncation(MAX_TOKENS)  # pyright: ignore[reportUnknownMemberType] - untyped options
    return cast("_Tokenizer", tokenizer)


def _load_session(graph: Path) -> _Session | None:
    """Return a session over the graph, or None if the file is not a whole graph."""
    # Imported here: 0.2 s that the lexical mode need not pay.
    runtime = cast("_Runtime", importlib.import_module("onnxruntime"))
    failures = cast("_Failures", importlib.import_module("onnxruntime.capi.onnxruntime_pybind11_state"))
    damaged = (failures.Fail, failures.InvalidArgument, failures.InvalidGraph, failures.InvalidProtobuf)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = min(os.cpu_count() or 1, _MOST_THREADS)
    options.log_severity_level = _ERRORS_ONLY
    # Its threads would go on spinning after each text, on the very cores that the store then searches with:
    # measured, that takes a question from 7 to 12 ms.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return runtime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except damaged:
        return None


def _by_whole(texts: Sequence[Text]) -> dict[str, list[int]]:
    """Return each whole text with the places at which it, or a part of it, is asked for."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(text if isinstance(text, str) else text.whole, []).append(place)
    return places


def _pool(states: Vectors, encoding: _Encoding, text: Text) -> Vectors:
    """Return the sum of the states of a text's tokens, or of those that stand in the part."""
    whole = states[: len(encoding.ids)]
    if isinstance(text, str):
        return whole.sum(axis=0)
    inside = [text.start <= start < end <= text.end for start, end in encoding.offsets]
    return whole[inside].sum(axis=0) if any(inside) else whole.sum(axis=0)


def _batches(tokens: list[list[int]]) -> Iterator[list[int]]:
    """Yield places of texts of like length, so that little is computed for padding."""
    places = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
    for start in range(0, len(places), _BATCH):
        yield places[start : start + _BATCH]


def _pad(tokens: list[list[int]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int32)
    mask = np.zeros_like(ids)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask
