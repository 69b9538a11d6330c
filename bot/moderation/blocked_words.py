"""Words that a server refuses, found as whole words however they are disguised."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bot.moderation.looks import looks_of

# Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedWord:
    """One word, or several in a row, as they look; `prefix` where the last one only begins so ("gull*").

    `unspaced` is a word of a script that does not part its words: it is found within others.
    """

    words: tuple[str, ...]
    prefix: bool = False
    unspaced: bool = False

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return what a moderator wrote, or None where nothing is left that could be found."""
        bare = text.strip()
        prefix = bare.endswith("*")
        bare = bare.removesuffix("*")
        words = looks_of(bare)
        # A star anywhere else would not do what its writer thinks.
        if not words or "*" in bare:
            return None
        return cls(words=words, prefix=prefix, unspaced=_UNSPACED.search("".join(words)) is not None)

    def stands_in(self, words: Sequence[str]) -> bool:
        """Tell whether it is among the words of a text, as they look."""
        if self.unspaced:
            return "".join(self.words) in "".join(words)
        *before, last = self.words
        if not before:
            return any(word.startswith(last) for word in words) if self.prefix else last in words
        ends = range(len(before), len(words))
        return any(
            list(words[at - len(before) : at]) == before and self._ends_with(words[at])
            for at in ends
            if words[at].startswith(last)
        )

    def _ends_with(self, word: str) -> bool:
        return self.prefix or word == self.words[-1]


def holds_blocked_word(text: str, blocked: Iterable[str]) -> bool:
    """Tell whether a text holds one of a server's blocked words."""
    words = looks_of(text)
    read = (_read(one) for one in blocked)
    return any(one.stands_in(words) for one in read if one is not None)


# The same few hundred words are asked for with each question.
@lru_cache(maxsize=1 << 14)
def _read(text: str) -> BlockedWord | None:
    return BlockedWord.read(text)
