"""The part of a source that is read, and where each of its characters stands in the untouched file."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from index.types import Span

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


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

    def find(self, place: int) -> int | None:
        """Return where in `text` a character of the source stands, or None if it is left out."""
        nth = bisect_right(self.kept, Span(place, len(self.source) + 1)) - 1
        if nth < 0 or place >= self.kept[nth].end:
            return None
        return self.offsets[nth] + place - self.kept[nth].start

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
    lines: list[Span] = []
    start = 0
    for found in _LINE_BREAK.finditer(text):
        end, following = found.span()
        lines.append(Span(start, end))
        start = following
    return [*lines, Span(start, len(text))]
