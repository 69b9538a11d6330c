"""Headings inside an interview: an editor set them, and nobody said them."""

from collections.abc import Sequence

from index.transcripts.asking import asks
from index.transcripts.blocks import Block
from index.transcripts.notes import is_note

_MOST_WORDS = 14
_ENDS = (".", "!", ",", ";", ":", "…", "。", "！", "：")
_CLOSING = "\"'”’)]» \t\r\n"


def find_headings(blocks: Sequence[Block], text: str) -> list[Block]:
    """Return the blocks in strong print that name nobody, do not ask, and end like no sentence."""
    return [block for block in blocks if _is_heading(block, text)]


def _is_heading(block: Block, text: str) -> bool:
    words = block.text(text)
    return (
        block.strong
        and block.label is None
        and not block.item
        and 0 < len(words.split()) <= _MOST_WORDS
        and not words.rstrip(_CLOSING).endswith(_ENDS)
        and not asks(words)
        and not is_note(words)
    )
