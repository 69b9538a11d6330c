"""The quotations that a sentence rests on, taken apart: clauses, words, numbers, what is reported."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.answering.verification.figures import Figure, read_figures
from bot.answering.verification.hedging import is_hedge
from bot.answering.verification.reported import Reported, find_reported
from bot.answering.verification.scopes import Clause, split_clauses
from bot.answering.verification.vocabulary import Lookup, Vocabulary
from index.words import Word, carries_matter, split_words

_FRAGMENT = 6
_LEADING_IN = frozenset("and but so because the a an yes no well now then also".split())
_SPEAKING = frozenset(
    "i we you i'm i've i'd i'll we're we've we'd we'll you're you've my our your if when in".split()
)
_STANDING_IN = frozenset(
    """
    he she it they him her hers his its them their theirs this that these those one ones there here which it's
    he's she's they're that's there's they've he'd she'd they'd it'd it'll they'll so then
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundClause:
    """A clause of a quotation, its words, and the stretches of the quotation that are somebody else's."""

    clause: Clause
    words: tuple[Word, ...]
    reported: tuple[Reported, ...]
    figures: frozenset[Figure] = frozenset()
    lead: str = ""
    """A hedge that stands before it as a clause of its own: "so far as I know, …"."""
    answered: bool = False
    """Whether these are a question's words, to which the quotation says "yes" or "no"."""


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
    around = (
        word.stem
        for text in (context if any(_stands_in(one) for one in clauses) else ())
        for word in split_words(text)
        if carries_matter(word)
    )
    return Ground(vocabulary, tuple(clauses), places, Lookup(places, vocabulary), Lookup(around, vocabulary))


def _stands_in(ground: GroundClause) -> bool:
    """Tell whether a clause says "it" or the like, or is a fragment: its matter may stand beside it."""
    return (
        ground.answered
        or len(ground.words) <= _FRAGMENT
        or any(word.text in _STANDING_IN for word in ground.words)
    )


def names_itself(ground: GroundClause) -> bool:
    """Tell whether a clause begins with what it speaks of, not with "she" or "I", nor as a fragment."""
    words = [word for word in ground.words if word.text not in _LEADING_IN]
    return len(words) > _FRAGMENT and words[0].text not in _STANDING_IN | _SPEAKING


def _take_apart(quote: str) -> Iterator[GroundClause]:
    reported = find_reported(quote)
    last: GroundClause | None = None
    lead = ""
    for clause in split_clauses(quote):
        words = tuple(
            word._replace(start=word.start + clause.start, end=word.end + clause.start)
            for word in split_words(clause.text)
        )
        figures = read_figures(clause.text)
        yield GroundClause(clause=clause, words=words, reported=reported, figures=figures, lead=lead)
        lead = clause.text if is_hedge(clause.text) else ""
        if clause.negated and last is not None and not any(carries_matter(word) for word in words):
            # "It had been inspected. It had not.": the second denies the first.
            denied = replace(last.clause, negated=True)
            yield GroundClause(clause=denied, words=last.words, reported=(), figures=last.figures)
        last = GroundClause(clause=clause, words=words, reported=reported, figures=figures)
