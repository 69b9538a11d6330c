"""What stands just outside a quotation, in the same sentence, and turns it into something else."""

import re

from bot.answering.verification.figures import begins_with_scale, ends_in_number
from bot.answering.verification.negation import negates
from bot.answering.verification.reported import find_reported
from bot.answering.verification.scopes import denies_after, first_clause
from index.types import Sentence

_WORDS = 12
_BEFORE = re.compile(
    r"\b(?:unless|except|excepting|if|whether|suppose|supposing|imagine|pretend|as\s+though|instead\s+of"
    r"|rather\s+than|far\s+from|until|myth|false|untrue|wrong|impossible|unlikely|rumou?rs?|idea\s+that"
    r"|used\s+to)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b(?:according\s+to|quot(?:e|es|ed|ing)|in\s+the\s+words\s+of)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:unless|except|but|however|though|although|only\s+if|only\s+when|if|until|or\s+so|supposedly"
    r"|they\s+say|he\s+says|she\s+says|people\s+say|wrong|false|untrue|nonsense|joking|kidding)\b",
    re.IGNORECASE,
)


def reverses(sentences: tuple[Sentence, ...], start: int, end: int) -> bool:
    """Tell whether words just outside `[start, end)`, within its sentences, reverse or qualify it.

    Also where a number is cut from its scale, and where a question is quoted without its mark.
    """
    before, after = _outside(sentences, start, end)
    if _reverses_before(before) or _reverses_after(after) or _cuts_number(sentences, start, end):
        return True
    return _is_reported(before, sentences, start, end)


def is_whole(sentences: tuple[Sentence, ...], start: int, end: int) -> bool:
    """Tell whether a quotation leaves out no word of the sentences that it stands in."""
    return not any(re.search(r"\w", outside) for outside in _outside(sentences, start, end))


def _outside(sentences: tuple[Sentence, ...], start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a quotation in the sentences that it touches."""
    touched = [one for one in sentences if one.start < end and start < one.end]
    if not touched:
        return "", ""
    text = touched[0].turn.text
    return text[touched[0].start : start], text[end : touched[-1].end]


def _is_reported(before: str, sentences: tuple[Sentence, ...], start: int, end: int) -> bool:
    """Tell whether somebody else's words are quoted without who said them."""
    touched = [one for one in sentences if one.start < end and start < one.end]
    if not touched or not re.search(r"\w", before):
        return False
    first = touched[0]
    return any(one.start + first.start <= start < one.end + first.start for one in find_reported(first.text))


def _reverses_before(before: str) -> bool:
    clause = re.split(r"[;:—–]\s", before)[-1]
    if not re.search(r"\w", clause):
        return False
    return denies_after(before) or bool(_BEFORE.search(clause) or _ACCORDING.search(clause))


def _reverses_after(after: str) -> bool:
    # A space, so that an "and" right after the quotation is seen to begin a clause of its own.
    near = " " + " ".join(after.split()[:_WORDS])
    return after.rstrip("\"'”’) ").endswith("?") or negates(first_clause(near)) or bool(_AFTER.search(near))


def _cuts_number(sentences: tuple[Sentence, ...], start: int, end: int) -> bool:
    if not sentences:
        return False
    text = sentences[0].turn.text
    cut_after = begins_with_scale(text[end : end + 40]) and ends_in_number(text[start:end])
    cut_before = begins_with_scale(text[start:end]) and ends_in_number(text[max(0, start - 40) : start])
    return cut_after or cut_before
