"""Names in a sentence that are no speaker's: each must stand in its evidence."""

import re
from collections.abc import Iterable

from bot.answering.verification.frame import OPENERS
from index.words import Word, carries_matter, split_words

_TITLES = frozenset("mr mrs ms dr prof professor i".split())
_DEMONYM = re.compile(r"(?:ese|ian|ean|ish|an|ia|n|i|a|s)$")
_STANDING_IN = re.compile(
    r"\b(?:he|she|it|they|him|her|hers|his|its|them|their|theirs|this|that|these|those|one|ones|there|here"
    r"|who|which|the (?:company|firm|country|state|government|city|man|woman|place|tree|book))\b",
    re.IGNORECASE,
)
_SHORTEST = 4


def missing_names(rest: str, evidence: Iterable[str], nearby: Iterable[str] = ()) -> frozenset[str]:
    """Return the names of a sentence, without its speakers', that its evidence lacks.

    `nearby` is what stands before the quotations and what they answer: where a quotation says "he", "it" or
    the like, a name may come from there.
    """
    names = [word for word in split_words(rest) if _is_name(rest, word)]
    if not names:
        return frozenset()
    texts = list(evidence)
    given = _known(texts)
    missing = [word for word in names if not (_forms(word.text) | {word.stem}) & given]
    if missing and any(_STANDING_IN.search(text) for text in texts):
        around = _known(nearby)
        missing = [word for word in missing if not (_forms(word.text) | {word.stem}) & around]
    return frozenset(word.text for word in missing)


def name_stems(rest: str) -> frozenset[str]:
    """Return the stems of the words of a sentence that are written as names."""
    return frozenset(word.stem for word in split_words(rest) if _is_name(rest, word))


def _is_name(text: str, word: Word) -> bool:
    """Tell whether a word is written as a name: with a capital, and not as the opening of a sentence."""
    if not any(letter.isupper() for letter in text[word.start : word.end]) or not carries_matter(word):
        return False
    return word.text not in _TITLES and not (word.text in OPENERS and _begins_sentence(text, word.start))


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" “\"‘'(")
    return not before or before[-1] in ".!?:;–—"


def _known(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(
        form for text in texts for word in split_words(text) for form in (*_forms(word.text), word.stem)
    )


def _forms(word: str) -> frozenset[str]:
    """Return a word as written and as its land: "Chinese" and "China" meet in "chin"."""
    bare = word.removesuffix("'s")
    stem = _DEMONYM.sub("", bare)
    return frozenset({bare, stem} if len(stem) >= _SHORTEST else {bare})
