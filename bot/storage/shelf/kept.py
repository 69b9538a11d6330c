"""What is on the shelf, as values."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from bot.storage.shelf.tables import SourceRow, SourceVersionRow
from bot.storage.shelf.versions import ShelfVersion
from index.sidecar import Sidecar, parse_sidecar
from index.sidecar_editing import write_sidecar


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who acts: a person by their id in Discord, and for which server; None is the operator, for all."""

    person: int | None
    guild: int | None


OPERATOR = Author(person=None, guild=None)
"""Whoever sits at the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file as it is handed over, and what was counted in it."""

    name: str
    data: bytes
    sidecar: Sidecar
    words: int
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfSource:
    """A source as it is now; `guild` is the server that owns it, None the operator."""

    id: str
    guild: int | None
    digest: str
    sidecar: Sidecar
    version: ShelfVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A person's hand in a source: the version that they added."""

    id: str
    guild: int | None
    version: ShelfVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What came of adding or updating a source; not `changed` where all was there already."""

    source: ShelfSource
    changed: bool


def digest_of(data: bytes, sidecar: Sidecar, guild: int | None) -> str:
    """Return what changes when a file, what is said of it, or its owner changes; ids aside."""
    file, said = hashlib.sha256(data).hexdigest(), write_sidecar(sidecar.model_copy(update={"id": None}))
    return hashlib.sha256(f"{guild} {file}\n{said}".encode(errors="replace")).hexdigest()


def kept_sidecar(text: str) -> Sidecar:
    """Read a sidecar as the shelf keeps it."""
    return parse_sidecar(text, Path("sidecar.toml"))


def shelf_source(row: SourceRow, version: SourceVersionRow) -> ShelfSource:
    """Return a source of its rows."""
    return ShelfSource(
        id=row.identity,
        guild=row.guild,
        digest=row.digest,
        sidecar=kept_sidecar(row.sidecar),
        version=shelf_version(version),
    )


def shelf_version(row: SourceVersionRow) -> ShelfVersion:
    """Return a version of its row."""
    return ShelfVersion(
        number=row.number,
        sha256=row.sha256,
        name=row.name,
        size=row.size,
        words=row.words,
        turns=row.turns,
        added_at=row.added_at,
        added_by=row.added_by,
    )
