"""A version of a source, as a value; loads no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfVersion:
    """One version of a source; `name` is what its file was called, `added_at` Unix seconds."""

    number: int
    sha256: str
    name: str
    size: int
    words: int
    turns: int
    added_at: int
    added_by: int | None
