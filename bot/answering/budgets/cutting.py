"""Shorter quotations: cut where a sentence or a clause ends, if the words still mean the same there."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from bot.answering.verification.grounding import check_place
from bot.answering.verification.negation import negates
from bot.answering.verification.reported import find_reported
from index.quoting import count_quoted
from index.types import Sentence, Turn

# A clause of fewer words says too little to stand for its sentence.
_FEWEST = 4
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s+[–—-](?=\s)|[–—](?=\w)")
_LEANS = re.compile(
    r"\W*(?:(?:and|but|so|or)\s+)?(?:if|when|whenever|while|although|though|because|since|unless|as|after|before|until"
    r"|whether|once|given|even|despite|in|for|by|with|like|to|of)\b",
    re.IGNORECASE,
)

Fits = Callable[[int, int], bool]


def cut_quote(
    turn: Turn, start: int, end: int, sentences: tuple[Sentence, ...], fits: Fits
) -> tuple[int, int] | None:
    """Return the longest part of `[start, end)` that fits and means the same, or None.

    Whole sentences before clauses, and of those the first ones of a sentence.
    """
    touched = [
        (max(one.start, start), min(one.end, end)) for one in sentences if one.start < end and start < one.end
    ]
    for low, high in (*_runs(touched), *_clauses(turn, touched)):
        if fits(low, high) and check_place(turn, low, high, sentences) is None:
            return low, high
    return None


def _runs(touched: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return runs of sentences, the longest first."""
    borders = combinations(range(len(touched) + 1), 2)
    runs = [(touched[first][0], touched[last - 1][1]) for first, last in borders]
    return sorted(runs, key=lambda run: (run[0] - run[1], run[0]))


def _clauses(turn: Turn, touched: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in touched:
        text = turn.text[start:end]
        # Of what somebody reports, a part might pass for the speaker's own.
        # And what begins with "if" or "although" says nothing without what follows.
        if find_reported(text) or _LEANS.match(text):
            continue
        for found in reversed(list(_CLAUSE_END.finditer(text))):
            # Whatever is denied in what is left out, as by "which is not true", may be what is kept.
            if count_quoted(text[: found.start()]) >= _FEWEST and not negates(text[found.start() :]):
                yield start, start + found.start()
