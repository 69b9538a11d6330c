"""The paragraphs of a DOCX file: their words, where these stand, and what their print tells."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.transcripts.docx.parsing import Attributes, is_on, parse_part
from index.transcripts.docx.styles import Styles
from index.transcripts.printed import Paragraph, Stretch
from index.types import Span

# Deleted and moved words, what an older program would show instead, and properties as they were before.
_UNSAID = frozenset("del moveFrom ?Fallback rPrChange pPrChange tblPrChange sectPrChange numPrChange".split())
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TEXT_BOX = "txbxContent"


@dataclass(slots=True, kw_only=True)
class _Run:
    bold: bool | None = None
    style: str | None = None
    hidden: bool = False


@dataclass(slots=True, kw_only=True)
class _Walker:
    """Collects paragraphs while the document is walked through; places are bytes."""

    data: bytes
    styles: Styles
    paragraphs: list[Paragraph] = field(default_factory=list[Paragraph])
    open: list[Paragraph] = field(default_factory=list[Paragraph])
    path: list[str] = field(default_factory=list[str])
    columns: list[int] = field(default_factory=list[int])
    unsaid: int = 0
    boxes: int = 0
    run: _Run = field(default_factory=_Run)

    def begin(self, element: str, attributes: Attributes, place: int) -> None:
        """Enter an element."""
        self.path.append(element)
        self.unsaid += element in _UNSAID
        if self.unsaid:
            return
        if element == "p":
            column = self.columns[-1] if self.columns and not self.boxes else None
            self.open.append(Paragraph(place=place, boxed=self.boxes > 0, column=column))
        elif element == "r":
            self.run = _Run()
        elif element == "tr":
            self.columns.append(-1)
        elif element == "tc" and self.columns:
            self.columns[-1] += 1
        elif element == _TEXT_BOX:
            self.boxes += 1
        elif self.open:
            self._take(element, attributes, place)

    def _take(self, element: str, attributes: Attributes, place: int) -> None:
        """Take a paragraph's or a run's property, or a break."""
        paragraph, value = self.open[-1], attributes.get("val")
        parent = self.path[-2]
        if parent == "pPr":
            _shape(paragraph, element, value, self.styles)
        elif parent == "rPr" and self.path[-3] == "r":
            _print(self.run, element, value)
        elif parent == "r" and element in _BREAKS and not self.run.hidden:
            self._add(_BREAKS[element], Span(place, place))

    def end(self, element: str) -> None:
        """Leave an element."""
        self.path.pop()
        if element in _UNSAID:
            self.unsaid -= 1
        if self.unsaid:
            return
        if element == "p" and self.open:
            self.paragraphs.append(self.open.pop())
        elif element == "tr" and self.columns:
            self.columns.pop()
        elif element == _TEXT_BOX:
            self.boxes -= 1

    def words(self, text: str, place: int) -> None:
        """Take characters that stand at a byte."""
        if self.path[-1:] != ["t"] or self.unsaid or not self.open or self.run.hidden:
            return
        self._add(text, Span(place, place + _length(self.data, text, place)))

    def _add(self, text: str, span: Span) -> None:
        bold = self.run.bold
        if bold is None:
            bold = self.styles.is_bold(self.run.style) or self.styles.is_bold(self.open[-1].style)
        self.open[-1].stretches.append(Stretch(text, span, bold))


def find_paragraphs(data: bytes, styles: Styles, name: str) -> list[Paragraph]:
    """Return the paragraphs of a document, in order; their places are characters of its text."""
    walker = _Walker(data=data, styles=styles)
    parse_part(data, name, begin=walker.begin, end=walker.end, words=walker.words)
    return walker.paragraphs if data.isascii() else _in_characters(walker.paragraphs, data)


def _in_characters(paragraphs: Sequence[Paragraph], data: bytes) -> list[Paragraph]:
    """Turn places in bytes into places in characters."""
    spans = [stretch.span for paragraph in paragraphs for stretch in paragraph.stretches]
    places = {paragraph.place for paragraph in paragraphs}
    places.update(place for span in spans for place in span)
    characters: dict[int, int] = {}
    before = count = 0
    for place in sorted(places):
        count += len(data[before:place].decode())
        characters[place], before = count, place
    return [
        replace(
            paragraph,
            place=characters[paragraph.place],
            stretches=[
                stretch._replace(span=Span(characters[stretch.span.start], characters[stretch.span.end]))
                for stretch in paragraph.stretches
            ],
        )
        for paragraph in paragraphs
    ]


def _shape(paragraph: Paragraph, element: str, value: str | None, styles: Styles) -> None:
    if element == "pStyle":
        paragraph.style = value
        paragraph.heading = paragraph.heading or styles.is_heading(value)
    elif element == "outlineLvl":
        paragraph.heading = value != "9"
    elif element == "numPr":
        paragraph.item = True


def _print(run: _Run, element: str, value: str | None) -> None:
    if element == "b":
        run.bold = is_on(value)
    elif element == "rStyle":
        run.style = value
    elif element in {"vanish", "webHidden"}:
        run.hidden = is_on(value)


def _length(data: bytes, text: str, place: int) -> int:
    """Return how many bytes characters take up in the file, where an entity may stand for one."""
    if len(text) == 1 and data.startswith(b"&", place) and (end := data.find(b";", place, place + 12)) > 0:
        return end + 1 - place
    if text == "\n" and data.startswith(b"\r", place):
        return 2 if data.startswith(b"\r\n", place) else 1
    return len(text.encode())
