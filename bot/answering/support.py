"""What a sentence of a draft says in its own words, word for word against the evidence that it rests on.

Code cannot read; it can see that a sentence about the moon has no word in common with its quotation. Each
word of matter in a clause is looked for in the quotations (the word, one near it in form, or one that says
the same), else in what stands right before them or was asked: that counts for half. Most have to be found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answering.figures import place_figures
from bot.answering.frame import neutral_stems
from bot.answering.opposites import read_opposites
from bot.answering.reported import Reported, find_reported
from bot.answering.scopes import Clause, split_clauses
from bot.answering.synonyms import read_synonyms
from index.words import Word, carries_matter, split_words

_PREFIX = 4
_SHARED = 0.6
_ASKED = 0.5
_NAMED = 0.5
_CONTRACTED = re.compile(r"(?:i|he|she|it|they|we|you|there|that|who|what)'(?:d|ll|s|re|ve|m)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What is known of words: groups that say the same, opposites, and what says nothing by itself."""

    synonyms: Mapping[str, frozenset[str]]
    opposites: Mapping[str, frozenset[str]]
    neutral: frozenset[str]

    def is_matter(self, word: Word) -> bool:
        """Tell whether a word has to stand in the evidence; numbers are looked at by themselves."""
        return self.is_telling(word) and word.stem not in self.neutral

    def is_telling(self, word: Word) -> bool:
        """Tell whether a word helps to find the clause that is meant, as "raised" does."""
        return carries_matter(word) and not word.text[0].isdigit() and not _CONTRACTED.fullmatch(word.text)


@cache
def read_vocabulary() -> Vocabulary:
    """Read what is known of words; once, as it is the same for every answer."""
    return Vocabulary(synonyms=read_synonyms(), opposites=read_opposites(), neutral=neutral_stems())


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundClause:
    """A clause of a quotation, its words, and the stretches of the quotation that are somebody else's."""

    clause: Clause
    words: tuple[Word, ...]
    reported: tuple[Reported, ...]
    answered: bool = False
    """Whether these are a question's words, to which the quotation says "yes" or "no"."""


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


@dataclass(frozen=True, slots=True)
class Ground:
    """The quotations of one sentence, and what stands around them, ready to look words up."""

    vocabulary: Vocabulary
    clauses: tuple[GroundClause, ...]
    places: Mapping[str, tuple[tuple[int, Word], ...]]
    quoted: Lookup
    context: Lookup

    def find(self, stem: str) -> list[tuple[int, Word]]:
        """Return the clauses (by number) and words that say what a stem says."""
        return [place for near in self.quoted.near(stem) for place in self.places[near]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne:
    """A clause of a draft and where its words of matter were found; `best` is the clause it rests on."""

    clause: Clause
    words: tuple[Word, ...]
    quoted: frozenset[str]
    nearby: frozenset[str]
    best: GroundClause | None
    places: tuple[Word, ...]
    denial: GroundClause | None
    """The denied clause that holds most of it, if any does."""
    names: int
    """How many of its words are names: those were looked for in the evidence before."""

    @property
    def matter(self) -> frozenset[str]:
        """The stems of its words of matter."""
        return frozenset(word.stem for word in self.words)

    @property
    def rests_on(self) -> tuple[GroundClause, ...]:
        """The clauses of the evidence that it rests on: that which holds most, and its denial if told."""
        other = self.denial is not None and self.best is not None and self.clause.negated
        return tuple(one for one in (self.best, self.denial if other else None) if one is not None)


def share(borne: Sequence[Borne]) -> float:
    """Return how much of the matter of clauses is borne out, from 0 to 1."""
    matter = frozenset[str]().union(*(one.matter for one in borne))
    quoted = frozenset[str]().union(*(one.quoted for one in borne))
    nearby = frozenset[str]().union(*(one.nearby for one in borne)) - quoted
    names = _NAMED * sum(one.names for one in borne)
    whole = len(matter) + names
    return (len(quoted) + _ASKED * len(nearby) + names) / whole if whole else 1.0


def lay_ground(
    vocabulary: Vocabulary, quotes: Iterable[str], context: Iterable[str], answered: Iterable[Clause] = ()
) -> Ground:
    """Take quotations apart once.

    `context` is what stands before them and what they answer; `answered` are questions to which they say
    "yes" or "no", denied or not.
    """
    clauses = [one for quote in dict.fromkeys(quotes) for one in _take_apart(quote)]
    clauses += [
        GroundClause(clause=one, words=tuple(split_words(one.text)), reported=(), answered=True)
        for one in answered
    ]
    places: dict[str, tuple[tuple[int, Word], ...]] = {}
    for number, one in enumerate(clauses):
        for word in one.words:
            places[word.stem] = (*places.get(word.stem, ()), (number, word))
    around = (word.stem for text in context for word in split_words(text) if carries_matter(word))
    return Ground(vocabulary, tuple(clauses), places, Lookup(places, vocabulary), Lookup(around, vocabulary))


def _take_apart(quote: str) -> Iterator[GroundClause]:
    reported = find_reported(quote)
    for clause in split_clauses(quote):
        words = tuple(
            word._replace(start=word.start + clause.start, end=word.end + clause.start)
            for word in split_words(clause.text)
        )
        yield GroundClause(clause=clause, words=words, reported=reported)


def bear_out(own: str, ground: Ground, names: frozenset[str]) -> tuple[Borne, ...]:
    """Return each clause of a sentence's own words with what bears it out, but for names."""
    return tuple(_bear(clause, ground, names) for clause in split_clauses(own))


def _bear(clause: Clause, ground: Ground, names: frozenset[str]) -> Borne:
    counted = [(one.start, one.end) for one in place_figures(clause.text)]
    telling = [
        word
        for word in split_words(clause.text)
        if ground.vocabulary.is_telling(word) and not any(start <= word.start < end for start, end in counted)
    ]
    words = tuple(word for word in telling if word.stem not in names and ground.vocabulary.is_matter(word))
    found = {
        stem: [hit for hit in ground.find(stem) if _may_say(ground.clauses[hit[0]], clause)]
        for stem in dict.fromkeys(word.stem for word in telling)
    }
    matter = dict.fromkeys(word.stem for word in words)
    best = _best(clause, found, frozenset(matter), ground, range(len(ground.clauses)))
    denied = [number for number, one in enumerate(ground.clauses) if one.clause.negated]
    denial = _best(clause, found, frozenset(matter), ground, denied)
    return Borne(
        clause=clause,
        words=words,
        quoted=frozenset(stem for stem in matter if found[stem]),
        nearby=frozenset(stem for stem in matter if not found[stem] and ground.context.near(stem)),
        best=None if best is None else ground.clauses[best],
        places=tuple(word for stem in matter for number, word in found[stem] if number == best),
        denial=None if denial is None else ground.clauses[denial],
        names=len({word.stem for word in telling if word.stem in names}),
    )


def _may_say(ground: GroundClause, clause: Clause) -> bool:
    """Tell whether a clause may be said by this one: a "no" to a question says only what it denies."""
    return not ground.answered or ground.clause.negated == clause.negated


def _best(
    clause: Clause,
    found: Mapping[str, Sequence[tuple[int, Word]]],
    matter: frozenset[str],
    ground: Ground,
    among: Sequence[int],
) -> int | None:
    """Return the clause of the evidence that holds most of a clause; of two alike, one denied as it is."""
    counts: dict[int, int] = {}
    for stem, hits in found.items():
        for number in {number for number, _ in hits}.intersection(among):
            counts[number] = counts.get(number, 0) + (2 if stem in matter else 1)
    return max(
        counts,
        key=lambda number: (counts[number], ground.clauses[number].clause.negated == clause.negated, -number),
        default=None,
    )
