"""What is known of words: which say the same, which the opposite, which nothing, and which weigh."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.answering.verification.frame import neutral_stems
from bot.answering.verification.grave import read_grave
from bot.answering.verification.opposites import read_opposites
from bot.answering.verification.synonyms import read_synonyms
from index.words import Word, carries_matter

_PREFIX = 4
_SHARED = 0.6
_CONTRACTED = re.compile(r"(?:i|he|she|it|they|we|you|there|that|who|what)'(?:d|ll|s|re|ve|m)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What is known of words: groups that say the same, opposites, and what says nothing by itself."""

    synonyms: Mapping[str, frozenset[str]]
    opposites: Mapping[str, frozenset[str]]
    neutral: frozenset[str]
    grave: frozenset[str]

    def is_matter(self, word: Word) -> bool:
        """Tell whether a word has to stand in the evidence; numbers are looked at by themselves."""
        return self.is_telling(word) and (word.stem not in self.neutral or word.stem in self.grave)

    def is_telling(self, word: Word) -> bool:
        """Tell whether a word helps to find the clause that is meant, as "raised" does."""
        return carries_matter(word) and not word.text[0].isdigit() and not _CONTRACTED.fullmatch(word.text)


@cache
def read_vocabulary() -> Vocabulary:
    """Read what is known of words; once, as it is the same for every answer."""
    return Vocabulary(
        synonyms=read_synonyms(), opposites=read_opposites(), neutral=neutral_stems(), grave=read_grave()
    )


class Lookup:
    """Words by stem, so that those which say what a stem says are found at once."""

    def __init__(self, stems: Iterable[str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_start: dict[str, list[str]] = {}
        self._by_group: dict[str, list[str]] = {}
        self._stems = frozenset(stems)
        for stem in self._stems:
            self._by_start.setdefault(stem[:_PREFIX], []).append(stem)
            for group in vocabulary.synonyms.get(stem, ()):
                self._by_group.setdefault(group, []).append(stem)

    def near(self, stem: str) -> frozenset[str]:
        """Return the stems that say what a stem says."""
        groups = self._vocabulary.synonyms.get(stem, ())
        alike = (other for other in self._by_start.get(stem[:_PREFIX], ()) if is_alike(stem, other))
        same = (other for group in groups for other in self._by_group.get(group, ()))
        return frozenset((*alike, *same))


def is_alike(one: str, other: str) -> bool:
    """Tell whether two stems are one word, or nearly: "silt" and "silty"."""
    if one == other:
        return True
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return shared >= _PREFIX and shared >= _SHARED * max(len(one), len(other))
