"""Quotations: where words stand in a turn, letter for letter, and the citation of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from bot.answering.types import Citation
from bot.answering.verification.informants import informant_of
from index.types import Piece, Span, Turn

_DASHES = "‐‑‒–—―−﹘﹣－"
_DOUBLE = "“”„‟«»＂"
_SINGLE = "‘’‚‛‹›`´ʼʹ＇"
_SIGNS = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'")}
)
_ELLIPSIS = "…"
_HYPHENS = "-‐‑"
_APOSTROPHES = "'’ʼ＇"
_MONEY = "$€£¥₹"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text as quotations are compared with it, with the place of each folded character in the text."""

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> Self:
        """Fold a text once, for many quotations."""
        folded: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for odd in _odd_stretches(source):
            folded.append(_fold_signs(source[done : odd[0]]))
            starts.extend(range(done, odd[0]))
            ends.extend(range(done + 1, odd[0] + 1))
            text = fold_quote(source[odd[0] : odd[1]], strip=False)
            folded.append(text)
            starts.extend([odd[0]] * len(text))
            ends.extend([odd[1]] * len(text))
            done = odd[1]
        folded.append(_fold_signs(source[done:]))
        starts.extend(range(done, len(source)))
        ends.extend(range(done + 1, len(source) + 1))
        return cls(source, "".join(folded), tuple(starts), tuple(ends))

    def find(self, words: str) -> tuple[int, int] | None:
        """Return where words first stand, or None; see `find_quote`."""
        return next(self.find_all(words), None)

    def find_all(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield each place where words stand, in order."""
        wanted = fold_quote(words)
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            start, end = self.starts[at], self.ends[at + len(wanted) - 1]
            whole = self._is_whole(at, at + len(wanted))
            if whole and is_border(self.source, start) and is_border(self.source, end):
                yield start, end
            at = self.text.find(wanted, at + 1)

    def _is_whole(self, at: int, end: int) -> bool:
        """Tell whether no character that folds to several ("…", "ß") is cut."""
        cut_before = at > 0 and self.starts[at - 1] == self.starts[at]
        cut_after = end < len(self.text) and self.starts[end] == self.starts[end - 1]
        return not (cut_before or cut_after)


def fold_quote(text: str, *, strip: bool = True) -> str:
    """Return words as quotations are compared: white space, case, dashes, quotes and ellipses folded."""
    spaced = re.sub(r"\s+", " ", text)
    folded = _fold_signs(spaced.replace(_ELLIPSIS, "..."))
    return folded.strip(" ") if strip else folded


def find_quote(text: str, words: str) -> tuple[int, int] | None:
    """Return where words stand in a text, as offsets into it, or None.

    Letter for letter after folding, and never a part of a word or of a number: neither "can" of "can't" nor
    "5 billion" of "0.5 billion".
    """
    return FoldedText.of(text).find(words)


def cite(turn: Turn, start: int, end: int, *, title: str, question: Turn | None = None) -> Citation:
    """Return the citation of `turn.text[start:end]`: the source's own characters and where they stand."""
    pieces = turn.cut(start, end)
    return Citation(
        turn=turn,
        title=title,
        start=start,
        end=end,
        quote=" ".join("".join(piece.text for piece in pieces).split()),
        spans=_merge_spans(pieces),
        question=question,
        informant=informant_of(turn, start, end),
    )


def is_border(text: str, at: int) -> bool:
    """Tell whether a word or a number may begin or end at an offset."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _is_letter(before) and _is_letter(after):
        return False
    if after.isdigit():
        return not _leads_number(text, at)
    if before.isdigit() and after in "%‰°":
        return False
    return not (_is_inside(text, at - 1) or _is_inside(text, at))


def _leads_number(text: str, at: int) -> bool:
    """Tell whether a sign right before a digit belongs to its number: "$5", "0.5", ".5", "-5"."""
    before = text[at - 1]
    if before in _MONEY:
        return True
    further = text[at - 2] if at > 1 else " "
    return before in ".,:/-−" and (further.isdigit() or not further.strip() or further in _MONEY)


def _is_inside(text: str, at: int) -> bool:
    """Tell whether a sign stands inside a word or number: an apostrophe, a hyphen, a decimal point."""
    if not 0 < at < len(text) - 1:
        return False
    before, sign, after = text[at - 1], text[at], text[at + 1]
    if before.isdigit() and after.isdigit():
        return sign in ".,:/" or sign in _HYPHENS
    return sign in _APOSTROPHES + _HYPHENS and _is_letter(before) and _is_letter(after)


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")


def _fold_signs(text: str) -> str:
    # Case first: folding it can make an apostrophe ("ŉ"), never the other way round.
    return text.casefold().translate(_SIGNS)


def _odd_stretches(source: str) -> list[tuple[int, int]]:
    """Return the stretches whose length changes by folding: ellipses, white space, letters like "ß"."""
    longer = "".join(sorted(sign for sign in set(source) if len(sign.casefold()) > 1))
    pattern = re.compile(rf"\s{{2,}}|[^\S ]|[{re.escape(_ELLIPSIS + longer)}]")
    return [match.span() for match in pattern.finditer(source)]


def _merge_spans(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for piece in pieces:
        if spans and spans[-1].end == piece.start:
            spans[-1] = Span(spans[-1].start, piece.end)
        else:
            spans.append(Span(piece.start, piece.end))
    return tuple(spans)
