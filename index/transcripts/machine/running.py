"""The running text beside the words of a transcript: where each word stands in it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from index.transcripts.folding import cut_pieces, fold_pieces
from index.transcripts.json_file import JsonFile, Path
from index.transcripts.json_text import string_pieces
from index.types import Piece, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A string of the file, decoded: `text` is its pieces' text joined, `offsets` say where each begins."""

    text: str
    pieces: tuple[Piece, ...]
    offsets: tuple[int, ...]

    def place(self, words: Iterable[str]) -> list[Span] | None:
        """Return where each of these words stands, in their order, or None if other words stand between."""
        places: list[Span] = []
        position = 0
        for word in words:
            at = self._next(position)
            if not self.text.startswith(word, at):
                return None
            position = at + len(word)
            places.append(Span(at, position))
        return places if self._next(position) == len(self.text) else None

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the folded pieces of a stretch of the text."""
        first = max(bisect_right(self.offsets, start) - 1, 0)
        last = bisect_right(self.offsets, end)
        shift = self.offsets[first] if self.offsets else 0
        return fold_pieces(cut_pieces(self.pieces[first:last], start - shift, end - shift))

    def _next(self, position: int) -> int:
        while position < len(self.text) and self.text[position].isspace():
            position += 1
        return position


def find_running(file: JsonFile, path: Path | None) -> Running | None:
    """Return the running text at a path, if the file has it."""
    span = file.strings.get(path) if path is not None else None
    if span is None:
        return None
    pieces = tuple(string_pieces(file.source, span))
    lengths = [len(piece.text) for piece in pieces]
    return Running(
        text="".join(piece.text for piece in pieces),
        pieces=pieces,
        offsets=tuple(accumulate(lengths, initial=0))[: len(pieces)],
    )
