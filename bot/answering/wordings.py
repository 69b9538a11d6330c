"""What a sentence of a draft shows word for word, and what it says in words of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.answering.quotes import FoldedText
from bot.answering.types import Citation

# Stands for quoted words; texts that hold it themselves are refused as unsafe.
GAP = "\0"
_OPENING = re.compile(r"[“„«\"‘‹]\s*$")
_JOINED = re.compile(rf"{GAP}\s*(?:…|\.\.\.)\s*$")
_QUOTED = re.compile(r"“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|\"([^\"]*)\"|(?<!\w)‘([^’]*(?:’\w[^’]*)*)’(?!\w)")
_CUT = re.compile(rf"{GAP}|…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]")
# Fewer words between quotation marks show a name or a turn of phrase, not what was said.
_COUNTED = re.compile(r"(?:\w+\W+){3}\w")
_STRAY = '“”„«»"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A sentence taken apart: `outside` are its own words, `paraphrased` the evidence it does not show."""

    outside: str
    paraphrased: tuple[Citation, ...]
    shows: bool
    """Whether it shows some words of the evidence between quotation marks."""
    misquoted: bool
    """Whether something between quotation marks stands in none of the evidence."""


def take_apart(text: str, citations: Iterable[Citation]) -> Wording:
    """Tell a sentence's own words from those it shows between quotation marks.

    Whole quotations are looked for first: they may hold quotation marks, links or "@" of the source's own.
    """
    every = tuple(citations)
    masked, shown = _mask_whole(text, every)
    misquoted = False
    outside: list[str] = []
    stretches: list[str] = []
    done = 0
    for match in _QUOTED.finditer(masked):
        inside = next(group for group in match.groups() if group is not None)
        stretches.append(inside)
        misquoted = misquoted or not _stands_in(inside, every)
        outside.append(masked[done : match.start()])
        done = match.end()
    outside.append(masked[done:])
    rest = GAP.join(outside)
    return Wording(
        outside=rest.replace(GAP, " "),
        paraphrased=tuple(one for one in every if one not in shown),
        shows=bool(shown) or any(_COUNTED.search(inside) for inside in stretches),
        misquoted=misquoted or any(sign in rest for sign in _STRAY),
    )


def _mask_whole(text: str, citations: tuple[Citation, ...]) -> tuple[str, list[Citation]]:
    """Put a gap for each whole quotation that follows a quotation mark, or another one and an ellipsis."""
    shown: list[Citation] = []
    waiting = sorted(citations, key=lambda one: (-len(one.quote), one.start))
    found = True
    while found:
        found = False
        for citation in waiting:
            # The same words may be shown more than once.
            while (place := _find_opened(text, citation.quote)) is not None:
                text = f"{text[: place[0]]}{GAP}{text[place[1] :]}"
                shown.append(citation)
                found = True
    return text, shown


def _find_opened(text: str, quote: str) -> tuple[int, int] | None:
    for match in re.finditer(re.escape(quote), text) if quote else ():
        before = text[: match.start()]
        if _OPENING.search(before) or _JOINED.search(before):
            return match.span()
    place = FoldedText.of(text).find(quote) if quote else None
    if place and (_OPENING.search(text[: place[0]]) or _JOINED.search(text[: place[0]])):
        return place
    return None


def _stands_in(inside: str, citations: tuple[Citation, ...]) -> bool:
    """Tell whether each stretch between gaps and ellipses stands in one of the quotations."""
    stretches = [stretch.strip(" ,.;:") for stretch in _CUT.split(inside)]
    folded = [FoldedText.of(one.quote) for one in citations] if any(stretches) else []
    return all(any(text.find(stretch) for text in folded) for stretch in stretches if stretch)
