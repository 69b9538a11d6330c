"""From the blocks of one voice to its turn, and to the notes that stand inside it."""

from collections.abc import Sequence
from dataclasses import replace

from index.transcripts.blocks import Block
from index.transcripts.folding import fold_pieces, pieces_of
from index.transcripts.heard import Spoken
from index.transcripts.notes import Note, find_notes, without_notes
from index.transcripts.scenes import Contribution, Stage
from index.transcripts.visible import Visible
from index.types import Piece, Role, Seconds, Span, TurnKind


def speak(contribution: Contribution, visible: Visible, stage: Stage) -> list[Spoken]:
    """Return the turn of a contribution, which notes may cut into pieces, and then the notes."""
    signers = (stage.narrator,)
    notes = [find_notes(visible.text, block.start, block.end, signers) for block in contribution.blocks]
    turn = _speak_own(contribution, notes, visible, stage)
    said = [_speak_note(note, visible, stage) for group in notes for note in group]
    return [spoken for spoken in (turn, *said) if spoken.pieces]


def _speak_own(
    contribution: Contribution, notes: Sequence[Sequence[Note]], visible: Visible, stage: Stage
) -> Spoken:
    spans: list[Span] = []
    begins: set[int] = set()
    for block, inside in zip(contribution.blocks, notes, strict=True):
        own = _own_words(block, inside, visible)
        if own:
            begins.add(own[0].start)
            spans += own
            # The line break behind a block sets it apart from the next one.
            spans += visible.spans(block.end, min(block.end + 1, len(visible.text)))
    pieces = fold_pieces(pieces_of(visible.source, spans))
    role = _role(contribution, stage)
    voice = contribution.voice
    return Spoken(
        speaker=voice.speaker,
        kind=voice.kind,
        role=role,
        pieces=pieces,
        breaks=_breaks(pieces, begins),
        time=_begin(contribution),
    )


def _begin(contribution: Contribution) -> Seconds | None:
    label = contribution.blocks[0].label
    return Seconds(label.second, label.second) if label and label.second is not None else None


def end_times(spoken: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Let the time of each turn end where the next one that has a time begins."""
    ended: list[Spoken] = []
    following: float | None = None
    for turn in reversed(spoken):
        if turn.time is None:
            ended.append(turn)
            continue
        start = turn.time.start
        ended.append(replace(turn, time=Seconds(start, max(start, following or start))))
        following = start
    return tuple(reversed(ended))


def _own_words(block: Block, notes: Sequence[Note], visible: Visible) -> list[Span]:
    """Return where in the source a block's words stand, without its notes and the space before them."""
    left = without_notes(visible.text, block.start, block.end, list(notes))
    if not any(character.isalnum() for span in left for character in visible.text[span.start : span.end]):
        return []
    first = left[0].start
    first += len(visible.text[first : left[0].end]) - len(visible.text[first : left[0].end].lstrip())
    own = [Span(first, left[0].end), *left[1:]]
    return [span for stretch in own for span in visible.spans(stretch.start, stretch.end)]


def _speak_note(note: Note, visible: Visible, stage: Stage) -> Spoken:
    spans = visible.spans(note.words.start, note.words.end)
    pieces = fold_pieces(pieces_of(visible.source, spans))
    return Spoken(speaker=stage.narrator, kind=TurnKind.NOTE, role=Role.EDITOR, pieces=pieces)


def _role(contribution: Contribution, stage: Stage) -> Role:
    if contribution.voice.kind is TurnKind.QUESTION:
        return Role.HOST
    if contribution.voice.kind is TurnKind.NARRATION:
        return Role.EDITOR
    return stage.roles.get(contribution.voice.speaker, Role.UNKNOWN)


def _breaks(pieces: Sequence[Piece], begins: set[int]) -> tuple[int, ...]:
    """Return where in the folded text the blocks begin that begin at these places of the source."""
    found: list[int] = []
    waiting = sorted(begins, reverse=True)
    offset = 0
    for piece in pieces:
        while waiting and waiting[-1] < piece.end:
            found.append(offset + max(waiting.pop() - piece.start, 0))
        offset += len(piece.text)
    return tuple(offset for offset in found if offset)
