"""Walking through the tags of a page: which elements hold which paragraphs.

Elements end as browsers end them as far as a page of words needs it: a paragraph where another block begins,
an item where the next one does, whatever stands in an element with it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import SourceError
from index.transcripts.html.characters import read_characters
from index.transcripts.html.head import note_head
from index.transcripts.html.page import Element, Page, PagePart
from index.transcripts.html.tokens import Tag, attributes_of, split_tokens
from index.transcripts.printed import Paragraph, Stretch
from index.types import Span

_VOID = frozenset("area base col embed hr img input link meta param source track wbr".split())
_STRONG = frozenset("b strong th dt em i h1 h2 h3 h4 h5 h6".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_PRINT = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var
    """.split()
)
# Outside a paragraph these two say who speaks and when, as podcasts write it.
_APART = frozenset({"cite", "time"})
_PARAGRAPHS = frozenset({"p", *HEADINGS, "li", "td", "th", "dd", "dt", "blockquote", "figcaption", "label"})
# An element of the first kinds ends where this one begins, unless one of the second kinds stands between.
_LISTS = frozenset({"ul", "ol", "menu", "dl", "table", "div", "section", "article"})
_ENDED_BY = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), _LISTS),
    "dd": (frozenset({"dt", "dd"}), _LISTS),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
}
# Pages reach about fifty; print in print in print is left out beyond what anybody sets.
_DEEPEST = 200
_MOST_PRINT = 30
# A day of talk has a few thousand paragraphs, each of a few stretches of one print.
_MOST_STRETCHES = 80_000
# Classes that say in words what other pages say by bold print.
_SETS_APART = re.compile(r"(?:^|[\W_])(?:speaker|question|interviewer|frage)(?:[\W_]|$)", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class _Walker:
    """Goes through the tags; `here` is the innermost element that did not end yet."""

    source: str
    name: str
    here: Element
    elements: list[Element]
    open: Counter[str] = field(default_factory=Counter[str])
    parts: list[PagePart] = field(default_factory=list[PagePart])
    head: dict[str, str] = field(default_factory=dict[str, str])
    cells: list[int] = field(default_factory=list[int])
    paragraph: Paragraph | None = None
    broken: bool = False
    stretches: int = 0

    def take(self, tag: Tag) -> None:
        if tag.closes:
            self._end(tag.name)
        elif tag.name == "br":
            self._break_line(tag.span.start)
        elif tag.name in _VOID:
            self.paragraph = None if tag.name == "hr" else self.paragraph
            note_head(self.head, tag.name, attributes_of(self.source, tag))
        else:
            self._begin(tag)

    def _begin(self, tag: Tag) -> None:
        block = tag.name not in _PRINT or (tag.name in _APART and self.here.holder().tag not in _PARAGRAPHS)
        if block:
            self.paragraph = None
            self._end_implied(tag.name)
        elif self.here.depth - self.here.holder().depth > _MOST_PRINT:
            return
        if self.here.depth > _DEEPEST:
            sentence = "Its elements are nested too deep. Save its words as plain text."
            raise SourceError(Path(self.name), sentence)
        attributes = attributes_of(self.source, tag)
        note_head(self.head, tag.name, attributes)
        self.open[tag.name] += 1
        self.here = Element(
            tag=tag.name,
            number=len(self.elements),
            above=self.here,
            block=block,
            held=self.here.holder(),
            depth=self.here.depth + 1,
            attributes=attributes,
            strong=self.here.strong or tag.name in _STRONG or _is_set_apart(attributes),
            kept=self.here.kept or tag.name in {"pre", "textarea"},
            column=self._column(tag.name),
            linked=self.here.linked or tag.name == "a",
            raised=self.here.raised or tag.name == "sup",
        )
        self.elements.append(self.here)
        if tag.name == "a" and self.parts and self.paragraph is not None:
            self.parts[-1].links += 1

    def _end_implied(self, tag: str) -> None:
        holder = self.here.holder()
        if holder.tag == "p" or (holder.tag in HEADINGS and tag in HEADINGS):
            self._leave(holder)
        ended, stop = _ENDED_BY.get(tag, (frozenset[str](), frozenset[str]()))
        for element in self.here.chain() if ended else ():
            if element.tag in ended:
                self._leave(element)
                return
            if element.tag in stop:
                return

    def _end(self, tag: str) -> None:
        if tag in {"br", "p"} and not self.open[tag]:
            self.paragraph = None
            return
        if not self.open[tag]:
            return
        for element in self.here.chain():
            if element.tag == tag:
                self.paragraph = None if element.block else self.paragraph
                self._leave(element)
                return
            if element.block and tag in _PRINT and tag not in _APART:
                # Print that ends where a block began meanwhile ended with the block before.
                return

    def _leave(self, element: Element) -> None:
        """Leave an element with all that is open in it."""
        for inner in self.here.chain():
            self.open[inner.tag] -= 1
            if inner.tag == "tr" and self.cells:
                self.cells.pop()
            if inner is element:
                break
        self.here = element.above or element

    def _column(self, tag: str) -> int | None:
        if tag == "tr":
            self.cells.append(-1)
        elif tag in {"td", "th"} and self.cells:
            self.cells[-1] += 1
            return self.cells[-1]
        if tag in {"dt", "dd"}:
            return int(tag == "dd")
        return None if tag in {"table", "dl"} else self.here.column

    def _break_line(self, place: int) -> None:
        """Take a line break; two of them set paragraphs apart, as pages of old do it."""
        if self.broken:
            self.paragraph = None
        elif self.paragraph is not None:
            self.paragraph.stretches.append(Stretch("\n", Span(place, place), bold=self.here.strong))
            self.broken = True

    def hear(self, span: Span) -> None:
        """Take characters between tags."""
        if self.here.tag == "title":
            self.head.setdefault("title", " ".join(self.source[span.start : span.end].split()))
            return
        if self.here.linked and self.here.raised:
            # The number of a footnote.
            return
        if self.paragraph is None and self.source[span.start : span.end].isspace():
            return
        for text, place in read_characters(self.source, span, kept=self.here.kept):
            blank = not text.strip()
            if blank and self.paragraph is None:
                continue
            self.broken = self.broken and blank
            self._add(text, place)

    def _add(self, text: str, place: Span) -> None:
        self.stretches += 1
        if self.stretches > _MOST_STRETCHES:
            sentence = (
                f"Its words are cut into more than {_MOST_STRETCHES:,} parts, as in no article. "
                "Save its words as plain text."
            )
            raise SourceError(Path(self.name), sentence)
        if self.paragraph is None:
            self.paragraph = self._new_paragraph(place.start)
            part = PagePart(paragraph=self.paragraph, element=self.here.holder(), links=int(self.here.linked))
            self.parts.append(part)
            self.broken = False
        self.paragraph.stretches.append(Stretch(text, place, bold=self.here.strong))
        self.parts[-1].linked += len(text) if self.here.linked else 0

    def _new_paragraph(self, place: int) -> Paragraph:
        holder = self.here.holder()
        heading = holder.tag in HEADINGS
        return Paragraph(place=place, heading=heading, item=holder.tag == "li", column=holder.column)


def walk_page(source: str, name: str) -> Page:
    """Return the elements and paragraphs of a page."""
    outermost = Element(tag="page")
    walker = _Walker(source=source, name=name, here=outermost, elements=[outermost])
    for token in split_tokens(source):
        if isinstance(token, Tag):
            walker.take(token)
        else:
            walker.hear(token.span)
    return Page(elements=tuple(walker.elements), parts=tuple(walker.parts), head=walker.head)


def _is_set_apart(attributes: Mapping[str, str]) -> bool:
    return "class" in attributes and _SETS_APART.search(attributes["class"]) is not None
