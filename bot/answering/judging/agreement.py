"""What a sentence of a source says of a claim: the same, the contrary, nearly the same, or something else."""

from dataclasses import dataclass
from enum import StrEnum

from bot.answering.judging.circumstances import circumstance_of
from bot.answering.judging.clauses import Circumstance
from bot.answering.judging.closeness import is_close
from bot.answering.judging.contraries import is_contrary, opposed_in
from bot.answering.judging.doers import is_of_another
from bot.answering.judging.matching import Matching

# The words that a claim and a sentence must have in common before either says anything of the other.
_FEWEST = 2


class Agreement(StrEnum):
    """How a sentence stands to a claim."""

    SAME = "same"
    CLOSE = "close"
    CONTRARY = "contrary"
    FRAMED = "framed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a sentence stands to a claim; `circumstance` is what keeps FRAMED from being the same."""

    agreement: Agreement
    circumstance: Circumstance | None = None


def compare(matching: Matching, cosine: float | None) -> Comparison:
    """Judge a claim by one sentence; `cosine` is how near the two are in meaning, None if unknown."""
    if not _bears_on(matching):
        return Comparison(agreement=Agreement.OTHER)
    if is_contrary(matching):
        return Comparison(agreement=Agreement.CONTRARY)
    if any(one.denied != other.denied for one, other in matching.pairs) or opposed_in(matching):
        return Comparison(agreement=Agreement.OTHER)
    circumstance = circumstance_of(matching)
    if matching.is_whole:
        agreement = Agreement.FRAMED if circumstance else Agreement.SAME
        return Comparison(agreement=agreement, circumstance=circumstance)
    close = circumstance is None and is_close(matching, cosine)
    return Comparison(agreement=Agreement.CLOSE if close else Agreement.OTHER)


def _bears_on(matching: Matching) -> bool:
    """Tell whether a sentence says anything of what the claim is about: of the same, by the same."""
    held = len(matching.claim.matter) - len(matching.missing)
    if held < min(_FEWEST, len(matching.claim.matter)) or not matching.pairs:
        return False
    return matching.in_order and not is_of_another(matching)
