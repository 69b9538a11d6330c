"""The words of a question that weigh something, and how much of their weight a text covers."""

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA
from stop_words import get_stop_words

from index.words import Word, carries_matter, fold, split_words

# Shorter words leave too little to read a slip; a slip in each half of a long word is forgiven.
_SHORTEST_REPAIRED = 5
_LONG = 9
# A name in so large a share of the passages is what they are about: it need not stand in each sentence.
_COMMON = 0.15
# "What happened in …", "what kind of …": stems of words that ask rather than name, and what share they weigh.
_ASKING = frozenset(
    "happen kind sort type mention list name describ explain tell told give say said think talk".split()
)
_ASKED = 0.2
# English lists of stop words are greedy; ours is index.words. These tell a question in another language.
_LANGUAGES = ("spanish", "german", "french", "italian", "portuguese", "dutch", "polish", "swedish")
# A capital here begins a sentence; "Dr. Orme" and "U.S. Steel" are names.
_BEGINS = re.compile(r"^\W*$|[?!…][\"”’)]*\s*$|\b[a-z]{3,}\.[\"”’)]*\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a question that names something.

    `stem` is compared, `weight` is its rarity in the sources (above 0), `known` that they have the word at
    all. `name` says that it is written as a name, and is not what the sources speak of all the time.
    """

    text: str
    stem: str
    weight: float
    name: bool
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a question asks about. `text` is the question with its slips repaired, to be searched for."""

    text: str
    terms: tuple[Term, ...]
    foreign: bool
    """The question is in another language than English, so that its own words cannot be looked for."""

    @property
    def names(self) -> tuple[frozenset[str], ...]:
        """The names in the question, each as the stems of its words; words in a row are one name."""
        names, last = list[frozenset[str]](), -2
        for at, term in enumerate(self.terms):
            if term.name:
                names = (
                    [*names[:-1], names[-1] | {term.stem}]
                    if at == last + 1
                    else [*names, frozenset({term.stem})]
                )
                last = at
        return tuple(names)

    @property
    def weight(self) -> float:
        """The weight of all terms together."""
        return sum(term.weight for term in self.terms)

    def covered(self, stems: Collection[str]) -> float:
        """Return the share (0 to 1) of the question's weight whose words are among `stems`."""
        return sum(term.weight for term in self.terms if term.stem in stems) / (self.weight or 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopWords:
    """Words that are no slips of others: ordinary English ones, and the joining words of other languages."""

    english: frozenset[str]
    foreign: tuple[frozenset[str], ...]


def read_stop_words() -> StopWords:
    """Read the lists of stop words; they are long, so this is done once."""
    return StopWords(
        english=frozenset(map(fold, get_stop_words("english"))),
        foreign=tuple(frozenset(map(fold, get_stop_words(language))) for language in _LANGUAGES),
    )


def _is_unknown(word: str) -> bool:
    """Know no English, where nothing is at hand that does."""
    return not word


def read_terms(
    topic: str,
    *,
    stop_words: StopWords,
    vocabulary: Mapping[str, int],
    frequencies: Callable[[Iterable[str]], Mapping[str, int]],
    passages: int,
    is_english: Callable[[str], bool] = _is_unknown,
) -> Terms:
    """Read the terms of a topic; a slip is repaired where the sources have a word that it is near to.

    No slip is a word that `is_english` knows, or that the sources have in another form.
    """
    words = split_words(topic)
    ignored = _foreign_words(words, vocabulary, stop_words)
    known = frequencies({word.stem for word in words})
    sound = {word.text for word in words if known.get(word.stem, 0) > 0 or is_english(word.text)}
    text = _repair(topic, words, vocabulary, stop_words.english | ignored | sound)
    words = [word for word in split_words(text) if carries_matter(word) and word.text not in ignored]
    counts = frequencies({word.stem for word in words})
    terms = {
        word.stem: Term(
            text=word.text,
            stem=word.stem,
            weight=_rarity(counts.get(word.stem, 0), passages) * (_ASKED if word.stem in _ASKING else 1.0),
            name=_is_name(text, word) and counts.get(word.stem, 0) <= _COMMON * passages,
            known=counts.get(word.stem, 0) > 0,
        )
        for word in words
    }
    return Terms(text=text, terms=tuple(terms.values()), foreign=bool(ignored))


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of all words of a text."""
    return frozenset(word.stem for word in split_words(text))


def _rarity(count: int, passages: int) -> float:
    return math.log(1 + (passages - count + 0.5) / (count + 0.5))


def _is_name(text: str, word: Word) -> bool:
    return text[word.start].isupper() and not _BEGINS.search(text[: word.start])


def _foreign_words(words: list[Word], vocabulary: Mapping[str, int], stop_words: StopWords) -> frozenset[str]:
    """Return the joining words of another language, if they explain more of it than English.

    What the sources or English itself has ("sea", "far") tells nothing of another language, and what both
    have ("was", "in") tells nothing of English.
    """
    texts = {word.text for word in words}
    ours = {text for text in texts if text in vocabulary or text in stop_words.english}
    english = {word.text for word in words if not carries_matter(word)}
    found = [frozenset(texts & stop) for stop in stop_words.foreign]
    best = max(found, key=lambda joining: len(joining - ours))
    return best if len(best - ours) > len(english - best) else frozenset()


def _repair(topic: str, words: list[Word], vocabulary: Mapping[str, int], ordinary: Collection[str]) -> str:
    repaired, at = list[str](), 0
    skip = False
    for word, following in zip(words, [*words[1:], None], strict=True):
        if skip:
            skip = False
            continue
        end, better = word.end, None
        if following is not None and _is_split(word, following, vocabulary):
            better, end, skip = word.text + following.text, following.end, True
        elif word.text not in ordinary:
            better = _nearest(word, vocabulary)
        if better is not None:
            repaired += [topic[at : word.start], better]
            at = end
    return "".join([*repaired, topic[at:]])


def _is_split(word: Word, following: Word, vocabulary: Mapping[str, int]) -> bool:
    joined = word.text + following.text
    return (
        joined in vocabulary
        and len(joined) >= _LONG
        and carries_matter(word)
        and (word.text not in vocabulary or following.text not in vocabulary or "-" not in joined)
        and vocabulary[joined] > 0
        and min(len(word.text), len(following.text)) > 2  # noqa: PLR2004 - "a part" is not "apart"
    )


def _nearest(word: Word, vocabulary: Mapping[str, int]) -> str | None:
    """Return the word of the sources that a word unknown to them is a slip of."""
    if (
        len(word.text) < _SHORTEST_REPAIRED
        or word.text in vocabulary
        or not carries_matter(word)
        or word.text[0].isdigit()
    ):
        return None
    most = 2 if len(word.text) >= _LONG else 1
    near = [
        known
        for known, _, _ in process.extract(
            word.text, vocabulary.keys(), scorer=OSA.distance, score_cutoff=most, limit=20
        )
        if known[0] == word.text[0] and len(known) >= _SHORTEST_REPAIRED - 1
    ]
    return max(near, key=lambda known: (-OSA.distance(known, word.text), vocabulary[known]), default=None)
