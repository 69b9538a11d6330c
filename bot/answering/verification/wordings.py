"""What a sentence of a draft shows word for word, and what it says in words of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.types import Citation
from bot.answering.verification.negation import negates
from bot.answering.verification.quotes import FoldedText

# Stands for quoted words; texts that hold it themselves are refused as unsafe.
GAP = "\0"
_OPENING = re.compile(r"[“„«\"‘‹]\s*$")
_JOINED = re.compile(rf"{GAP}\s*(?:…|\.\.\.)\s*$")
_QUOTED = re.compile(
    r"“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|\"([^\"]*)\"|(?<!\w)‘([^’]*(?:’\w[^’]*)*)’(?!\w)"
    r"|(?<!\w)'([^' ]+ [^']*(?:'\w[^']*)*)'(?!\w)"
)
_CUT = re.compile(r"…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]")
# Fewer words between quotation marks show a name or a turn of phrase, not what was said.
_COUNTED = re.compile(r"(?:\w+\W+){3}\w")
_SHORTEST = 3
_STRAY = '“”„«»"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Words between quotation marks: where they stand in the sentence, and who said them."""

    start: int
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A sentence taken apart; `outside` and `inside` have its length.

    `outside` are its own words alone; `inside` has the parts of quotations that it builds in as well, so that
    what it makes of them can be looked at; `paraphrased` is the evidence that it does not show whole.
    """

    outside: str
    inside: str
    paraphrased: tuple[Citation, ...]
    shown: tuple[Shown, ...]
    shows: bool
    """Whether it shows as many words of the evidence as say something."""
    misquoted: bool
    """Whether something between quotation marks does not stand in the evidence as it is shown."""


def take_apart(text: str, citations: Iterable[Citation]) -> Wording:
    """Tell a sentence's own words from those it shows between quotation marks.

    Whole quotations are looked for first: they may hold quotation marks, links or "@" of the source's own.
    """
    every = tuple(citations)
    masked, whole = _mask_whole(text, every)
    outside, inside = masked, masked
    shown: list[Shown] = []
    misquoted = False
    counted = bool(whole)
    for match in _QUOTED.finditer(masked):
        words = next(group for group in match.groups() if group is not None)
        speakers = _speakers(match.start(), match.end(), words, every, whole)
        misquoted = misquoted or speakers is None
        counted = counted or bool(_COUNTED.search(words))
        shown.append(Shown(start=match.start(), speakers=speakers or frozenset()))
        outside = _blank(outside, match.start(), match.end())
        inside = (
            f"{inside[: match.start()]} {inside[match.start() + 1 : match.end() - 1]} {inside[match.end() :]}"
        )
    return Wording(
        outside=outside.replace(GAP, " "),
        inside=inside.replace(GAP, " "),
        paraphrased=tuple(one for one in every if all(one is not citation for _, citation in whole)),
        shown=tuple(shown),
        shows=counted,
        misquoted=misquoted or any(sign in outside for sign in _STRAY),
    )


def _blank(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def _mask_whole(text: str, citations: tuple[Citation, ...]) -> tuple[str, list[tuple[int, Citation]]]:
    """Put gaps for each whole quotation that follows a quotation mark, or another one and an ellipsis."""
    shown: list[tuple[int, Citation]] = []
    waiting = sorted(citations, key=lambda one: (-len(one.quote), one.start))
    found = True
    while found:
        found = False
        for citation in waiting:
            # The same words may be shown more than once.
            while (place := _find_opened(text, citation.quote)) is not None:
                text = f"{text[: place[0]]}{GAP * (place[1] - place[0])}{text[place[1] :]}"
                shown.append((place[0], citation))
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


def _speakers(
    start: int,
    end: int,
    words: str,
    citations: Sequence[Citation],
    whole: Sequence[tuple[int, Citation]],
) -> frozenset[str] | None:
    """Return who said the words between quotation marks, or None if they do not stand so in the evidence.

    Where words were left out, all stretches are of one turn; those that are no whole quotations stand in its
    order, are long enough to mean something, and no "not" was left out between them.
    """
    gapped = {at: one for at, one in whole if start <= at < end}
    places = [[(one, one.start, one.end)] for _, one in sorted(gapped.items(), key=lambda pair: pair[0])]
    stretches = [part.strip(" ,.;:") for part in _CUT.split(words.replace(GAP, ""))]
    partial = [part for part in stretches if part]
    if places and partial:
        return None
    if len(partial) > 1 and any(len(part.split()) < _SHORTEST for part in partial):
        return None
    found = places or [_places(part, citations) for part in partial]
    if not found or not all(found):
        return frozenset() if not found and not words.strip() else None
    if len(found) == 1:
        return frozenset(one.turn.speaker.id for one, _, _ in found[0])
    chain = [options[0] for options in found]
    ordered = all(_follows(one, other, whole=not partial) for one, other in pairwise(chain))
    return frozenset({chain[0][0].turn.speaker.id}) if ordered else None


def _places(words: str, citations: Sequence[Citation]) -> list[tuple[Citation, int, int]]:
    """Return the quotations that hold words, with where these stand in the quotation."""
    found = [(one, FoldedText.of(one.quote).find(words)) for one in citations]
    return [(one, one.start + place[0], one.start + place[1]) for one, place in found if place is not None]


def _follows(one: tuple[Citation, int, int], other: tuple[Citation, int, int], *, whole: bool) -> bool:
    """Tell whether a stretch may stand behind another: of its turn, and no "not" left out between them."""
    first, second = one[0].turn, other[0].turn
    if (first.source, first.ordinal) != (second.source, second.ordinal):
        return False
    if whole or other[1] < one[1]:
        return whole
    between = one[0].quote[one[2] - one[0].start : other[1] - other[0].start] if one[0] is other[0] else ""
    return not negates(between)
