"""Speakers who may be one person, and names that are not what they look like."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz.distance import DamerauLevenshtein

from index.naming import look_alike
from index.words import fold

# So many speakers are compared with each other.
_MOST_COMPARED = 200
_SHORTEST_TYPO = 5
_LONG = 12
_WORD = re.compile(r"[^\W\d_]+")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC")
# Persian and the scripts of India write these inside words.
_JOINERS = "\u200c\u200d"
_UNJOINED = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_MOST_MARKS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """Two names of one source that may mean one person, the fuller first, and why that may be."""

    name: str
    other: str
    sentence: str


def find_namesakes(names: Sequence[str]) -> list[Namesakes]:
    """Return the pairs that a person should be asked to join; nothing joins them by itself."""
    return [
        pair
        for one, other in combinations(names[:_MOST_COMPARED], 2)
        if (pair := _compare(one, other, names))
    ]


def _compare(one: str, other: str, names: Sequence[str]) -> Namesakes | None:
    fuller, shorter = sorted((one, other), key=lambda name: (-len(name.split()), names.index(name)))
    if fold(one) != fold(other) and look_alike(one, other):
        sentence = f"“{one}” and “{other}” look alike but differ in letters; are they one?"
    elif _is_one_in_two_spellings(one, other):
        sentence = f"“{one}” and “{other}” may be one person in two spellings; join them if so."
    elif _is_short_for(shorter, fuller, names):
        sentence = f"“{shorter}” may be short for “{fuller}”; join them if so."
    else:
        return None
    return Namesakes(name=fuller, other=shorter, sentence=sentence)


def _is_one_in_two_spellings(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    numbered = any(sign.isdigit() for sign in one + other)
    if numbered or len(first) != len(second):
        return False
    if sorted(first) == sorted(second):
        return True
    differing = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _is_typo(*differing[0])


def _is_typo(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    if one[0] != other[0]:
        return False
    if longest < _SHORTEST_TYPO:
        # Jon and John, Ana and Anna: a letter more or less.
        return abs(len(one) - len(other)) == 1 and DamerauLevenshtein.distance(one, other) == 1
    return DamerauLevenshtein.distance(one, other) <= (2 if longest >= _LONG else 1)


def _is_short_for(shorter: str, fuller: str, names: Sequence[str]) -> bool:
    """Tell whether a first name, a surname or initials may be one of the others, and only one."""
    part = _words(shorter)
    if not part or any(sign.isdigit() for sign in shorter + fuller):
        return False
    if not _may_shorten(part, _words(fuller)):  # most pairs: so the others are hardly ever looked at
        return False
    return [name for name in names if name != shorter and _may_shorten(part, _words(name))] == [fuller]


def _may_shorten(part: Sequence[str], whole: Sequence[str]) -> bool:
    if all(len(word) == 1 for word in part) or (len(part) == 1 and len(part[0]) == len(whole)):
        initials = "".join(word[0] for word in whole)
        return len(whole) > 1 and "".join(part) == initials
    at_edge = list(part) in (list(whole[: len(part)]), list(whole[-len(part) :]))
    return len(part) < len(whole) and at_edge


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


def doubt_letters(name: str) -> str | None:
    """Say what in a name cannot be seen, or is of another alphabet than it looks."""
    if any(_is_unseen(name, at) for at in range(len(name))):
        return f"“{name}” holds characters that cannot be seen. Give the name as it should read."
    if any(len(_alphabets_of(word)) > 1 for word in _WORD.findall(name)):
        return f"“{name}” mixes letters of several alphabets in one word. Give the name as it should read."
    marks = [unicodedata.category(sign) in {"Mn", "Me"} for sign in unicodedata.normalize("NFC", name)]
    if sum(all(pair) for pair in pairwise(marks)) >= _MOST_MARKS:
        return f"“{name}” heaps up marks over its letters. Give the name as it should read."
    return None


def _is_unseen(name: str, at: int) -> bool:
    if unicodedata.category(name[at]) not in {"Cf", "Cc", "Co"}:
        return False
    before = name[at - 1] if 0 < at < len(name) - 1 else ""
    return (
        name[at] not in _JOINERS
        or unicodedata.category(before or " ")[0] not in "LM"
        or bool(_alphabets_of(before) & _UNJOINED)
    )


def _alphabets_of(word: str) -> set[str]:
    letters = {unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
    return letters & set(_ALPHABETS)
