"""Folders of invented interviews, written as a person would."""

import os
from collections.abc import Iterable
from pathlib import Path

from index.settings import IndexSettings

HARBOUR = """\
The Harbour Post: What did the storm do to the old pier?

Mara Venn: The storm took the crane and half of the planks. We found ropes as far as the lighthouse.

The Harbour Post: Who paid for the new ropes?

Tobi Raske: The fishermen paid for them out of their own pockets. The council sent nothing but a letter.
"""
LIBRARY = """\
The Town Gazette: How many books does the library lend?

Ines Falk: We lend nine hundred books a week, and most of them are cookery books.

The Town Gazette: Does the roof still leak?

Ines Falk: The roof leaks over the atlases whenever it rains from the west.
"""


def write_sources(folder: Path, **interviews: str) -> Path:
    """Write interviews by their stem, as files that have lain there for a while."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, text in interviews.items():
        path = folder / f"{stem}.txt"
        path.write_text(text, "utf-8")
        age(path)
    return folder


def age(path: Path) -> None:
    """Let a file be an hour older than it is, so that its time alone tells whether it changed."""
    before = path.stat().st_mtime - 3600
    os.utime(path, (before, before))


def settings_for(tmp_path: Path, **changed: object) -> IndexSettings:
    """Return settings for `sources` and `data` in a folder."""
    values: dict[str, object] = {
        "sources": tmp_path / "sources",
        "data": tmp_path / "data",
        "store_url": f"edge:{tmp_path / 'data' / 'index'}",
    }
    return IndexSettings(**{**values, **changed})  # pyright: ignore[reportArgumentType] - a test's own keys


def long_interview(answers: int) -> str:
    """Return an interview that takes a while to index."""
    return "\n\n".join(_exchange(number) for number in range(answers))


def _exchange(number: int) -> str:
    sentences = " ".join(_sentences(number))
    return f"The Harbour Post: What happened in year {number}?\n\nMara Venn: {sentences}"


def _sentences(number: int) -> Iterable[str]:
    return (f"In year {number} we mended {pier} planks on pier {pier} with new ropes." for pier in range(12))
