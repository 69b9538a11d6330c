"""The part of a source that is read, and where each of its characters stands in the untouched file."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from index.types import Piece, Span

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_RUN = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """A source without what is left out: `text` is its `kept` stretches joined."""

    source: str
    text: str
    kept: tuple[Span, ...]
    offsets: tuple[int, ...]
    """Where in `text` each kept stretch begins."""

    def place(self, index: int) -> int:
        """Return where in the source the character `text[index]` stands."""
        nth = bisect_right(self.offsets, index) - 1
        return self.kept[nth].start + index - self.offsets[nth]

    def spans(self, start: int, end: int) -> list[Span]:
        """Return the stretches of the source that `text[start:end]` is made of."""
        found: list[Span] = []
        nth = max(bisect_right(self.offsets, start) - 1, 0)
        while start < end:
            kept, offset = self.kept[nth], self.offsets[nth]
            stop = min(end, offset + kept.end - kept.start)
            if start < stop:
                found.append(Span(kept.start + start - offset, kept.start + stop - offset))
            start, nth = max(start, stop), nth + 1
        return found


def leave_out(source: str, holes: Iterable[Span]) -> Visible:
    """Return the source without these stretches, which may overlap."""
    kept: list[Span] = []
    start = 0
    for hole in sorted(holes):
        if hole.start > start:
            kept.append(Span(start, hole.start))
        start = max(start, hole.end)
    if start < len(source):
        kept.append(Span(start, len(source)))
    lengths = [span.end - span.start for span in kept]
    offsets = tuple(accumulate(lengths, initial=0))[: len(kept)]
    text = "".join(source[span.start : span.end] for span in kept)
    return Visible(source=source, text=text, kept=tuple(kept), offsets=offsets)


def fold_pieces(source: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Return the pieces a reader sees of these stretches, white-space runs as one space, ends trimmed."""
    # A space kept as it stands joins the words beside it, so that plain text is one piece.
    joined: list[Span] = []
    folded: set[int] = set()
    for span, is_gap in _words_and_gaps(source, spans):
        plain = not is_gap or source[span.start : span.end] == " "
        if plain and joined and joined[-1].end == span.start and len(joined) - 1 not in folded:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
            if not plain:
                folded.add(len(joined) - 1)
    return tuple(
        Piece(start=start, end=end, text=" " if nth in folded else source[start:end])
        for nth, (start, end) in enumerate(joined)
    )


def _words_and_gaps(source: str, spans: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
    """Yield each word, and before each but the first the white space that sets it apart, if there is some."""
    gap: Span | None = None
    begun = False
    for span in spans:
        for run in _RUN.finditer(source, span.start, span.end):
            here = Span(run.start(), run.end())
            if run[0].isspace():
                # Of white space that something left out cuts in two, the first half stands for it.
                gap = here if gap is None else Span(gap.start, here.end) if gap.end == here.start else gap
                continue
            if gap is not None and begun:
                yield gap, True
            yield here, False
            gap, begun = None, True


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of a text."""

    starts: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """Return the line (from 1) on which a character stands."""
        return bisect_right(self.starts, offset)


def count_lines(text: str) -> Lines:
    """Find the lines of a text, whichever way they are broken."""
    return Lines(starts=(0, *(found.end() for found in _LINE_BREAK.finditer(text))))


def split_lines(text: str) -> list[Span]:
    """Return the lines of a text without their breaks."""
    breaks = [Span(found.start(), found.end()) for found in _LINE_BREAK.finditer(text)]
    starts = [0, *(found.end for found in breaks)]
    ends = [*(found.start for found in breaks), len(text)]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]
