"""Who does what: whether a sentence says a thing of the one that a claim says it of."""

import re
from itertools import dropwhile

from bot.answering.judging.matching import Matching
from bot.answering.judging.statement import Matter, Statement

_SUBJECT = re.compile(
    r"^\W*(?:(?:and|but|so|or|because|although|while|that|then|in\s+\d+|now)\W+)*(?P<who>[\w'’]+)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:i|we|you|my|our)(?:['’]\w+)?\b", re.IGNORECASE)

_SELF = re.compile(r"\b(?:i|we)(?:['’]\w+)?\b|\b(?:my|our)\s+(?:\w+\s+)?$", re.IGNORECASE)


def is_of_another(matching: Matching) -> bool:
    """Tell whether what the claim says of one is said in the sentence of somebody or something else."""
    subject = subject_of(matching)
    told, main = matching.told, matching.main
    if subject is None or main is None:
        return False
    first = next((other for one, other in matching.pairs if one.start != subject.start), None)
    if subject in matching.self_named:
        return first is not None and not _is_of_speaker(told, first)
    mine = next((other for one, other in matching.pairs if one.start == subject.start), None)
    if mine is not None and first is not None and _is_anothers(mine, first, matching):
        return True
    own = _is_first_person(told, main)
    return (own and (mine is None or mine.clause < main)) or _is_spread(matching)


def _is_of_speaker(told: Statement, first: Matter) -> bool:
    """Tell whether "I" or "we" does what a word says, or "my" stands before it."""
    before = told.text[told.clauses[first.clause].start : first.start]
    return _SELF.search(before) is not None


def _is_anothers(mine: Matter, first: Matter, matching: Matching) -> bool:
    """Tell whether another name comes nearer to a clause of its own: "Ann, …, and Bob, who drives"."""
    held = {other.start for _, other in matching.pairs}
    between = [one for one in matching.told.matter if mine.start < one.start < first.start]
    # What follows right on a name is more of it: "Pavel Moor".
    others = dropwhile(lambda one: one.name and one.clause == mine.clause, between)
    return mine.clause != first.clause and any(one.name and one.start not in held for one in others)


def _is_spread(matching: Matching) -> bool:
    """Tell whether words of one clause stand in several, each with a subject of its own."""
    first = matching.claim.matter[0].clause
    pairs = [pair for pair in matching.pairs if pair[0].clause == first and not pair[0].adjunct]
    clauses = {other.clause for _, other in pairs}
    held = {other.start for _, other in matching.pairs}
    # "I" and "we" in all of them are one subject.
    leads = bool(matching.self_named) or any(
        _is_first_person(matching.told, one) for one in sorted(clauses)[:1]
    )
    for clause in sorted(clauses)[1:]:
        if _is_first_person(matching.told, clause) and not leads:
            return True
        opening = next(
            (one for one in matching.told.matter if one.clause == clause and not one.adjunct), None
        )
        if opening is not None and opening.start not in held:
            return True
    return False


def subject_of(matching: Matching) -> Matter | None:
    """Return the word that a claim begins with, be it who does something or what describes them."""
    return next((one for one in matching.claim.matter if not one.adjunct), None)


def _is_first_person(told: Statement, clause: int) -> bool:
    """Tell whether a clause begins with "I", "we" or "you"."""
    stretch = told.clauses[clause]
    begins = _SUBJECT.match(told.text[stretch.start : stretch.end])
    return begins is not None and _FIRST_PERSON.fullmatch(begins["who"]) is not None
