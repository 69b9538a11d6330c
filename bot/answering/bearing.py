"""Whether a clause of a draft says what the clause of its evidence says: nothing more, less or else."""

from collections.abc import Sequence

from bot.answering.doing import does_what_others_do
from bot.answering.hedging import adds_hedge, drops_hedge, keeps_condition
from bot.answering.refusals import Refusal
from bot.answering.reported import is_told_as_reported
from bot.answering.support import Borne, Ground, Vocabulary, share
from index.words import split_words

_ENOUGH = 0.55
_ENOUGH_SHOWN = 0.5
_ENOUGH_OF_CLAUSE = 0.3


def find_fault(borne: Sequence[Borne], own: str, ground: Ground, *, shown: bool) -> Refusal | None:
    """Return what is wrong with the clauses of a sentence over its evidence, or None.

    `own` are all words of the sentence's own; `shown` tells whether it shows a whole quotation as well.
    """
    return (
        _find_other_polarity(borne, ground)
        or _find_opposite(borne, ground.vocabulary)
        or _find_unsupported(borne, shown=shown)
        or (Refusal.OTHER_SPEAKER if does_what_others_do(borne) else None)
        or _find_hedge(borne, own)
        or _find_own(borne, own)
    )


def _find_unsupported(borne: Sequence[Borne], *, shown: bool) -> Refusal | None:
    told = [one for one in borne if one.matter]
    if not told:
        return None
    rests = shown or any(one.quoted for one in told)
    enough = share(told) >= (_ENOUGH_SHOWN if shown else _ENOUGH)
    clauses = all(share([one]) >= _ENOUGH_OF_CLAUSE and _rests(one, shown=shown) for one in told)
    return None if rests and enough and clauses else Refusal.NOT_IN_EVIDENCE


def _rests(one: Borne, *, shown: bool) -> bool:
    """Tell whether something of a clause stands in the quotation itself; a lone word may stand beside it."""
    return bool(one.quoted) or (bool(one.nearby) and (shown or len(one.matter) == 1))


def _find_other_polarity(borne: Sequence[Borne], ground: Ground) -> Refusal | None:
    denied = any(one.clause.negated for one in ground.clauses)
    for one in borne:
        if one.best is None:
            if one.clause.negated and not denied:
                return Refusal.NEGATION_CHANGED
        elif one.clause.negated != one.best.clause.negated and not (one.clause.negated and one.denial):
            return Refusal.NEGATION_CHANGED
    return None


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
            if drops_hedge(own, ground.clause.text):
                return Refusal.HEDGE_CHANGED
            if ground.clause.conditional and not keeps_condition(own):
                return Refusal.CONDITION_DROPPED
        if one.best is not None and adds_hedge(
            one.clause.text, " ".join(ground.clause.sentence for ground in one.rests_on)
        ):
            return Refusal.HEDGE_CHANGED
    return None


def _find_own(borne: Sequence[Borne], own: str) -> Refusal | None:
    """Find what somebody else said and the speaker reports, told as the speaker's own."""
    for one in borne:
        if one.best is None or not one.places:
            continue
        for reported in one.best.reported:
            inside = sum(reported.start <= word.start < reported.end for word in one.places)
            if inside * 2 >= len(one.places) and not is_told_as_reported(own, reported.who):
                return Refusal.REPORTED_AS_OWN
    return None
