"""A JSON file as its readers see it: what it holds, and where its words stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from index.transcripts.folding import fold_pieces
from index.transcripts.json_text import find_strings, parse_json, string_pieces
from index.transcripts.segments import join_pieces
from index.transcripts.visible import Lines, count_lines
from index.types import Piece, Span

Path = tuple[str | int, ...]
Fields = Mapping[str, object]

# The keys under which any of these formats keeps words.
_WORDS = frozenset(
    {"body", "text", "word", "punctuated_word", "transcript", "content", "sentence", "raw_text"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFile:
    """A parsed file; `strings` holds the places of those values that may be words, by their path."""

    source: str
    name: str
    held: object
    strings: Mapping[Path, Span]
    lines: Lines

    def line(self, path: Path) -> int | None:
        """Return the line on which a value's words stand."""
        span = self.strings.get(path)
        return self.lines.line_of(span.start) if span is not None else None

    def words(self, *paths: Path) -> tuple[Piece, ...]:
        """Return the folded words at these paths, joined by spaces; what is no words gives none."""
        spans = [self.strings[path] for path in paths if path in self.strings]
        return join_pieces((fold_pieces(string_pieces(self.source, span)) for span in spans), self.source)

    def span(self, pieces: Sequence[Piece]) -> Span:
        """Return the stretch of the file from the first of these to the last."""
        return Span(pieces[0].start, pieces[-1].end)


def open_json(source: str, name: str) -> JsonFile:
    """Parse a JSON file and find its words."""
    held = parse_json(source, name)
    strings = {path: span for path, span in find_strings(source) if path and path[-1] in _WORDS}
    return JsonFile(source=source, name=name, held=held, strings=strings, lines=count_lines(source))


def fields_of(value: object) -> Fields:
    """Return a JSON object's fields; anything else has none."""
    return cast("Fields", value) if isinstance(value, dict) else {}


def items_of(value: object) -> Sequence[object]:
    """Return a JSON array's items; anything else has none."""
    return cast("Sequence[object]", value) if isinstance(value, list) else ()


def follow(value: object, *path: str | int) -> object:
    """Return what stands at a path, or None."""
    for step in path:
        if isinstance(step, str):
            value = fields_of(value).get(step)
        else:
            items = items_of(value)
            value = items[step] if step < len(items) else None
    return value
