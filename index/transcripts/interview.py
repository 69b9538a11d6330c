"""Interviews as plain text or Markdown.

Whose words a line is: a label at its beginning says so (see labels.py); a paragraph without one goes on with its
speaker, or is a question, as the sidecar's `unlabelled` says. What comes before the first question is narration.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.errors import SidecarError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.blocks import Block, find_labels, split_blocks
from index.transcripts.cast import assemble_cast
from index.transcripts.labels import accept_labels
from index.transcripts.markup import find_markup
from index.transcripts.names import collect_names
from index.transcripts.notes import Note, find_notes, without_notes
from index.transcripts.reading import Doubt, Skipped
from index.transcripts.scenes import Contribution, Stage, assign_blocks
from index.transcripts.visible import Visible, count_lines, fold_pieces, leave_out
from index.types import Piece, Role, Span, TurnKind
from index.words import fold

_EDITOR = "Editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A turn before it has a place among the others."""

    speaker: str
    kind: TurnKind
    role: Role
    pieces: tuple[Piece, ...]
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An interview as read: what was spoken, by whom, what was left out."""

    spoken: tuple[Spoken, ...]
    people: tuple[DeclaredSpeaker, ...]
    skipped: tuple[Skipped, ...]
    doubts: tuple[Doubt, ...]
    understood: Sidecar


def read_interview(source: str, name: str, sidecar: Sidecar) -> Heard:
    """Read an interview; the sidecar says what the text does not."""
    lines = count_lines(source)
    body = _find_body(source, name, sidecar)
    captions = [span for words in sidecar.skip for span in _find_words(source, words)]
    markup = find_markup(source)
    visible = leave_out(source, [Span(0, body.start), Span(body.end, len(source)), *captions, *markup.marks, *markup.pictures])
    text = visible.text
    labels = find_labels(text)
    declared = frozenset(fold(alias) for person in sidecar.speakers for alias in (person.name, *person.aliases))
    accepted = accept_labels(labels.values(), text, declared)
    strong = _within(visible, markup.strong)
    blocks = split_blocks(text, labels, accepted, strong, _within(visible, markup.items))
    spoken_labels = {fold(label.name): label for label in labels.values() if fold(label.name) in accepted}
    first_lines = {key: lines.line_of(visible.place(label.end - 1)) for key, label in spoken_labels.items()}
    cast = assemble_cast(spoken_labels.values(), collect_names(text), sidecar, first_lines)
    people = dict(cast.people)
    narrator = sidecar.narrator or sidecar.publisher or sidecar.asker or _EDITOR
    stage = Stage(
        by_block=[cast.by_label[fold(block.label.name)] if block.label else None for block in blocks],
        roles={person.name: person.role for person in people.values()},
        narrator=narrator,
        asker=sidecar.asker,
        strong_asker=None,
        guest="",
    )
    contributions = assign_blocks(blocks, text, stage)
    spoken = [turn for contribution in contributions for turn in _speak(contribution, visible, stage)]
    skipped = [
        *_skipped_lines(source, 0, body.start, lines.line_of, "before the body"),
        *(Skipped(text=source[span.start : span.end], line=lines.line_of(span.start), why="a caption") for span in captions if body.start <= span.start < body.end),
        *_skipped_lines(source, body.end, len(source), lines.line_of, "after the body"),
    ]
    for turn in spoken:
        people.setdefault(turn.speaker, DeclaredSpeaker(name=turn.speaker, role=turn.role))
    return Heard(
        spoken=tuple(spoken),
        people=tuple(people.values()),
        skipped=tuple(sorted(skipped, key=lambda item: item.line)),
        doubts=cast.doubts,
        understood=sidecar,
    )


def _find_words(source: str, words: str) -> list[Span]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [Span(*found.span()) for found in re.finditer(pattern, source)]


def _find_body(source: str, name: str, sidecar: Sidecar) -> Span:
    start, end = 0, len(source)
    path = Path(name).with_suffix(".toml")
    if sidecar.body.first:
        found = _find_words(source, sidecar.body.first)
        if not found:
            raise SidecarError(path, f"“body.first” is not in {Path(name).name}: {_short(sidecar.body.first)} Copy the words from the text.")
        start = found[0].start
    if sidecar.body.last:
        found = [span for span in _find_words(source, sidecar.body.last) if span.end > start]
        if not found:
            raise SidecarError(path, f"“body.last” is not in {Path(name).name} after its beginning: {_short(sidecar.body.last)} Copy the words from the text.")
        end = found[-1].end
    return Span(start, end)


def _short(words: str) -> str:
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”."


def _within(visible: Visible, places: frozenset[int]) -> frozenset[int]:
    """Translate places of the source into places of what is visible."""
    found: set[int] = set()
    for kept, offset in zip(visible.kept, visible.offsets, strict=True):
        found.update(offset + place - kept.start for place in places if kept.start <= place < kept.end)
    return frozenset(found)


def _skipped_lines(source: str, start: int, end: int, line_of: object, why: str) -> Iterable[Skipped]:
    for found in re.finditer(r"[^\r\n]+", source[start:end]):
        if found[0].strip():
            yield Skipped(text=found[0].strip(), line=line_of(start + found.start()), why=why)


def _speak(contribution: Contribution, visible: Visible, stage: Stage) -> list[Spoken]:
    spans: list[Span] = []
    notes: list[tuple[Note, ...]] = []
    starts: list[int] = []
    for block in contribution.blocks:
        found = [note for line in block.lines for note in find_notes(visible.text, line.start, line.end)]
        notes.append(tuple(found))
        for nth, line in enumerate(block.lines):
            inside = [note for note in found if line.start <= note.whole.start < line.end]
            left = without_notes(visible.text, line.start, line.end, inside)
            if not left:
                continue
            if nth == 0 or not starts:
                first = left[0].start
                while first < left[0].end - 1 and visible.text[first].isspace():
                    first += 1
                starts.append(visible.place(first))
            spans += [span for stretch in left for span in visible.spans(stretch.start, stretch.end)]
            spans += visible.spans(line.end, min(line.end + 1, len(visible.text)))
    pieces = fold_pieces(visible.source, spans)
    role = _role(contribution, stage)
    turns = [Spoken(speaker=contribution.speaker, kind=contribution.kind, role=role, pieces=pieces, breaks=_breaks(pieces, starts))] if pieces else []
    for note in (note for group in notes for note in group):
        words = fold_pieces(visible.source, visible.spans(note.words.start, note.words.end))
        if words:
            turns.append(Spoken(speaker=stage.narrator, kind=TurnKind.NOTE, role=Role.EDITOR, pieces=words))
    return turns


def _role(contribution: Contribution, stage: Stage) -> Role:
    if contribution.kind is TurnKind.QUESTION:
        return Role.HOST
    if contribution.kind is TurnKind.NARRATION:
        return Role.EDITOR
    return stage.roles.get(contribution.speaker, Role.UNKNOWN)


def _breaks(pieces: tuple[Piece, ...], starts: list[int]) -> tuple[int, ...]:
    """Return where in the folded text each of these places of the source is."""
    found: set[int] = set()
    offset = 0
    for piece in pieces:
        verbatim = piece.end - piece.start == len(piece.text)
        for start in starts:
            if verbatim and piece.start <= start < piece.end:
                found.add(offset + start - piece.start)
        offset += len(piece.text)
    return tuple(sorted(found - {0}))
