"""Folding: what a reader sees of stretches of a file, white-space runs as one space, ends trimmed."""

import re
from collections.abc import Iterable, Iterator

from index.types import Piece, Span

# Words with one space between them are folded already.
_RUN = re.compile(r"\s+|\S+(?: \S+)*")


def pieces_of(source: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """Yield stretches of a source as they stand there."""
    for start, end in spans:
        yield Piece(start=start, end=end, text=source[start:end])


def fold_pieces(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Fold white space; words and single spaces that stand side by side become one piece."""
    folded: list[Piece] = []
    plain: list[Piece] = []
    for piece in _words_and_spaces(pieces):
        if plain and not (_is_plain(piece) and plain[-1].end == piece.start):
            folded.append(_join(plain))
            plain = []
        if _is_plain(piece):
            plain.append(piece)
        else:
            folded.append(piece if not piece.text.isspace() else _as_space(piece))
    return (*folded, _join(plain)) if plain else tuple(folded)


def _words_and_spaces(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield each word, and between two words the white space that sets them apart, if there is some."""
    gap: Piece | None = None
    begun = False
    for run in _runs(pieces):
        if run.text.isspace():
            gap = run if gap is None else _wider(gap, run)
            continue
        if gap is not None and begun:
            yield gap
        yield run
        gap, begun = None, True


def _runs(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if not _is_verbatim(piece):
            yield piece
            continue
        for run in _RUN.finditer(piece.text):
            start = piece.start + run.start()
            yield Piece(start=start, end=start + len(run[0]), text=run[0])


def _wider(gap: Piece, run: Piece) -> Piece:
    """Of white space that is cut in two, keep the first that stands in the file as such."""
    if not _is_verbatim(gap):
        return run if _is_verbatim(run) else gap
    if _is_verbatim(run) and gap.end == run.start:
        return Piece(start=gap.start, end=run.end, text=gap.text + run.text)
    return gap


def _is_verbatim(piece: Piece) -> bool:
    return piece.end - piece.start == len(piece.text)


def _is_plain(piece: Piece) -> bool:
    return _is_verbatim(piece) and (piece.text == " " or not piece.text.isspace())


def _as_space(piece: Piece) -> Piece:
    return Piece(start=piece.start, end=piece.end, text=" ")


def _join(plain: list[Piece]) -> Piece:
    return Piece(start=plain[0].start, end=plain[-1].end, text="".join(piece.text for piece in plain))


def cut_pieces(pieces: Iterable[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces of the characters from `start` to `end`; an escaped piece is taken whole."""
    cut: list[Piece] = []
    offset = 0
    for piece in pieces:
        low, high = max(start - offset, 0), min(end - offset, len(piece.text))
        offset += len(piece.text)
        if low >= high:
            continue
        if _is_verbatim(piece):
            here = piece.start
            cut.append(Piece(start=here + low, end=here + high, text=piece.text[low:high]))
        else:
            cut.append(piece)
    return tuple(cut)
