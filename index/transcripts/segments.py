"""Segments: what files that keep times are made of, before those of one contribution are joined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.types import Piece, Seconds, Span

UNKNOWN = "Unknown speaker"
# Names longer than that are cut: they are no names.
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment of a file: a cue, a sentence or a word of somebody, with its time.

    `speaker` is as the file labels it ("" without a label) until the label's full name is put in its place.
    `pieces` are its words, folded; `body` is where they stand. `begins` says that somebody else begins here,
    even if nothing tells them apart by name.
    """

    speaker: str
    pieces: tuple[Piece, ...]
    body: Span
    time: Seconds | None = None
    begins: bool = False

    @property
    def text(self) -> str:
        """The words of this segment."""
        return "".join(piece.text for piece in self.pieces)


def join_pieces(parts: Iterable[Sequence[Piece]], source: str) -> tuple[Piece, ...]:
    """Join folded words that stand apart in a file, a space between them."""
    held = [part for part in parts if part]
    joined: list[Piece] = list(held[0]) if held else []
    for before, part in pairwise(held):
        joined += [space_between(source, before[-1].end, part[0].start), *part]
    return tuple(joined)


def space_between(source: str, start: int, end: int) -> Piece:
    """Return one white-space character of the file between two places, as the space between their words.

    A file without any there gives a piece of no width.
    """
    for position in range(start, end):
        if source[position].isspace():
            return Piece(start=position, end=position + 1, text=" ")
    return Piece(start=start, end=start, text=" ")


def clean_label(value: object) -> str:
    """Return a label as it is kept: words, or the number that a machine gave; "" for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**LONGEST_NAME else ""
    words = " ".join(value.split())[:LONGEST_NAME].strip() if isinstance(value, str) else ""
    return words.encode("utf-8", "replace").decode("utf-8")
