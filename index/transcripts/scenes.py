"""Whose words each block is: labels first, then what the sidecar or the layout says of the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.transcripts.asking import asks
from index.transcripts.blocks import Block
from index.transcripts.notes import is_note
from index.types import Role, TurnKind


class Voice(NamedTuple):
    """Who speaks, and what it is that they say."""

    speaker: str
    kind: TurnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """Blocks of one voice, none of another between them."""

    voice: Voice
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Who is who while blocks are assigned.

    `labels` holds the full name behind each folded label. Paragraphs without a label are questions by `asker`
    if there is one; `strong_asker` asks in strong print, and `guest` answers that.
    """

    labels: Mapping[str, str]
    roles: Mapping[str, Role]
    narrator: str
    asker: str | None
    strong_asker: str | None
    guest: str


@dataclass(slots=True)
class _Assignment:
    """Blocks given so far, and those that wait until it is known whether an answer follows them."""

    text: str
    stage: Stage
    given: list[tuple[Voice, Block]] = field(default_factory=list[tuple[Voice, Block]])
    waiting: list[Block] = field(default_factory=list[Block])
    voice: Voice | None = None

    def take(self, block: Block, label: str | None) -> None:
        if label is not None:
            self.settle(answered=True)
            self._speak(self._labelled(self.stage.labels[label]), block)
        elif self._carries_on(block):
            self._speak(self.voice, block)
        elif self.stage.strong_asker and block.strong and (self.voice or asks(block.text(self.text))):
            self._speak(Voice(self.stage.strong_asker, TurnKind.QUESTION), block)
        elif self.stage.strong_asker and self.voice == Voice(self.stage.strong_asker, TurnKind.QUESTION):
            self._speak(Voice(self.stage.guest, TurnKind.ANSWER), block)
        elif self.stage.asker:
            self.waiting.append(block)
        else:
            self._speak(self.voice, block)

    def settle(self, *, answered: bool) -> None:
        """Say what waiting blocks are: between answers questions, before the first the last one if it asks.

        After the last answer only those that ask are questions.
        """
        asker = self.stage.asker or self.stage.narrator
        question, narration = Voice(asker, TurnKind.QUESTION), Voice(self.stage.narrator, TurnKind.NARRATION)
        for left, block in zip(range(len(self.waiting) - 1, -1, -1), self.waiting, strict=True):
            asking = asks(block.text(self.text)) and not block.item
            is_question = (asking or answered) if self.voice else asking and answered and left == 0
            self.given.append((question if is_question else narration, block))
        self.waiting = []

    def _labelled(self, name: str) -> Voice:
        is_host = self.stage.roles.get(name) is Role.HOST
        return Voice(name, TurnKind.QUESTION if is_host else TurnKind.ANSWER)

    def _speak(self, voice: Voice | None, block: Block) -> None:
        narration = Voice(self.stage.narrator, TurnKind.NARRATION)
        self.voice = voice
        self.given.append((voice or narration, block))

    def _carries_on(self, block: Block) -> bool:
        """Tell whether a block goes on: a note of its own, or the words of a label that stood alone."""
        if self.waiting or not self.given:
            return False
        last = self.given[-1][1]
        alone = last.label is not None and not last.text(self.text).strip()
        return alone or is_note(block.text(self.text))


def assign_blocks(
    blocks: Sequence[Block], keys: Sequence[str | None], text: str, stage: Stage
) -> list[Contribution]:
    """Give each block its voice, and join what belongs together; `keys` are the blocks' folded labels."""
    assignment = _Assignment(text=text, stage=stage)
    for block, key in zip(blocks, keys, strict=True):
        assignment.take(block, key)
    assignment.settle(answered=False)
    joined: list[tuple[Voice, list[Block]]] = []
    for voice, block in assignment.given:
        if joined and joined[-1][0] == voice:
            joined[-1][1].append(block)
        else:
            joined.append((voice, [block]))
    return [Contribution(voice=voice, blocks=tuple(together)) for voice, together in joined]
