"""What stands around a number: "more than", "about", and what it counts."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from bot.answering.verification.figures import Figure, Placed, place_figures
from index.words import Word, carries_matter, split_words

_ARTICLE = r"\s+(?:(?:the|a|an|some)\s+)?[-−$€£¥]?$"


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


# "no fewer than" is a lower bound, "no more than" an upper: the longer wordings come first.
_BEFORE = (
    (Bound.AT_LEAST, r"no fewer than|no less than|not less than|at least|a minimum of"),
    (Bound.AT_MOST, r"no more than|not more than|at most|up to|a maximum of|as (?:few|little) as"),
    (Bound.ABOUT, r"just under|just over|a little (?:over|under|more than|less than)"),
    (Bound.AT_LEAST, r"more than|greater than|over|above|upwards of|exceed(?:s|ing|ed)?|in excess of|beyond"),
    (Bound.AT_MOST, r"less than|fewer than|under|below"),
    (
        Bound.ABOUT,
        (
            r"about|around|roughly|approximately|approx\.?|nearly|almost|close to|closer to|near to"
            r"|nearer to"
            r"|nearing|circa|some|an estimated|perhaps|something like|on the order of|in the region of|near"
            r"|maybe|an average of"
        ),
    ),
)
_AFTER = (
    (Bound.AT_LEAST, r"\s+or more\b|\s*\+|\s+at (?:the )?least\b|\s+and (?:more|over|up)\b|-plus\b"),
    (Bound.AT_MOST, r"\s+or (?:less|fewer)\b|\s+at (?:the )?most\b"),
    (Bound.ABOUT, r"\s+or so\b|-odd\b|-ish\b"),
)
_NEAR = 30
_YEARS = range(1500, 2200)
_DIRECTIONS = ("in ", "from ", "to ")
_TURNED = {"from #": "to #", "to #": "from #"}
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


def changes_bound(sentence: str, evidence: Iterable[str]) -> bool:
    """Tell whether a number loses its "about", or has a "more than" that is not said of it."""
    given: dict[Figure, set[Bound]] = {}
    for text in evidence:
        for placed in place_figures(text):
            given.setdefault(placed.figure, set()).add(_bound(text.casefold(), placed))
    own = [(placed.figure, _bound(sentence.casefold(), placed)) for placed in place_figures(sentence)]
    return any(
        figure in given
        and bound not in given[figure]
        and not (bound is Bound.ABOUT and Bound.EXACT in given[figure])
        for figure, bound in own
    )


def misplaces_figure(sentence: str, evidence: Iterable[str]) -> bool:
    """Tell whether a number counts what another number counts in the evidence, or is of another's year."""
    own = _pairs(sentence)
    if not own:
        return False
    given = [pair for text in evidence for pair in _pairs(text)]
    return any(_is_elsewhere(word, figure, given) for word, figure in own)


def _is_elsewhere(word: str, figure: Figure, given: Sequence[tuple[str, Figure]]) -> bool:
    """Tell whether the evidence has this number, but another one at this place."""
    there = {other for at, other in given if at == word}
    if word in _TURNED:
        return (_TURNED[word], figure) in given and figure not in there
    counted = any(other == figure and not at.startswith(_DIRECTIONS) for at, other in given)
    dated = figure.unit == "" and figure.value.denominator == 1 and figure.value in _YEARS
    return bool(there) and figure not in there and (counted or dated or word.startswith("in "))


def _bound(folded: str, placed: Placed) -> Bound:
    before = folded[max(0, placed.start - _NEAR) : placed.start] or " "
    after = folded[placed.end : placed.end + _NEAR]
    for bound, words in _BEFORE:
        if re.search(rf"(?<!\w)(?:{words}){_ARTICLE}", before):
            return bound
    return next((bound for bound, words in _AFTER if re.match(words, after)), Bound.EXACT)


def _pairs(text: str) -> list[tuple[str, Figure]]:
    """Return what stands right beside the numbers of a text: the word counted, "from", "to", or a year."""
    folded = text.casefold()
    placed = place_figures(text)
    words = split_words(folded)
    pairs: list[tuple[str, Figure]] = []
    for one, following in zip(placed, [*placed[1:], None], strict=False):
        counted = _counted(words, one)
        if counted is not None:
            pairs.append((counted, one.figure))
        if following is not None and folded[one.end : following.start].strip() == "in":
            pairs.append((f"in {following.figure.value}", one.figure))
        direction = re.search(r"\b(from|to)\s+$", folded[: one.start])
        if direction is not None and not _is_date(folded, one):
            pairs.append((f"{direction[1]} #", one.figure))
    return pairs


def _counted(words: Sequence[Word], placed: Placed) -> str | None:
    after = next((word for word in words if word.start >= placed.end), None)
    if after is None or not carries_matter(after) or after.text[0].isdigit() or after.text in _MONTHS:
        return None
    return after.stem if after.start - placed.end <= 1 else None


def _is_date(folded: str, placed: Placed) -> bool:
    words = re.findall(r"[^\W\d_]+", folded[max(0, placed.start - 12) : placed.end + 12])
    return any(word in _MONTHS for word in words)
