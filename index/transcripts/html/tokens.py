"""The tags and the words of an HTML page, each with where it stands.

Parsers that build a page's tree keep no places of its words; this follows the rules of the HTML standard's
tokenizer as far as a page of words needs them, in one pass whatever stands there.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from index.types import Span

_MARK = re.compile(
    r"<(?:(?P<comment>!--)|(?P<other>[!?]|/(?![A-Za-z]))|(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*))"
)
# Quotation marks hold a tag together only as an attribute's value.
_REST = re.compile(r"(?:[^>=]|=\s*\"[^\"]*\"|=\s*'[^']*'|=)*+>")
_ATTRIBUTE = re.compile(
    r"(?P<key>[^\s=/>\"']+)(?:\s*=\s*(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<none>[^\s>\"']+)))?"
)
# What stands in these is no page's words, and no tags either.
_RAW = frozenset("script style xmp iframe noembed noframes textarea".split())
_LONGEST_NAME = 40
_LONGEST_VALUE = 2_000


class Tag(NamedTuple):
    """A tag that begins or ends an element; `rest` is what stands in it behind its name."""

    name: str
    closes: bool
    span: Span
    rest: Span


class Text(NamedTuple):
    """Characters between tags."""

    span: Span


def split_tokens(source: str) -> Iterator[Tag | Text]:
    """Yield the tags and texts of a page, without comments and scripts."""
    place = 0
    while True:
        opens = source.find("<", place)
        found = _MARK.match(source, opens) if opens >= 0 else None
        if opens >= 0 and found is None:
            # A "<" that begins no tag is a character like others.
            yield Text(span=Span(place, opens + 1))
            place = opens + 1
            continue
        end = opens if opens >= 0 else len(source)
        if place < end:
            yield Text(span=Span(place, end))
        if found is None:
            return
        place = _end_of_mark(source, found)
        if place < 0:
            # A tag or a comment that nothing ends takes the rest of the page with it.
            return
        if found["name"]:
            tag = _tag(found, place)
            yield tag
            if tag.name in _RAW and not tag.closes:
                place = _end_of_raw(source, tag.name, place)


def _end_of_mark(source: str, found: re.Match[str]) -> int:
    if found["comment"]:
        end = source.find("-->", found.end())
        return end + len("-->") if end >= 0 else -1
    if found["other"]:
        return source.find(">", found.end()) + 1 or -1
    rest = _REST.match(source, found.end())
    return rest.end() if rest else -1


def _tag(found: re.Match[str], end: int) -> Tag:
    name = found["name"].lower() if len(found["name"]) <= _LONGEST_NAME else "?"
    return Tag(
        name=name,
        closes=bool(found["close"]),
        span=Span(found.start(), end),
        rest=Span(found.end(), end - 1),
    )


def _end_of_raw(source: str, name: str, place: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, place)
    return found.start() if found else len(source)


def attributes_of(source: str, tag: Tag) -> Mapping[str, str]:
    """Return a tag's attributes, entities read; the first of two with one name holds."""
    held: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(source, tag.rest.start, tag.rest.end):
        value = found["two"] or found["one"] or found["none"] or ""
        held.setdefault(found["key"].lower(), unescape(value[:_LONGEST_VALUE]))
    return held
