"""The pages of a PDF: which lines are words, which are the page's own, and how lines go on."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from unicodedata import normalize

from index.transcripts.pdf.extraction import PAGE_END
from index.transcripts.projection import Projection, Projector
from index.transcripts.reading import Skipped
from index.transcripts.visible import split_lines
from index.types import Span

_NUMBER = re.compile(r"\W*(?:page|seite|p\.|s\.)?\W*\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?\W*", re.IGNORECASE)
_LONGEST_NUMBER = 60
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d:\d")
# PDFium writes the last two for a hyphen that stands only because a line ends, and joins the lines there.
_UNSEEN = "\u00ad\ufffe\x02"
_WRITTEN_OTHERWISE = re.compile(f"[\ufb00-\ufb06{_UNSEEN}]")
_HYPHENS = "-\u2010\u00ad\ufffe\x02"
_ENDS = re.compile(r"[.?!…:][\"'”’)\]]*\s*\Z")
# Heads and feet are among so many lines at a page's edges, and recur on so many pages.
_EDGE = 2
_RECURS = 2
# A paragraph's last line is likely shorter than this share of a full one.
_FULL = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of words, on a page counted from 1."""

    span: Span
    page: int


def find_lines(text: str) -> tuple[list[Line], list[Skipped]]:
    """Return the lines that are read, and the heads, feet and numbers of pages."""
    pages = _split_pages(text)
    recurring = _find_recurring(text, pages)
    read: list[Line] = []
    skipped: list[Skipped] = []
    number = 0
    for nth, lines in enumerate(pages, start=1):
        for at, span in enumerate(lines):
            number += 1
            words = text[span.start : span.end]
            edge = at < _EDGE or at >= len(lines) - _EDGE
            outer = at == 0 or at == len(lines) - 1
            if edge and _shape(words) in recurring:
                skipped.append(Skipped(text=words.strip(), line=number, why="a page's head or foot"))
            elif outer and len(words) <= _LONGEST_NUMBER and _NUMBER.fullmatch(words):
                skipped.append(Skipped(text=words.strip(), line=number, why="a page's number"))
            else:
                read.append(Line(span=span, page=nth))
    return read, skipped


def project_lines(text: str, lines: Sequence[Line]) -> Projection:
    """Put lines together: hyphens at their ends and ligatures undone, paragraphs set apart."""
    projector = Projector()
    full = _full_length(lines)
    for nth, line in enumerate(lines):
        following = lines[nth + 1] if nth + 1 < len(lines) else None
        joined = following is not None and _is_divided(text, line.span, following.span)
        _add(projector, text, Span(line.span.start, line.span.end - joined))
        if not joined and following is not None:
            short = line.span.end - line.span.start < _FULL * full
            ends = short and _ENDS.search(text[line.span.start : line.span.end])
            projector.part("\n\n" if ends else "\n", line.span.end)
    return projector.finish()


def _split_pages(text: str) -> list[list[Span]]:
    pages: list[list[Span]] = []
    start = 0
    for page in text.split(PAGE_END):
        lines = [Span(start + line.start, start + line.end) for line in split_lines(page)]
        pages.append([line for line in lines if text[line.start : line.end].strip()])
        start += len(page) + 1
    return pages


def _find_recurring(text: str, pages: Sequence[Sequence[Span]]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for lines in pages:
        edges = [*lines[:_EDGE], *lines[-_EDGE:]]
        counts.update({_shape(text[line.start : line.end]) for line in edges})
    least = max(_RECURS, len([page for page in pages if page]) // 3)
    return frozenset(shape for shape, count in counts.items() if count >= least and not _is_speech(shape))


def _is_speech(shape: str) -> bool:
    """Tell whether a line that recurs is likelier said, or says who speaks."""
    return _ENDS.search(shape) is not None or _CLOCK.search(shape) is not None


def _shape(words: str) -> str:
    """Return a line as it recurs from page to page, whatever the number in it."""
    return _DIGITS.sub("0", " ".join(words.split()))


def _full_length(lines: Sequence[Line]) -> float:
    lengths = [line.span.end - line.span.start for line in lines]
    return quantiles(lengths, n=4)[2] if len(lengths) > 1 else 0


def _is_divided(text: str, line: Span, following: Span) -> bool:
    """Tell whether a word goes on in the next line behind a hyphen."""
    words = text[line.start : line.end]
    return words[-1:] in _HYPHENS and words[-2:-1].isalpha() and text[following.start].islower()


def _add(projector: Projector, text: str, span: Span) -> None:
    start = span.start
    for found in _WRITTEN_OTHERWISE.finditer(text, span.start, span.end):
        projector.add(text[start : found.start()], Span(start, found.start()))
        seen = "" if found[0] in _UNSEEN else normalize("NFKC", found[0])
        projector.add(seen, Span(*found.span()))
        start = found.end()
    projector.add(text[start : span.end], Span(start, span.end))
