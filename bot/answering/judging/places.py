"""Where words that were asked about stand: in one turn or in two, whole or with something left out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.sentences import split_sentences
from index.types import Sentence, Turn
from index.words import Word, split_words

_LEFT_OUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,}")
# What joins two words into another, or makes another number: "can" of "can't", "5" of "0.5" are none.
_GLUE = "-‐‑'’ʼ"

Following = Callable[[Turn], Turn | None]
"""Gives the turn in which a speaker goes on after somebody else's, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Words of one turn: `turn.text[start:end]`, and the sentences that they stand in."""

    turn: Turn
    start: int
    end: int
    sentences: tuple[Sentence, ...]

    @property
    def before(self) -> str:
        """What stands before them in their first sentence."""
        return self.turn.text[self.sentences[0].start : self.start]

    @property
    def after(self) -> str:
        """What stands after them in their last sentence."""
        return self.turn.text[self.end : self.sentences[-1].end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where all of the words stand, in order; they are of one speaker."""

    stands: tuple[Stand, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that the words stand in, each once."""
        found = {(one.turn.ordinal, one.start): one for stand in self.stands for one in stand.sentences}
        return tuple(found.values())


def find_places(quoted: str, turns: Sequence[Turn], following: Following = lambda _: None) -> Iterator[Place]:
    """Yield each turn in which the words stand, word for word; punctuation and case are no matter.

    Where "…" leaves something out, what stands on its sides is found one after the other.
    """
    stretches = [words for part in _LEFT_OUT.split(quoted) if (words := _texts(part))]
    for turn in turns:
        stands = _find_all(stretches, turn)
        if stands:
            yield Place(stands=stands)
            continue
        after = following(turn)
        stands = _find_over(stretches, turn, after) if after is not None else ()
        if stands:
            yield Place(stands=stands)


def _find_all(stretches: Sequence[list[str]], turn: Turn, first: int = 0) -> tuple[Stand, ...]:
    """Find stretches one after the other in a turn, from its word number `first` on; all or none."""
    words = split_words(turn.text)
    spans: list[tuple[int, int]] = []
    at = first
    for stretch in stretches:
        found = _find(stretch, words, at, turn.text)
        if found is None:
            return ()
        at = found + len(stretch)
        spans.append((words[found].start, words[at - 1].end))
    return _stands(turn, spans)


def _find_over(stretches: Sequence[list[str]], turn: Turn, after: Turn) -> tuple[Stand, ...]:
    """Find words that begin at the end of one turn and go on at the beginning of the speaker's next."""
    if len(stretches) > 1:
        for cut in range(len(stretches) - 1, 0, -1):
            first, second = _find_all(stretches[:cut], turn), _find_all(stretches[cut:], after)
            if first and second:
                return (*first, *second)
        return ()
    words, wanted = split_words(turn.text), stretches[0] if stretches else []
    for size in range(min(len(words), len(wanted) - 1), 0, -1):
        if [word.text for word in words[-size:]] == wanted[:size]:
            rest = _find_all([wanted[size:]], after)
            begins = split_words(after.text)[: len(wanted) - size]
            if rest and [word.text for word in begins] == wanted[size:]:
                return (*_stands(turn, [(words[-size].start, words[-1].end)]), *rest)
    return ()


def _find(stretch: list[str], words: Sequence[Word], first: int, text: str) -> int | None:
    size = len(stretch)
    for at in range(first, len(words) - size + 1):
        if words[at].text != stretch[0] or [word.text for word in words[at : at + size]] != stretch:
            continue
        if not (_is_glued(text, words[at].start - 1) or _is_glued(text, words[at + size - 1].end)):
            return at
    return None


def _is_glued(text: str, at: int) -> bool:
    """Tell whether a sign at an offset joins the letters or digits on its sides into one."""
    if not 0 < at < len(text) - 1 or not (text[at - 1].isalnum() and text[at + 1].isalnum()):
        return False
    return text[at] in _GLUE or (text[at] in ".,:/" and text[at - 1].isdigit() and text[at + 1].isdigit())


def _stands(turn: Turn, spans: Sequence[tuple[int, int]]) -> tuple[Stand, ...]:
    sentences = split_sentences(turn) if spans else ()
    return tuple(
        Stand(
            turn=turn,
            start=start,
            end=end,
            sentences=tuple(one for one in sentences if one.start < end and start < one.end),
        )
        for start, end in spans
    )


def _texts(part: str) -> list[str]:
    return [word.text for word in split_words(part)]
