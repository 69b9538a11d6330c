"""Whether a sentence denies a claim: a "not", an opposite, a number or a name differs, and no more."""

import re

from bot.answering.judging.circumstances import is_settled
from bot.answering.judging.lexicon import LIGHT, are_opposites, root_of
from bot.answering.judging.matching import Matching
from bot.answering.judging.statement import Matter, Statement

_BOUNDED = re.compile(
    r"\b(?:more than|less than|fewer than|over|under|above|below|at least|at most|up to|some)(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:nearly|almost|about|around|roughly|close to|or so)(?:\s+\w+)?\s*$", re.IGNORECASE)
# What is about as much is the same, this much more or less.
_ROUGHLY = 0.2


def is_contrary(matching: Matching) -> bool:
    """Tell whether a sentence denies a claim, over words that are otherwise the same."""
    denied, opposed = _is_denied(matching), opposed_in(matching)
    if denied is None or not matching.rests_on_itself or not is_settled(matching):
        return False
    unexplained = [
        one
        for one in matching.missing
        if one.text not in LIGHT and (opposed is None or one.root != opposed.root)
    ]
    if not unexplained:
        return denied != (opposed is not None)
    # A name that differs says nothing of what an "it" stands for.
    if opposed is not None or denied or (matching.around and any(one.name for one in unexplained)):
        return False
    return all(_differs(one, matching) for one in unexplained)


def _is_denied(matching: Matching) -> bool | None:
    """Tell whether the sentence says "not" where the claim does not, or the reverse; None if in part."""
    pairs = [pair for pair in matching.pairs if not pair[0].name] or list(matching.pairs)
    differ = [one.denied != other.denied for one, other in pairs]
    if all(differ) or not any(differ):
        return all(differ)
    by_clause: dict[int, list[bool]] = {}
    for (one, _), differs in zip(pairs, differ, strict=True):
        by_clause.setdefault(one.clause, []).append(differs)
    return True if len(by_clause) > 1 and any(map(all, by_clause.values())) else None


def opposed_in(matching: Matching) -> Matter | None:
    """Return the word of the claim whose opposite the sentence has in its stead, if there is one."""
    here, there = matching.claim.roots, frozenset(map(root_of, matching.told_words))
    for word in matching.claim.words:
        root = _root_in(matching.claim, word.start) or word.stem
        if root not in there and any(are_opposites(root, other) for other in there - here):
            return Matter(text=word.text, root=root, start=word.start, end=word.end, clause=0, denied=False)
    return None


def _root_in(statement: Statement, start: int) -> str | None:
    return next((one.root for one in statement.matter if one.start == start), None)


def _differs(one: Matter, matching: Matching) -> bool:
    """Tell whether a number or a name of the claim has another in its place in the sentence."""
    return any(_excludes(one, other, matching) for other in _in_place(one, matching))


def _excludes(one: Matter, other: Matter, matching: Matching) -> bool:
    if not one.figures:
        return one.name and other.name
    units = {figure.unit for figure in one.figures} == {figure.unit for figure in other.figures}
    before = matching.claim.text[: one.start], matching.told.text[: other.start]
    if not units or any(map(_BOUNDED.search, before)):
        return False
    return not (any(map(_ABOUT.search, before)) and _is_near(one, other))


def _is_near(one: Matter, other: Matter) -> bool:
    mine, theirs = (sum(figure.value for figure in number.figures) for number in (one, other))
    return abs(mine - theirs) <= abs(theirs) * _ROUGHLY


def _in_place(one: Matter, matching: Matching) -> list[Matter]:
    """Return what the sentence has right beside a word that both have, where the claim has this one."""
    claim, told = matching.claim.matter, matching.told.matter
    paired = {mine.start: other for mine, other in matching.pairs}
    taken = {other.start for other in paired.values()}
    at = next(number for number, mine in enumerate(claim) if mine.start == one.start)
    places: list[Matter] = []
    for beside, step in ((at - 1, 1), (at + 1, -1)):
        anchor = paired.get(claim[beside].start) if 0 <= beside < len(claim) else None
        if anchor is not None:
            place = next(number for number, other in enumerate(told) if other.start == anchor.start) + step
            places += [told[place]] if 0 <= place < len(told) else []
    return [other for other in places if other.start not in taken]
