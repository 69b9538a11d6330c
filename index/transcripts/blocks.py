"""Blocks: paragraphs, list items and labelled lines of the text that is read."""

from dataclasses import dataclass

from index.transcripts.labels import Label, find_label
from index.transcripts.visible import split_lines
from index.types import Span
from index.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together: `lines` are their own words, without the label."""

    lines: tuple[Span, ...]
    label: Label | None = None
    strong: bool = False
    item: bool = False

    def text(self, source: str) -> str:
        """The words of this block, lines joined."""
        return " ".join(source[line.start : line.end] for line in self.lines)


def find_labels(text: str) -> dict[int, Label]:
    """Return what looks like a label, by the start of its line."""
    found = ((line.start, find_label(text, line.start, line.end)) for line in split_lines(text))
    return {start: label for start, label in found if label is not None}


def split_blocks(
    text: str, labels: dict[int, Label], accepted: frozenset[str], strong: frozenset[int], items: frozenset[int]
) -> list[Block]:
    """Split a text at blank lines, list items, strong lines and accepted labels."""
    blocks: list[Block] = []
    lines: list[Span] = []
    label: Label | None = None
    marks = (False, False)
    for line in split_lines(text):
        found = _accepted_label(labels.get(line.start), accepted)
        first = _first_word(text, line)
        here = (first in strong, first in items)
        blank = first == line.end and found is None
        if lines and (blank or found or here[0] != marks[0] or here[1]):
            blocks.append(Block(lines=tuple(lines), label=label, strong=marks[0], item=marks[1]))
            lines = []
        if blank:
            continue
        if not lines:
            label, marks = found, here
        lines.append(Span(found.end, line.end) if found else line)
    if lines:
        blocks.append(Block(lines=tuple(lines), label=label, strong=marks[0], item=marks[1]))
    return blocks


def _accepted_label(label: Label | None, accepted: frozenset[str]) -> Label | None:
    return label if label is not None and fold(label.name) in accepted else None


def _first_word(text: str, line: Span) -> int:
    words = text[line.start : line.end]
    return line.start + len(words) - len(words.lstrip())
