"""Blocks of text, and fitting them into one message."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.escaping import weigh
from bot.translating import ENGLISH, Tongue
from bot.wording.answers import LEFT_OUT, SHORTENED

TEXT_LIMIT = 4000
"""Discord's limit: characters of all text displays of one message together."""
_MOST_BLOCKS = 20  # of Discord's 40 components; the rest is for buttons and lines of our own
_NOTICE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Blocks of text to show, one under the other, and how many citations they number."""

    blocks: tuple[str, ...]
    citations: int = 0


class Room(NamedTuple):
    """How much of one piece is shown: characters of each of its texts, and number of citations."""

    characters: int
    citations: int


class Block(NamedTuple):
    """One block, and whether something of it was left out."""

    text: str
    cut: bool


Piece = Callable[[Room], Block]

# Tried one after the other until a piece fits; the last always does, even if all of it is escaped.
_ROOMS = (Room(TEXT_LIMIT, 20), Room(600, 4), Room(250, 3), Room(100, 2), Room(60, 1))


def fit(
    pieces: Sequence[Piece], beside: Sequence[str], *, fair: bool = False, tongue: Tongue = ENGLISH
) -> tuple[str, ...]:
    """Return the blocks that fit into a message together with those `beside` them.

    The first piece may be shortened inside, a later one that does not fit is left out whole; `fair` has
    each shortened to its share instead, so that none is left out.
    """
    room = TEXT_LIMIT - sum(map(weigh, beside)) - _NOTICE
    blocks: list[Block] = []
    for number, piece in enumerate(pieces[:_MOST_BLOCKS]):
        share = room // (len(pieces[:_MOST_BLOCKS]) - number) if fair else room
        rooms = _ROOMS if fair or not blocks else _ROOMS[:1]
        block = next((made for made in map(piece, rooms) if weigh(made.text) <= share), None)
        if block is None:
            break
        blocks.append(block)
        room -= weigh(block.text)
    return (*(block.text for block in blocks), *_notice(len(pieces) - len(blocks), blocks, tongue))


def _notice(left_out: int, blocks: Sequence[Block], tongue: Tongue) -> tuple[str, ...]:
    if left_out:
        return (f"-# {tongue.say(LEFT_OUT, count=left_out)}",)
    return (f"-# {tongue.say(SHORTENED)}",) if any(block.cut for block in blocks) else ()
