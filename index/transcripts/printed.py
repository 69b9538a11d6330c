"""Paragraphs with their print: what files that know bold, headings and tables are read as."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from index.transcripts.markup import Markup
from index.transcripts.projection import Projection, Projector
from index.types import Span

_LONGEST_NAME = 60
_NAME_CELL = re.compile(r"[^\W\d_][^\n?!]{0,59}")


class Stretch(NamedTuple):
    """Words as they stand at a span of the document's text; a break's span has no width."""

    text: str
    span: Span
    bold: bool


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """One paragraph; `column` is that of the table's cell it stands in, from 0."""

    place: int
    stretches: list[Stretch] = field(default_factory=list[Stretch])
    style: str | None = None
    heading: bool = False
    item: bool = False
    boxed: bool = False
    column: int | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A document's paragraphs as one text, a blank line between them; `spans` are theirs in it."""

    projection: Projection
    paragraphs: tuple[Paragraph, ...]
    spans: tuple[Span, ...]


def write_out(paragraphs: Iterable[Paragraph]) -> Written:
    """Put paragraphs together to one text."""
    projector = Projector()
    kept = tuple(paragraphs)
    spans: list[Span] = []
    for nth, paragraph in enumerate(kept):
        if nth:
            # A name in a table's first column belongs to what stands beside it.
            beside = kept[nth - 1].column == 0 and paragraph.column == 1
            projector.part("\n" if beside else "\n\n", paragraph.place)
        start = projector.length
        for stretch in paragraph.stretches:
            projector.add(stretch.text, stretch.span)
        spans.append(Span(start, projector.length))
    return Written(projection=projector.finish(), paragraphs=kept, spans=tuple(spans))


def find_print(written: Written) -> Markup:
    """Say which paragraphs and which words at their beginnings stand in strong print."""
    names: list[Span] = []
    strong: set[int] = set()
    items: set[int] = set()
    for paragraph, span in zip(written.paragraphs, written.spans, strict=True):
        text = written.projection.text[span.start : span.end]
        first = span.start + len(text) - len(text.lstrip())
        bold = _bold_length(paragraph)
        words = text[:bold].strip()
        if paragraph.heading or (words and words == text.strip()):
            strong.add(first)
        if (0 < len(words) <= _LONGEST_NAME and not paragraph.heading) or _is_name_cell(paragraph, text):
            names.append(Span(first, first + len(words or text.strip())))
        if paragraph.item:
            items.add(first)
    return Markup(marks=(), pictures=(), names=tuple(names), strong=frozenset(strong), items=frozenset(items))


def _bold_length(paragraph: Paragraph) -> int:
    """Return how many characters at the beginning stand in bold print, white space between them too."""
    length = bold = 0
    for stretch in paragraph.stretches:
        if not stretch.bold and not stretch.text.isspace():
            break
        length += len(stretch.text)
        bold = length if stretch.bold else bold
    return bold


def _is_name_cell(paragraph: Paragraph, text: str) -> bool:
    return paragraph.column == 0 and _NAME_CELL.fullmatch(text.strip()) is not None
