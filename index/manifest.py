"""The manifest of an index: how it was made, and which files are in use.

One file replaced whole: so the old index is in use until the moment the new one is.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import TypeAdapter, ValidationError

from index.errors import IndexFolderError, IndexMismatchError
from index.files import replace_file

FORMAT = 10
"""Raised whenever readers, passages or files change so that an older index must be made anew."""

NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What decides how passages are made: an index made otherwise cannot be read with this."""

    embedding: str
    dimension: int
    passage_words: int
    average_words: float
    question_context: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """How an index was made; `generation` is the folder of its files. What it holds its corpus knows."""

    format: int
    generation: str
    making: Making


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of an index folder; None if there is none, or it is from an older version.

    Raises:
        IndexMismatchError: If a newer version wrote it.
        IndexFolderError: If it cannot be read.
    """
    try:
        held = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IndexFolderError(
            f"The index in {folder} cannot be read ({error.strerror}); check the folder and its rights."
        ) from error
    if _read_format(held, folder) < FORMAT:
        return None
    try:
        return TypeAdapter(Manifest).validate_json(held)
    except ValidationError as error:
        raise _unreadable(folder) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in place of the one before: from then on its files are the index."""
    replace_file(folder / NAME, TypeAdapter(Manifest).dump_json(manifest, indent=1))


def damaged(folder: Path, what: str) -> IndexFolderError:
    """Return the error for an index whose files are not what its manifest says."""
    return IndexFolderError(
        f"The index in {folder} is damaged ({what}). Move that folder away or delete it, and ask again: "
        "it is made anew from the sources, which are untouched."
    )


def _read_format(held: bytes, folder: Path) -> int:
    try:
        written = cast("dict[str, object]", json.loads(held))["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable(folder) from error
    if not isinstance(written, int):
        raise _unreadable(folder)
    if written > FORMAT:
        raise IndexMismatchError(
            f"The index in {folder} was written by a newer version of whosaid (format {written}, "
            f"this version reads {FORMAT}). Update whosaid, or choose another folder with --data."
        )
    return written


def _unreadable(folder: Path) -> IndexFolderError:
    return damaged(folder, f"{NAME} cannot be read")
