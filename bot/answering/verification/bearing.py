"""Whether a clause of a draft says what the clause of its evidence says: nothing more, less or else."""

import re
from collections.abc import Sequence

from bot.answering.verification.doing import does_what_others_do
from bot.answering.verification.frame import SAYING, SOMEBODY
from bot.answering.verification.ground import Ground, GroundClause
from bot.answering.verification.hedging import adds_hedge, condition_of, drops_hedge, keeps_condition
from bot.answering.verification.refusals import Refusal
from bot.answering.verification.reported import is_told_as_reported
from bot.answering.verification.support import Borne, share
from bot.answering.verification.vocabulary import Vocabulary
from index.words import carries_matter, split_words

_ENOUGH = 0.55
_ENOUGH_SHOWN = 0.5
_TOLD = 0.6
# Of the words told, one in so many is somebody else's: then the clause tells what was reported.
_INSIDE = 3
_STANCE = re.compile(
    rf"\W*(?:(?:{SOMEBODY}|he|she|(?:her|his) \w+)\s+)?(?:\w+ly\s+)?(?:{'|'.join(sorted(SAYING))})\b",
    re.IGNORECASE,
)
_ENOUGH_OF_CLAUSE = 0.3


def find_fault(borne: Sequence[Borne], own: str, ground: Ground, *, shown: bool) -> Refusal | None:
    """Return what is wrong with the clauses of a sentence over its evidence, or None.

    `own` are all words of the sentence's own; `shown` tells whether it shows a whole quotation as well.
    """
    told = [one for one in borne if not _is_stance(one, own)]
    return (
        _find_other_polarity(told, ground)
        or _find_opposite(told, ground.vocabulary)
        or _find_unsupported(told, ground.vocabulary.grave, shown=shown)
        or (Refusal.OTHER_SPEAKER if does_what_others_do(told) else None)
        or _find_hedge(told, own)
        or _find_own(told, own)
    )


def _is_stance(one: Borne, own: str) -> bool:
    """Tell whether a clause only says how the speaker stands to what follows: "Bob disagrees: …"."""
    ends = re.match(r"\s*:", own[own.find(one.clause.text) + len(one.clause.text) :])
    return (
        ends is not None and len(one.matter) <= 1 and not one.names and bool(_STANCE.match(one.clause.text))
    )


def _find_unsupported(borne: Sequence[Borne], grave: frozenset[str], *, shown: bool) -> Refusal | None:
    told = [one for one in borne if one.matter]
    if not told:
        return None
    if any(one.other_subject or one.loose or one.matter & grave - one.quoted for one in told):
        return Refusal.NOT_IN_EVIDENCE
    rests = shown or any(one.quoted or one.plain or one.names for one in told)
    enough = share(told) >= (_ENOUGH_SHOWN if shown else _ENOUGH)
    clauses = all(share([one]) >= _ENOUGH_OF_CLAUSE and _rests(one, shown=shown) for one in told)
    return None if rests and enough and clauses else Refusal.NOT_IN_EVIDENCE


def _rests(one: Borne, *, shown: bool) -> bool:
    """Tell whether something of a clause stands in the quotation itself; a lone word may stand beside it."""
    return bool(one.quoted or one.plain or one.counts) or (
        bool(one.nearby) and (shown or len(one.matter) == 1)
    )


def _find_other_polarity(borne: Sequence[Borne], ground: Ground) -> Refusal | None:
    denied = any(one.clause.negated for one in ground.clauses)
    for one in borne:
        if one.best is None:
            if one.clause.negated and not denied:
                return Refusal.NEGATION_CHANGED
        elif _is_denied_otherwise(one, one.best):
            return Refusal.NEGATION_CHANGED
    return None


def _is_denied_otherwise(one: Borne, best: GroundClause) -> bool:
    """Tell whether a clause denies what its evidence does not, or denies more or less of it."""
    if not one.clause.negated:
        return best.clause.negated or one.only_denied
    if not best.clause.negated and one.denial is None:
        return True
    return one.clause.denials > max(ground.clause.denials or 1 for ground in one.rests_on)


def _find_opposite(borne: Sequence[Borne], vocabulary: Vocabulary) -> Refusal | None:
    for one in borne:
        if one.best is None:
            continue
        own = {word.stem for word in split_words(one.clause.text)}
        there = {word.stem for word in split_words(one.best.clause.sentence)}
        turned = any(
            vocabulary.opposites.get(stem, frozenset()) & (there - own) for stem in own if stem not in there
        )
        if turned and one.clause.negated == one.best.clause.negated:
            return Refusal.OPPOSITE
    return None


def _find_hedge(borne: Sequence[Borne], own: str) -> Refusal | None:
    for one in borne:
        for ground in one.rests_on:
            if drops_hedge(own, f"{ground.lead}, {ground.clause.text}"):
                return Refusal.HEDGE_CHANGED
            if ground.clause.conditional and not (keeps_condition(own) or _tells(borne, ground)):
                return Refusal.CONDITION_DROPPED
        if one.best is not None and adds_hedge(
            one.clause.text, " ".join(ground.clause.sentence for ground in one.rests_on)
        ):
            return Refusal.HEDGE_CHANGED
    return None


def _tells(borne: Sequence[Borne], ground: GroundClause) -> bool:
    """Tell whether what the evidence makes a condition is told in other words: "planting it gives you …"."""
    told = frozenset(stem for one in borne for stem in one.quoted)
    needed = condition_of(ground.clause.sentence)
    wanted = {word.stem for word in split_words(needed) if carries_matter(word)}
    return bool(wanted) and len(wanted & told) >= _TOLD * len(wanted)


def _find_own(borne: Sequence[Borne], own: str) -> Refusal | None:
    """Find what somebody else said and the speaker reports, told as the speaker's own."""
    for one in borne:
        if one.best is None or not one.places:
            continue
        for reported in one.best.reported:
            inside = [word.text for word in one.places if reported.start <= word.start < reported.end]
            enough = len(inside) * _INSIDE >= len(one.places)
            if enough and not is_told_as_reported(own, reported.who, " ".join(inside)):
                return Refusal.REPORTED_AS_OWN
    return None
