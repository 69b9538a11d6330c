"""The characters of a page between its tags, as a reader sees them."""

import re
from collections.abc import Iterator
from html import unescape

from index.types import Span

_OTHERWISE = re.compile(
    r"(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)|(?P<line>(?:\r\n|[\r\n])\s*)|(?P<soft>\u00ad)"
)
_UNSEEN = "\u00ad"
_SIGNS = f"&\r\n{_UNSEEN}"


def read_characters(source: str, span: Span, *, kept: bool) -> Iterator[tuple[str, Span]]:
    """Yield what `source[span]` reads as, stretch by stretch, and where each stands.

    A line break of the file is a space on the page, unless line breaks are `kept`.
    """
    words = source[span.start : span.end]
    if not any(sign in words for sign in _SIGNS):
        yield words, span
        return
    place = span.start
    for found in _OTHERWISE.finditer(source, span.start, span.end):
        if place < found.start():
            yield source[place : found.start()], Span(place, found.start())
        place = found.end()
        here = Span(*found.span())
        if found["line"] and kept:
            yield found[0], here
        elif found["line"]:
            # One character that stands for another would look as if it stood there itself.
            yield " ", here if here.end - here.start > 1 else Span(here.start, here.start)
        elif found["entity"]:
            text = unescape(found[0])
            if text != _UNSEEN:
                yield _seen(text), here
    if place < span.end:
        yield source[place : span.end], Span(place, span.end)


def _seen(text: str) -> str:
    # An entity that spells a line break is a space like others.
    return " " if text in {"\n", "\r", "\f", "\0"} else text
