"""Sentences of a turn: where each begins and ends in its words."""

import itertools
import re
from collections.abc import Iterable
from typing import Protocol, TypedDict, cast

from index.texts import encodable
from index.types import Sentence, Turn

# Speech recognition writes minutes without a full stop; a quotation has to stay readable.
LONGEST = 60
_WORD = re.compile(r"\S+")
_PAUSE = ",;:–—…"


class _Boundary(TypedDict):
    start_index: int
    end_index: int


class _Boundaries(Protocol):
    def __call__(self, language: str, text: str, /) -> list[_Boundary]: ...


def split_sentences(turn: Turn) -> tuple[Sentence, ...]:
    """Return the sentences of a turn, in order, without the white space around them."""
    return tuple(
        Sentence(turn=turn, start=start, end=end)
        for first, last in _sentence_bounds(turn.text, turn.breaks)
        for start, end in _shorten(turn.text, first, last)
    )


def count_words(text: str) -> int:
    """Return how many words a text has, as a reader counts them."""
    return sum(1 for _ in _WORD.finditer(text))


def _sentence_bounds(text: str, breaks: Iterable[int]) -> list[tuple[int, int]]:
    """Cut where a paragraph or, as the library sees it, a sentence begins; nothing between is lost."""
    boundaries = _library()("en", encodable(text))
    starts = {0, *breaks, *(boundary["start_index"] for boundary in boundaries)}
    cuts = [*sorted(start for start in starts if start < len(text)), len(text)]
    return list(itertools.pairwise(cuts))


def _library() -> _Boundaries:
    import sentencex  # noqa: PLC0415 - a native module that only building needs

    # It ships without types; this is the shape that its 1.0 returns, offsets in code points.
    return cast("_Boundaries", sentencex.get_sentence_boundaries)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]


def _shorten(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch of words into stretches of at most LONGEST words, at pauses where there are any."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    stretches: list[tuple[int, int]] = []
    while words:
        size = _stretch(text, words)
        stretches.append((words[0][0], words[size - 1][1]))
        words = words[size:]
    return stretches


def _stretch(text: str, words: list[tuple[int, int]]) -> int:
    """Return how many of the words make the next stretch."""
    if len(words) <= LONGEST:
        return len(words)
    # An even cut, so that no stretch of a few words is left over.
    even = -(-len(words) // -(-len(words) // LONGEST))
    pauses = [n for n in range(even // 2, even + 1) if text[words[n - 1][1] - 1] in _PAUSE]
    return pauses[-1] if pauses else even
