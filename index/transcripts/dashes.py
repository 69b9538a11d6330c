"""Dashes: talk whose turns begin with a dash and no name, as many magazines set it."""

import re
from dataclasses import dataclass

from index.transcripts.labels import find_label
from index.transcripts.visible import split_lines
from index.types import Span

_DASH = re.compile(r"^[ \t\ufeff]*[–—―][ \t\u00a0]*(?=[^\s–—―])", re.MULTILINE)
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_CLOSING = "\"'”’)] \t\r\n"
# So many turns begin with a dash, and so many of them ask, where dashes set turns apart.
_FEWEST = 3
_FEWEST_ASKING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashes:
    """`marks` are the dashes, `turns` where words behind them begin, `asking` those of them that ask."""

    marks: tuple[Span, ...] = ()
    turns: frozenset[int] = frozenset()
    asking: frozenset[int] = frozenset()


def find_dashes(source: str) -> Dashes:
    """Find turns that begin with a dash, in a text that labels nobody."""
    found = list(_DASH.finditer(source))
    if len(found) < _FEWEST or _has_labels(source):
        return Dashes()
    ends = [*(later.start() for later in found[1:]), len(source)]
    asking = frozenset(
        dash.end() for dash, end in zip(found, ends, strict=True) if _asks(source, dash.end(), end)
    )
    if len(asking) < _FEWEST_ASKING:
        return Dashes()
    marks = tuple(Span(*dash.span()) for dash in found)
    return Dashes(marks=marks, turns=frozenset(dash.end() for dash in found), asking=asking)


def _asks(source: str, start: int, end: int) -> bool:
    blank = _BLANK.search(source, start, end)
    words = source[start : blank.start() if blank else end].rstrip(_CLOSING)
    return words.endswith(("?", "？", "؟"))


def _has_labels(source: str) -> bool:
    labelled = (find_label(source, line.start, line.end) for line in split_lines(source))
    return sum(label is not None for label in labelled) > 1
