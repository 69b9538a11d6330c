"""How much of a source may be shown: of one quotation, in one answer, in one day."""

import math
import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"\S+")
# Languages that leave no spaces have words of about two signs; and nothing is one word for ever.
_WIDE_PER_WORD = 2
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBudget:
    """What whoever answers for a source lets be shown of it; None is no limit of that kind.

    `longest` is in words of one quotation; the shares are of all the words of its text, above 0, at most 1.
    """

    longest: int | None = None
    answer_share: float | None = None
    day_share: float | None = None

    def in_answer(self, words: int) -> int | None:
        """Return how many of a text's words one answer may show, or None."""
        return _part(self.answer_share, words)

    def in_day(self, words: int) -> int | None:
        """Return how many of a text's words may be shown in a day, or None."""
        return _part(self.day_share, words)


UNLIMITED = QuoteBudget()
"""What holds where a sidecar says nothing."""


def count_quoted(text: str) -> int:
    """Return how many words are shown with a text, also in languages that put no spaces between them."""
    return sum(_weigh(match[0]) for match in _WORD.finditer(text))


def take_words(text: str, most: int) -> int:
    """Return how many characters from the beginning of a text hold at most so many words."""
    taken, end = 0, 0
    for match in _WORD.finditer(text):
        weight = _weigh(match[0])
        if taken + weight > most:
            # Where nothing stands between words, one is cut off inside.
            return max(end, match.start() + _inside(match[0], most - taken))
        taken, end = taken + weight, match.end()
    return len(text)


def take_back(text: str, most: int) -> int:
    """Return how many characters from the end of a text hold at most so many words."""
    return take_words(text[::-1], most)


def _inside(word: str, most: int) -> int:
    if most <= 0 or not _is_wide(word):
        return -len(word)
    return next(size for size in range(len(word), -1, -1) if size == 0 or _weigh(word[:size]) <= most)


def _is_wide(word: str) -> bool:
    return any(unicodedata.east_asian_width(sign) in "WF" for sign in word) or len(word) > _LONGEST_WORD


def _weigh(word: str) -> int:
    if word.isascii():
        return math.ceil(len(word) / _LONGEST_WORD)
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in word)
    return max(1, math.ceil(wide / _WIDE_PER_WORD), math.ceil(len(word) / _LONGEST_WORD))


def _part(share: float | None, words: int) -> int | None:
    # Never nothing: a source that may not be quoted at all has no place in the index.
    return None if share is None else max(1, math.floor(share * words))
