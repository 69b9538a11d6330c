"""The article of a page: which paragraphs are it, and which only stand around it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from index.transcripts.html.page import Element, Page, PagePart
from index.transcripts.printed import Paragraph
from index.transcripts.reading import Skipped
from index.transcripts.visible import Lines
from index.words import fold

_AROUND = "around the article"
_OUTSIDE = {
    **dict.fromkeys(("nav", "aside", "footer", "form", "button", "select", "menu", "dialog"), _AROUND),
    **dict.fromkeys(("noscript", "template", "svg", "math", "object", "audio", "video", "canvas"), _AROUND),
    **dict.fromkeys(("figcaption", "caption"), "a caption"),
}
_ROLES = frozenset(
    """
    navigation complementary banner contentinfo search dialog alert menu menubar toolbar doc-footnote
    doc-endnotes doc-pullquote note
    """.split()
)
_CLASSES = {
    _AROUND: """
        nav navbar navigation menu breadcrumb breadcrumbs sidebar related recommended recirc share sharing
        social newsletter subscribe subscription signup promo promotion advert advertisement ad ads sponsored
        comments comment disqus cookie cookies consent banner paywall toolbar tags pagination byline masthead
        toc sr
    """.split(),
    "a caption": ["caption", "captions", "credit"],
    "a pull quote": ["pullquote", "pull", "pulled"],
    "a footnote": ["footnote", "footnotes", "endnotes", "references"],
}
_BY_CLASS = {word: why for why, words in _CLASSES.items() for word in words}
_WORD = re.compile(r"[a-z]+")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAIN = frozenset({"article", "main"})
_BODIES = re.compile(
    r"(?:^|\s)(?:entry|post|article|story)[-_]{1,2}(?:content|body|text)(?:\s|$)|(?:^|\s)transcript(?:\s|$)",
    re.IGNORECASE,
)
# The article holds so much of what stands on a page; what is named like furniture and holds so much is none.
_SHARE = 0.4
_MOST_FURNITURE = 0.4
_FEWEST_REPEATED = 5
_MOSTLY_LINKS = 0.7
_BLANK = " \t\r\n\f\u00a0\u200b\ufeff"


def find_article(page: Page, lines: Lines) -> tuple[list[Paragraph], list[Skipped]]:
    """Return the paragraphs of the article in order, and what is left out with the reason."""
    parts = [part for part in page.parts if part.paragraph.text.strip(_BLANK)]
    outside = _why_outside(page.elements, _count_words(page.elements, parts))
    inside = [part for part in parts if outside[part.element.number] is None]
    held = _find_body(page.elements, _count_words(page.elements, inside))
    repeated = _find_repeated([part for part in inside if held[part.element.number]])
    read: list[Paragraph] = []
    left_out: list[tuple[PagePart, str]] = []
    for part in parts:
        number = part.element.number
        why = outside[number] or (None if held[number] else _AROUND)
        why = why or ("a pull quote" if id(part) in repeated else None)
        why = why or (_AROUND if _is_menu(part) else None)
        if why is None:
            read.append(part.paragraph)
        else:
            left_out.append((part, why))
    return read, list(_gather(left_out, lines))


def _count_words(elements: Sequence[Element], parts: Sequence[PagePart]) -> list[int]:
    """Count the words that stand in each element."""
    held = [0] * len(elements)
    for part in parts:
        held[part.element.number] += len(part.paragraph.text.split())
    for element in reversed(elements):
        if element.parent is not None:
            held[element.parent] += held[element.number]
    return held


def _why_outside(elements: Sequence[Element], held: Sequence[int]) -> list[str | None]:
    """Return for each element why what it holds is not of the article, None if nothing says so."""
    reasons: list[str | None] = []
    main: list[bool] = []
    for element in elements:
        inherited = reasons[element.parent] if element.parent is not None else None
        within = element.parent is not None and main[element.parent]
        small = held[element.number] <= _MOST_FURNITURE * held[0]
        named = _why_by_attributes(element) if small else None
        top = _AROUND if element.tag == "header" and small and not within else None
        reasons.append(inherited or _OUTSIDE.get(element.tag) or named or top)
        main.append(within or element.tag in _MAIN)
    return reasons


def _why_by_attributes(element: Element) -> str | None:
    said = element.attributes
    if not said:
        return None
    if "hidden" in said or said.get("aria-hidden") == "true" or _UNSEEN.search(said.get("style", "")):
        return "hidden"
    if said.get("role", "").casefold() in _ROLES:
        return _AROUND
    named = f"{said.get('class', '')} {said.get('id', '')}".casefold()
    return next((_BY_CLASS[word] for word in _WORD.findall(named) if word in _BY_CLASS), None)


def _find_body(elements: Sequence[Element], words: Sequence[int]) -> list[bool]:
    """Tell of each element whether it is in the article: in what says it is one, if that holds enough."""
    named = [element for element in elements if _says_article(element)]
    best = max(named, key=lambda one: (words[one.number], one.depth), default=None)
    if best is None or words[best.number] < _SHARE * words[0]:
        return [True] * len(elements)
    held: list[bool] = []
    for element in elements:
        held.append(element is best or (element.parent is not None and held[element.parent]))
    return held


def _says_article(element: Element) -> bool:
    said = element.attributes
    return (
        element.tag in _MAIN
        or said.get("role") in {"main", "article"}
        or said.get("itemprop") == "articleBody"
        or _BODIES.search(said.get("class", "")) is not None
    )


def _find_repeated(parts: Sequence[PagePart]) -> set[int]:
    """Return the quotations and headings set large whose words stand in another paragraph as well."""
    plain = "\n".join(fold(" ".join(part.paragraph.text.split())) for part in parts if not _is_large(part))
    return {
        id(part)
        for part in parts
        if _is_large(part)
        and len(part.paragraph.text.split()) >= _FEWEST_REPEATED
        and _bare(part.paragraph.text) in plain
    }


def _is_menu(part: PagePart) -> bool:
    return part.links > 1 and part.linked >= _MOSTLY_LINKS * len(part.paragraph.text.strip())


def _is_large(part: PagePart) -> bool:
    return part.paragraph.heading or any(one.tag == "blockquote" for one in islice(part.element.chain(), 5))


def _bare(text: str) -> str:
    return fold(" ".join(text.split())).strip(" \"'“”‘’«»„.…")


def _gather(left_out: Sequence[tuple[PagePart, str]], lines: Lines) -> Iterator[Skipped]:
    """Yield what is left out, neighbours of one reason as one."""
    said: list[str] = []
    for nth, (part, why) in enumerate(left_out):
        said.append(" ".join(part.paragraph.text.split()))
        following = left_out[nth + 1] if nth + 1 < len(left_out) else None
        if following is None or following[1] != why:
            first = left_out[nth + 1 - len(said)][0].paragraph
            yield Skipped(text=" · ".join(said), line=lines.line_of(first.place), why=why)
            said = []
