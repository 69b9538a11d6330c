"""Blocks: paragraphs, list items and labelled lines of the text that is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.transcripts.labels import Label, find_bare_label, find_label
from index.transcripts.visible import split_lines
from index.types import Span
from index.words import fold


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
    for line in split_lines(text):
        label = find_label(text, line.start, line.end)
        first = _first_word(text, line)
        if label is None and first in strong:
            label = find_bare_label(text, first, strong[first])
        if label is not None:
            labels[line.start] = label
    return labels


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
