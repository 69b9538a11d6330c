"""What keeps a sentence that has a claim's words from saying it: a doubt, a condition, a smaller scope."""

import re

from bot.answering.judging.clauses import Circumstance, is_between_quotes
from bot.answering.judging.matching import Matching

_MAYBE = re.compile(
    r"\b(?:might|(?-i:may)|perhaps|maybe|possibly|probably|could|likely|not sure|don['’]t know)\b",
    re.IGNORECASE,
)
_BROAD = frozenset("all every everyone everybody everything always entirely completely whole".split())
_CERTAIN = frozenset("sure certain certainly definitely surely".split())
_ALONE = frozenset("only solely alone just".split())
_NARROW = frozenset(
    "most some few several sometimes often usually mostly partly occasionally rarely seldom half".split()
)


def circumstance_of(matching: Matching) -> Circumstance | None:
    """Return what keeps a sentence with the claim's words from saying the claim."""
    clauses = {other.clause for _, other in matching.pairs}
    meant = frozenset[Circumstance]().union(*(matching.told.clauses[clause].meant for clause in clauses))
    claimed = frozenset[Circumstance]().union(*(clause.meant for clause in matching.claim.clauses))
    if _is_passed_on(matching):
        return Circumstance.REPORTED
    for circumstance in (Circumstance.CONDITION, Circumstance.REPORTED, Circumstance.HEDGED):
        if circumstance in meant - claimed:
            return circumstance
    if matching.claim.texts & _CERTAIN and not matching.told.texts & _CERTAIN:
        return Circumstance.HEDGED
    return Circumstance.SCOPE if _is_wider(matching) else None


def is_settled(matching: Matching) -> bool:
    """Tell whether a sentence says its own without a doubt or a condition: only then it denies anything."""
    clauses = [matching.told.clauses[clause] for clause in {other.clause for _, other in matching.pairs}]
    open_ = {Circumstance.CONDITION, Circumstance.REPORTED}
    if any(clause.meant & open_ for clause in clauses):
        return False
    return not any(_MAYBE.search(matching.told.text, clause.start, clause.end) for clause in clauses)


def _is_passed_on(matching: Matching) -> bool:
    """Tell whether all that is said of the claim stands between quotation marks: it is another's."""
    start = min(other.start for _, other in matching.pairs)
    return is_between_quotes(matching.told.text, start, max(other.end for _, other in matching.pairs))


def _is_wider(matching: Matching) -> bool:
    claimed, told = matching.claim.texts, {word.text for word in matching.told_words}
    if claimed & _ALONE and not told & _ALONE:
        return True
    if claimed & _BROAD and not told & _BROAD:
        return True
    return bool(told & _NARROW) and not claimed & (_NARROW | {"half"}) and not _has_figure(matching)


def _has_figure(matching: Matching) -> bool:
    return any(one.figures for one, _ in matching.pairs)
