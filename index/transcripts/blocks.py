"""Blocks: paragraphs, list items and labelled lines of the text that is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from index.transcripts.labels import Label, find_bare_label, find_label
from index.transcripts.visible import split_lines
from index.types import Span
from index.words import fold

_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text; the label before it is not part of it."""

    start: int
    end: int
    label: Label | None = None
    strong: bool = False
    item: bool = False

    def text(self, source: str) -> str:
        """The words of this block."""
        return source[self.start : self.end]


def find_labels(text: str, names: Sequence[Span]) -> dict[int, Label]:
    """Return what looks like a label, by the start of its line; `names` stand in strong print."""
    strong = {name.start: name.end for name in names}
    labels: dict[int, Label] = {}
    opens = True
    for line, following in zip_longest(lines := split_lines(text), lines[1:]):
        label = find_label(text, line.start, line.end)
        first = _first_word(text, line)
        if label is None and first in strong:
            label = find_bare_label(text, first, strong[first])
        if label is None and following is not None:
            label = _find_heading(text, line, following)
        if label is not None:
            labels[line.start] = replace(label, strong=first in strong, opens=opens)
        opens = first == line.end
    return labels


def _find_heading(text: str, line: Span, following: Span) -> Label | None:
    """Return the name in capitals that stands alone on a line, right above what is said."""
    words = text[line.start : line.end].strip()
    if not words.isupper() or len(words) > _LONGEST_HEADING or _first_word(text, following) == following.end:
        return None
    start = _first_word(text, line)
    return find_bare_label(text, start, start + len(words))


def split_blocks(
    text: str,
    labels: dict[int, Label],
    accepted: frozenset[str],
    strong: frozenset[int],
    items: frozenset[int],
) -> list[Block]:
    """Split a text at blank lines, list items, strong lines and accepted labels."""
    blocks: list[Block] = []
    block: Block | None = None
    for line in split_lines(text):
        found = _accepted_label(labels.get(line.start), accepted)
        first = _first_word(text, line)
        blank = first == line.end and found is None
        is_strong, is_item = first in strong, first in items
        if block and (blank or found or is_strong != block.strong or is_item):
            blocks.append(block)
            block = None
        if block:
            block = replace(block, end=line.end)
        elif not blank:
            start = found.end if found else first
            block = Block(start=start, end=line.end, label=found, strong=is_strong, item=is_item)
    return [*blocks, block] if block else blocks


def _accepted_label(label: Label | None, accepted: frozenset[str]) -> Label | None:
    return label if label is not None and fold(label.name) in accepted else None


def _first_word(text: str, line: Span) -> int:
    words = text[line.start : line.end]
    return line.start + len(words) - len(words.lstrip())
