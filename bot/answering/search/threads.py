"""Answers to follow-ups without a matter of their own: the reasons, or more, of what was answered before."""

import re
from collections.abc import Sequence

from bot.answering.search.ranking import RankedSentence
from bot.answering.types import Draft

_REASON = re.compile(
    r"\b(?:because|since|so that|in order to|that['’]s why|that is why|the reason|reasons?|due to|thanks to|"
    r"owing to|as a result|the result of|therefore|hence|otherwise|for fear|in case|boils down to)\b",
    re.IGNORECASE,
)


def unshown(ranked: Sequence[RankedSentence], shown: Draft) -> list[RankedSentence]:
    """Leave out what an answer before has shown."""
    quotes = [(quote.source, quote.turn, quote.words) for claim in shown.claims for quote in claim.quotes]
    return [one for one in ranked if not any(_within(one, quote) for quote in quotes)]


def reasons(
    ranked: Sequence[RankedSentence], near: Sequence[RankedSentence], shown: Draft
) -> list[RankedSentence]:
    """Return what gives a reason and stands with what was shown; else what is near to what was asked."""
    turns = [(quote.source, quote.turn) for claim in shown.claims for quote in claim.quotes]
    with_it = [one for one in ranked if _turn(one) in turns and _REASON.search(one.sentence.text)]
    return with_it or [one for one in near if _REASON.search(one.sentence.text)]


def beside(ranked: Sequence[RankedSentence], shown: Draft) -> list[RankedSentence]:
    """Return what stands in the turn that an answer began with, and was not shown."""
    first = shown.claims[0].quotes[0]
    return [one for one in unshown(ranked, shown) if _turn(one) == (first.source, first.turn)]


def _within(one: RankedSentence, quote: tuple[str, int, str]) -> bool:
    source, turn, words = quote
    return _turn(one) == (source, turn) and one.sentence.text in words


def _turn(one: RankedSentence) -> tuple[str, int]:
    return one.sentence.turn.source, one.sentence.turn.ordinal
