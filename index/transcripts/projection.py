"""Projections: what a reader sees of a file that is no plain text, and the way back into its text."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.errors import SourceError
from index.transcripts.heard import Heard, Spoken
from index.transcripts.visible import Lines, count_lines
from index.types import Piece, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The words of a file as one text, stretch by stretch, and where each stands in the file's own text.

    `offsets` are where in `text` each stretch begins, `spans` where it stands. A stretch as long as its span
    is verbatim. One that only sets words apart, such as a paragraph's end, has a span of no width.
    """

    text: str
    offsets: tuple[int, ...]
    spans: tuple[Span, ...]

    def place(self, index: int) -> int:
        """Return where in the file's text the character `text[index]` stands."""
        if not self.offsets:
            return 0
        nth = max(bisect_right(self.offsets, index) - 1, 0)
        span = self.spans[nth]
        return span.start + (index - self.offsets[nth] if self._is_verbatim(nth) else 0)

    def pieces(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """Turn pieces of the projection into pieces of the file's text, with the same words."""
        found: list[Piece] = []
        same = False
        for piece in pieces:
            before, same = same, self.text.startswith(piece.text, piece.start)
            parts = [self._space(piece)] if piece.text == " " else self._parts(piece)
            for part in parts:
                joined = _join(found[-1], part) if found and before and same else None
                found[-1:] = [joined] if joined else [*found[-1:], part]
                before = same
        return tuple(found)

    def _parts(self, piece: Piece) -> list[Piece]:
        parts: list[Piece] = []
        nth = max(bisect_right(self.offsets, piece.start) - 1, 0)
        start = piece.start
        while start < piece.end:
            end = min(piece.end, self._end(nth))
            if start < end:
                low, high = start - self.offsets[nth], end - self.offsets[nth]
                here = self.spans[nth]
                span = Span(here.start + low, here.start + high) if self._is_verbatim(nth) else here
                parts.append(Piece(start=span.start, end=span.end, text=self.text[start:end]))
            start, nth = max(start, end), nth + 1
        return parts

    def _space(self, piece: Piece) -> Piece:
        """Return the first white space that stands in the file, or else a place of no width."""
        first = bisect_right(self.offsets, piece.start) - 1
        nth = first
        while nth < len(self.offsets) and self.offsets[nth] < piece.end:
            if self._is_verbatim(nth):
                start = max(piece.start, self.offsets[nth])
                length = min(piece.end, self._end(nth)) - start
                here = self.spans[nth].start + start - self.offsets[nth]
                return Piece(start=here, end=here + length, text=" ")
            nth += 1
        here = self.spans[first].start
        return Piece(start=here, end=here, text=" ")

    def _end(self, nth: int) -> int:
        return self.offsets[nth + 1] if nth + 1 < len(self.offsets) else len(self.text)

    def _is_verbatim(self, nth: int) -> bool:
        return self._end(nth) - self.offsets[nth] == self.spans[nth].end - self.spans[nth].start


@dataclass(slots=True, kw_only=True)
class Projector:
    """Puts a projection together, stretch by stretch, in the order in which it is read."""

    parts: list[str] = field(default_factory=list[str])
    offsets: list[int] = field(default_factory=list[int])
    spans: list[Span] = field(default_factory=list[Span])
    length: int = 0

    def add(self, text: str, span: Span) -> None:
        """Add words that stand at a span of the file's text."""
        if text:
            self.parts.append(text)
            self.offsets.append(self.length)
            self.spans.append(span)
            self.length += len(text)

    def part(self, breaks: str, place: int) -> None:
        """Set apart what comes before and after by a line break or several."""
        self.add(breaks, Span(place, place))

    def finish(self) -> Projection:
        """Return the projection."""
        return Projection(text="".join(self.parts), offsets=tuple(self.offsets), spans=tuple(self.spans))


def hear_projected(projection: Projection, hear: Callable[[str], Heard], lines: Lines, name: str) -> Heard:
    """Hear what is said in a projection; pieces and lines are those of the file's own text.

    `lines` are where in the file's text its lines or paragraphs begin.
    """
    own = count_lines(projection.text)

    def line_of(line: int) -> int:
        return lines.line_of(projection.place(own.starts[line - 1]))

    try:
        heard = hear(projection.text)
    except SourceError as error:
        if error.line is None:
            raise
        raise SourceError(Path(name), error.sentence, line=line_of(error.line)) from error
    return replace(
        heard,
        spoken=tuple(_bring_back(spoken, projection) for spoken in heard.spoken),
        skipped=tuple(replace(item, line=line_of(item.line)) for item in heard.skipped),
        doubts=tuple(
            replace(doubt, line=line_of(doubt.line)) if doubt.line else doubt for doubt in heard.doubts
        ),
        lines=lines,
    )


def _bring_back(spoken: Spoken, projection: Projection) -> Spoken:
    return replace(spoken, pieces=projection.pieces(spoken.pieces))


def _join(before: Piece, piece: Piece) -> Piece | None:
    """Return two pieces that stand side by side as one; a space in place of a tab stays alone."""
    if before.end != piece.start or not (_is_plain(before) and _is_plain(piece)):
        return None
    return Piece(start=before.start, end=piece.end, text=before.text + piece.text)


def _is_plain(piece: Piece) -> bool:
    return 0 < piece.end - piece.start == len(piece.text)
