"""Whose words each block is: labels first, then what the sidecar or the layout says of the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.transcripts.blocks import Block
from index.transcripts.notes import find_notes, note_paragraph
from index.types import Role, TurnKind

_ASKING = frozenset("tell describe explain talk walk give share say name".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """Blocks of one speaker, none of another between them."""

    speaker: str
    kind: TurnKind
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Who is who while blocks are assigned: names, and the roles that are known of them."""

    by_block: Sequence[str | None]
    """The name behind each block's label, if it has one."""
    roles: dict[str, Role]
    narrator: str
    asker: str | None
    """Whose questions paragraphs without a label are; None if such paragraphs go on with their speaker."""
    strong_asker: str | None
    """Whose questions paragraphs in strong print are, if they are."""
    guest: str
    """Who answers questions in strong print."""


def asks(text: str) -> bool:
    """Tell whether these words ask: they hold a question mark, or begin as a request does."""
    words = text.split()
    return "?" in text or "？" in text or "؟" in text or bool(words and words[0].casefold() in _ASKING)


def assign_blocks(blocks: Sequence[Block], text: str, stage: Stage) -> list[Contribution]:
    """Give each block its speaker and kind, and join what belongs together."""
    given: list[tuple[str, TurnKind, Block]] = []
    waiting: list[Block] = []
    current: tuple[str, TurnKind] | None = None
    for block, name in zip(blocks, stage.by_block, strict=True):
        if name is not None:
            given += _settle(waiting, text, stage, begun=current is not None, answered=True)
            waiting = []
            current = (name, TurnKind.QUESTION if stage.roles[name] is Role.HOST else TurnKind.ANSWER)
        elif stage.strong_asker and block.strong and asks(block.text(text)):
            current = (stage.strong_asker, TurnKind.QUESTION)
        elif stage.strong_asker and current == (stage.strong_asker, TurnKind.QUESTION):
            current = (stage.guest, TurnKind.ANSWER)
        elif stage.asker and not _goes_on(block, given, text):
            waiting.append(block)
            continue
        given += _settle(waiting, text, stage, begun=current is not None, answered=False) if name else []
        given.append((*(current or (stage.narrator, TurnKind.NARRATION)), block))
    given += _settle(waiting, text, stage, begun=current is not None, answered=False)
    return _joined(given)


def _goes_on(block: Block, given: list[tuple[str, TurnKind, Block]], text: str) -> bool:
    """Tell whether a block carries on: a note of its own, or the words of a label that stood alone."""
    if not given:
        return False
    words = block.text(text).strip()
    notes = find_notes(words, 0, len(words))
    if notes and notes[0].whole.start == 0 and not any(map(str.isalnum, words[notes[-1].whole.end :])):
        return True
    if note_paragraph(words, 0, len(words)) is not None:
        return True
    last = given[-1][2]
    return last.label is not None and not last.text(text).strip()


def _settle(
    waiting: list[Block], text: str, stage: Stage, *, begun: bool, answered: bool
) -> list[tuple[str, TurnKind, Block]]:
    """Say what unlabelled blocks are, once it is known whether an answer follows them.

    Between answers all of them ask. Before the first answer the last one does, if it asks. After the last
    answer they ask only where they do.
    """
    asker = stage.asker or stage.narrator
    question, narration = (asker, TurnKind.QUESTION), (stage.narrator, TurnKind.NARRATION)
    if begun and answered:
        return [(*question, block) for block in waiting]
    if begun:
        return [(*(question if asks(block.text(text)) else narration), block) for block in waiting]
    last = len(waiting) - 1
    return [
        (*(question if answered and nth == last and asks(block.text(text)) else narration), block)
        for nth, block in enumerate(waiting)
    ]


def _joined(given: list[tuple[str, TurnKind, Block]]) -> list[Contribution]:
    joined: list[Contribution] = []
    for speaker, kind, block in given:
        last = joined[-1] if joined else None
        if last and (last.speaker, last.kind) == (speaker, kind):
            joined[-1] = Contribution(speaker=speaker, kind=kind, blocks=(*last.blocks, block))
        else:
            joined.append(Contribution(speaker=speaker, kind=kind, blocks=(block,)))
    return joined
