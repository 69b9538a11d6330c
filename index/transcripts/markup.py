"""Markdown's marks, which nobody said: where they stand and what they tell."""

import re
from dataclasses import dataclass

from index.types import Span

_STRONG = re.compile(
    r"(?P<mark>\*\*\*|\*\*|__)(?=\S)(?P<inner>(?:(?!\n[ \t]*\n)[^*]){1,1000}?)(?<=\S)(?P=mark)"
)
_EMPHASIS = re.compile(
    r"(?<![\w*_\\])(?P<mark>[*_])(?=[^\s*_])(?P<inner>[^*_\n]{1,1000}?)(?<=[^\s])(?P=mark)(?![\w*_])"
)
_LINK = re.compile(r"(?<!!)\[(?P<inner>[^\[\]\n]+)\](?P<to>\([^()\s]+(?:[ \t]+\"[^\"\n]*\")?\))")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_RULE = re.compile(
    r"^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:=[ \t]*){3,})$", re.MULTILINE
)
_BULLET = re.compile(r"^[ \t]*(?P<mark>[•‣◦▪●*+-])[ \t]+(?=\S)", re.MULTILINE)
_ENDS_PARAGRAPH = re.compile(r"[ \t]*(?:\r?\n|\r|\Z)")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """`marks` and `pictures` are left out; `strong` and `items` hold where such lines' words begin.

    `names` are short words in strong print at the beginning of a line, which may be labels.
    """

    marks: tuple[Span, ...]
    pictures: tuple[Span, ...]
    names: tuple[Span, ...]
    strong: frozenset[int]
    items: frozenset[int]


def find_markup(source: str) -> Markup:
    """Find Markdown's marks in a text; a text without any has none."""
    marks: list[Span] = []
    names: list[Span] = []
    strong: set[int] = set()
    for found in _STRONG.finditer(source):
        marks += _around(found)
        if not _begins_line(source, found.start()):
            continue
        if _ENDS_PARAGRAPH.match(source, found.end()):
            strong.add(found.start("inner"))
        if len(found["inner"]) <= _LONGEST_NAME:
            names.append(Span(*found.span("inner")))
    for pattern in (_EMPHASIS, _LINK):
        for found in pattern.finditer(source):
            marks += _around(found)
    for found in _HEADING.finditer(source):
        strong.add(found.end())
    items = [found for found in _BULLET.finditer(source) if not _RULE.match(source, found.start())]
    for pattern in (_HEADING, _QUOTED, _RULE):
        marks += [Span(*found.span()) for found in pattern.finditer(source)]
    marks += [Span(*found.span("mark")) for found in items]
    pictures = tuple(Span(*found.span()) for found in _PICTURE.finditer(source))
    return Markup(
        marks=tuple(mark for mark in marks if mark.start < mark.end),
        pictures=pictures,
        names=tuple(names),
        strong=frozenset(strong),
        items=frozenset(found.end() for found in items),
    )


def _around(found: re.Match[str]) -> list[Span]:
    """Return what stands before and after the inner words of a pair."""
    return [Span(found.start(), found.start("inner")), Span(found.end("inner"), found.end())]


def _begins_line(source: str, place: int) -> bool:
    while place and source[place - 1] in " \t>":
        place -= 1
    return place == 0 or source[place - 1] in "\r\n"
