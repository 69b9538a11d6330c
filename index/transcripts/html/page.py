"""An HTML page as its elements and its paragraphs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.transcripts.printed import Paragraph


@dataclass(slots=True, kw_only=True, eq=False)
class Element:
    """An element and what it hands on to those in it; `block` is whether paragraphs end with it.

    `number` is its place among the page's elements, where each stands behind the one that holds it.
    """

    tag: str
    number: int = 0
    above: "Element | None" = field(default=None, repr=False)
    block: bool = True
    held: "Element | None" = field(default=None, repr=False)
    """The innermost element around it that is more than print."""
    depth: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    strong: bool = False
    kept: bool = False
    """Whether line breaks in the file are such on the page."""
    column: int | None = None
    linked: bool = False
    raised: bool = False
    """Whether it is a number set above the line, as those of footnotes are where they are links."""

    @property
    def parent(self) -> int | None:
        """The number of the element that holds it."""
        return self.above.number if self.above else None

    def chain(self) -> "Iterator[Element]":
        """Yield the element and all it stands in, the innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.above

    def holder(self) -> "Element":
        """Return the innermost element here that is more than print."""
        return self if self.block or self.held is None else self.held


@dataclass(slots=True, kw_only=True)
class PagePart:
    """A paragraph, the element in which it stands, and how many of its characters are links' words."""

    paragraph: Paragraph
    element: Element
    linked: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's elements and paragraphs in order, and what its head says of it."""

    elements: tuple[Element, ...]
    parts: tuple[PagePart, ...]
    head: Mapping[str, str]
