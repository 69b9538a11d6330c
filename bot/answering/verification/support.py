"""What a sentence of a draft says in its own words, word for word against the evidence that it rests on.

Code cannot read; it can see that a sentence about the moon has no word in common with its quotation. Each
word of matter in a clause is looked for in the quotations (the word, one near it in form, or one that says
the same), else in what stands right before them or was asked: that counts for half. Most have to be found.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.verification.figures import place_figures, read_figures
from bot.answering.verification.ground import Ground, GroundClause, names_itself
from bot.answering.verification.scopes import Clause, split_clauses
from index.words import Word, split_words

_ASKED = 0.5
_NAMED = 0.5
_PLAIN = 0.5
_FEW = 2
_STRUNG = re.compile(
    r"\b(?:and|or|nor|plus|then|because|while|who|which|that|after|before|when|by|so|but|if|where|until"
    r"|since|although|though|with|without|for|against|from)\b|[,;:]",
    re.IGNORECASE,
)


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
    """How many of its words are names or numbers: those were looked for in the evidence before."""
    counts: bool
    """Whether it holds a number."""
    other_subject: bool
    """Whether it begins with what stands beside the quotation, where that names another itself."""
    loose: bool
    """Whether one of the things that it strings together with "and" is borne out by nothing."""
    only_denied: bool
    """Whether a word of its matter stands in the quotations, but only where it is denied."""
    plain: int
    """How many words that assert little, as "open" or "day" may, stand in the quotations all the same."""

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
    besides = sum(_NAMED * one.names + _PLAIN * one.plain for one in borne)
    whole = len(matter) + besides
    return (len(quoted) + _ASKED * len(nearby) + besides) / whole if whole else 1.0


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
    found = _without_stray_answers(found, ground)
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
        places=tuple(word for hits in found.values() for number, word in hits if number == best),
        denial=None if denial is None else ground.clauses[denial],
        names=len({word.stem for word in telling if word.stem in names}) + len(counted),
        counts=bool(counted),
        other_subject=best is not None
        and bool(telling)
        and not found[telling[0].stem]
        and bool(ground.context.near(telling[0].stem))
        and names_itself(ground.clauses[best]),
        only_denied=any(
            best is not None
            and found[stem]
            and all(
                _is_denied_beside(ground.clauses[number], ground.clauses[best]) for number, _ in found[stem]
            )
            for stem in matter
        ),
        loose=_has_loose(clause.text, frozenset(matter), found, ground),
        plain=sum(1 for stem, hits in found.items() if hits and stem not in names and stem not in matter),
    )


def _without_stray_answers(
    found: Mapping[str, Sequence[tuple[int, Word]]], ground: Ground
) -> Mapping[str, Sequence[tuple[int, Word]]]:
    """Leave out a question that was answered "yes" or "no" where but one of its words is told."""
    answered = {stem for stem, hits in found.items() if any(ground.clauses[at].answered for at, _ in hits)}
    if len(answered) >= _FEW:
        return found
    return {
        stem: [hit for hit in hits if not ground.clauses[hit[0]].answered] for stem, hits in found.items()
    }


def _has_loose(
    text: str,
    matter: frozenset[str],
    found: Mapping[str, Sequence[tuple[int, Word]]],
    ground: Ground,
) -> bool:
    """Tell whether a stretch between "and"s holds words of matter, and none of them was found anywhere."""
    for stretch in _STRUNG.split(text):
        stems = {word.stem for word in split_words(stretch)}
        here = stems & matter
        if here and not any(found.get(stem) or ground.context.near(stem) for stem in stems):
            return True
    return False


def _is_denied_beside(ground: GroundClause, best: GroundClause) -> bool:
    """Tell whether a clause is denied in the very sentence of another that is not."""
    return (
        ground.clause.negated and not best.clause.negated and ground.clause.sentence == best.clause.sentence
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
    figures = read_figures(clause.text)
    counts = {number: len(figures & ground.clauses[number].figures) for number in among}
    counts = {number: count for number, count in counts.items() if count}
    for stem, hits in found.items():
        for number in {number for number, _ in hits}.intersection(among):
            counts[number] = counts.get(number, 0) + (2 if stem in matter else 1)
    return max(
        counts,
        key=lambda number: (counts[number], ground.clauses[number].clause.negated == clause.negated, -number),
        default=None,
    )
