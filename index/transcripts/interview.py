"""Interviews as plain text or Markdown.

Whose words a paragraph is, a label at its beginning says (labels.py). Without one it goes on with its
speaker, or is a question, as the sidecar's `unlabelled` says, or else as the layout suggests (roles.py). What
comes before the first question is narration. Notes in brackets are the editor's (notes.py); furniture is left
out (furniture.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from index.errors import SourceError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.blocks import Block, find_labels, split_blocks
from index.transcripts.cast import Cast, assemble_cast
from index.transcripts.dashes import Dashes, find_dashes
from index.transcripts.furniture import (
    doubt_captions,
    find_body,
    find_keys,
    find_sounds,
    find_title,
    find_words,
    guess_captions,
    guess_title,
    list_skipped,
)
from index.transcripts.headings import find_headings
from index.transcripts.heard import Heard, Spoken
from index.transcripts.hearing import MANY_LABELS, NEARLY_EACH, say_too_many
from index.transcripts.labels import Label, accept_labels, doubt_label
from index.transcripts.markup import Markup, find_markup
from index.transcripts.names import collect_names
from index.transcripts.reading import Doubt, Skipped
from index.transcripts.roles import Layout, guess_layout, guess_roles, name_asker
from index.transcripts.scenes import Stage, assign_blocks
from index.transcripts.segments import UNKNOWN
from index.transcripts.turning import end_times, speak
from index.transcripts.visible import Lines, Visible, count_lines, leave_out
from index.types import Role, Span
from index.words import fold

_EDITOR = "Editor"
# So many lines, so short, are no talk that anybody wrote down.
_MANY_LINES = 20_000
_SHORTEST_LINE = 8
# A day of talk has about ten thousand turns.
_MOST_LINES = 40_000
# More labels than that are another kind of list than a talk.
_MOST_SPEAKERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The file with its furniture told apart: what is visible, what is not and why."""

    visible: Visible
    markup: Markup
    lines: Lines
    sidecar: Sidecar
    skipped: tuple[Skipped, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Script:
    """The visible text in blocks, and what stands behind their labels."""

    labels: Mapping[int, Label]
    accepted: frozenset[str]
    blocks: Sequence[Block]
    keys: Sequence[str | None]
    cast: Cast
    headings: Sequence[Block]


def read_interview(source: str, name: str, sidecar: Sidecar, markup: Markup | None = None) -> Heard:
    """Read an interview; what the sidecar does not say is guessed, and the guess is a doubt.

    `markup` is what print tells where it is known otherwise than by Markdown's marks.
    """
    page = _open_page(source, name, sidecar, markup)
    script = _read_script(page, name)
    text = page.visible.text
    layout = guess_layout(script.blocks, text, page.sidecar)
    said = page.sidecar.model_copy(update={"unlabelled": layout.unlabelled})
    roles, role_doubts = _find_roles(script, page, said, layout)
    narrator = sidecar.narrator or sidecar.publisher or sidecar.asker or _EDITOR
    stage = _set_stage(script, said, layout, roles, narrator)
    contributions = assign_blocks(script.blocks, script.keys, text, stage)
    spoken = end_times(
        [turn for contribution in contributions for turn in speak(contribution, page.visible, stage)]
    )
    people = _list_people(script.cast, roles, spoken)
    doubts = [*page.doubts, *script.cast.doubts, *role_doubts, *_doubt_labels(script, page)]
    if sidecar.unlabelled is None:
        doubts += _doubt_layout(script, page, stage)
    return Heard(
        spoken=spoken,
        people=people,
        understood=said.model_copy(update={"speakers": _named(people, sidecar), "narrator": stage.narrator}),
        skipped=_with_headings(script, page),
        doubts=tuple(doubts),
    )


def _open_page(source: str, name: str, sidecar: Sidecar, given: Markup | None) -> _Page:
    lines = count_lines(source)
    _refuse_crumbs(source, name, len(lines.starts))
    markup = _with_dashes(given or find_markup(source), find_dashes(source))
    body = find_body(source, name, sidecar)
    skip = sidecar.skip or guess_captions(source)
    title = sidecar.title or guess_title(source, body, skip)
    captions = {words: find_words(source, words) for words in skip}
    inside = [(span, "a caption") for spans in captions.values() for span in spans]
    inside += [(span, "a key to initials") for span in find_keys(source, body)]
    inside += [(span, "a sound") for span in find_sounds(source, body)]
    heading = find_title(source, body, title)
    inside += [(heading, "the title")] if heading else []
    outside = [Span(0, body.start), Span(body.end, len(source)), Span(0, int(source.startswith("\ufeff")))]
    left_out = [*outside, *(span for span, _ in inside), *markup.marks, *markup.pictures]
    return _Page(
        visible=leave_out(source, left_out),
        markup=markup,
        lines=lines,
        sidecar=sidecar.model_copy(update={"skip": skip, "title": title}),
        skipped=tuple(list_skipped(source, lines, body, inside, markup)),
        doubts=tuple(doubt_captions(captions, lines, guessed=not sidecar.skip)),
    )


def _refuse_crumbs(source: str, name: str, lines: int) -> None:
    if lines > _MANY_LINES and len(source) < _SHORTEST_LINE * lines:
        sentence = (
            f"Its {lines:,} lines have fewer than {_SHORTEST_LINE} characters each. "
            "Check that it is a transcript."
        )
        raise SourceError(Path(name), sentence)
    written = sum(map(bool, map(str.strip, source.splitlines()))) if lines > _MOST_LINES else 0
    if written > _MOST_LINES:
        sentence = f"It has {written:,} lines or paragraphs; at most {_MOST_LINES:,} are read. Split it."
        raise SourceError(Path(name), sentence)


def _with_dashes(markup: Markup, dashes: Dashes) -> Markup:
    """Take turns behind dashes for paragraphs of their own, those that ask as if in strong print."""
    return replace(
        markup,
        marks=(*markup.marks, *dashes.marks),
        strong=markup.strong | dashes.asking,
        items=markup.items | dashes.turns,
    )


def _read_script(page: _Page, name: str) -> _Script:
    visible, sidecar = page.visible, page.sidecar
    labels = find_labels(visible.text, _translate_spans(visible, page.markup.names))
    declared = frozenset(
        fold(alias) for person in sidecar.speakers for alias in (person.name, *person.aliases)
    )
    accepted = accept_labels(labels.values(), visible.text, declared)
    strong, items = (_translate(visible, places) for places in (page.markup.strong, page.markup.items))
    found = split_blocks(visible.text, labels, accepted, strong, items)
    headings = find_headings(found, visible.text)
    set_apart = {block.start for block in headings}
    blocks = [block for block in found if block.start not in set_apart]
    first: dict[str, Label] = {}
    for block in blocks:
        if block.label:
            first.setdefault(fold(block.label.name), block.label)
    if len(first) > _MOST_SPEAKERS:
        sentence = (
            f"It seems to have {len(first):,} speakers. Check that it is a transcript, or cut it in parts."
        )
        raise SourceError(Path(name), sentence)
    labelled = sum(block.label is not None for block in blocks)
    if len(first) >= MANY_LABELS and len(first) > NEARLY_EACH * labelled:
        raise SourceError(Path(name), say_too_many(len(first), labelled))
    lines = {key: page.lines.line_of(visible.place(label.end - 1)) for key, label in first.items()}
    return _Script(
        labels=labels,
        accepted=accepted,
        blocks=blocks,
        keys=[fold(block.label.name) if block.label else None for block in blocks],
        cast=assemble_cast(first.values(), collect_names(visible.source), sidecar, lines),
        headings=headings,
    )


def _translate(visible: Visible, places: frozenset[int]) -> frozenset[int]:
    """Turn places of the source into places of what is visible of it."""
    return frozenset(found for place in places if (found := visible.find(place)) is not None)


def _translate_spans(visible: Visible, spans: Sequence[Span]) -> list[Span]:
    found = ((visible.find(span.start), visible.find(span.end - 1)) for span in spans)
    return [Span(start, last + 1) for start, last in found if start is not None and last is not None]


def _find_roles(
    script: _Script, page: _Page, said: Sidecar, layout: Layout
) -> tuple[dict[str, Role], list[Doubt]]:
    words: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    for block, key in zip(script.blocks, script.keys, strict=True):
        if key is not None and block.label is not None:
            name = script.cast.by_label[key]
            words.setdefault(name, []).append(block.text(page.visible.text))
            lines.setdefault(name, page.lines.line_of(page.visible.place(block.label.end - 1)))
    elsewhere = said.asker is not None or layout.strong
    return guess_roles(script.cast.people.values(), words, lines, asked_elsewhere=elsewhere)


def _set_stage(
    script: _Script, said: Sidecar, layout: Layout, roles: Mapping[str, Role], narrator: str
) -> Stage:
    guests = [name for name, role in roles.items() if role is not Role.HOST and name != narrator]
    return Stage(
        labels=script.cast.by_label,
        roles=roles,
        narrator=narrator,
        asker=said.asker,
        strong_asker=name_asker(said) if layout.strong else None,
        guest=guests[0] if len(guests) == 1 else UNKNOWN,
    )


def _list_people(
    cast: Cast, roles: Mapping[str, Role], spoken: Sequence[Spoken]
) -> tuple[DeclaredSpeaker, ...]:
    """Return everybody who speaks; who asks as well as narrates is the host."""
    present = {turn.speaker for turn in spoken}
    people = {
        person.name: person.model_copy(update={"role": roles[person.name]})
        for person in cast.people.values()
        if person.name in present
    }
    for turn in sorted(spoken, key=lambda turn: turn.role is not Role.HOST):
        people.setdefault(turn.speaker, DeclaredSpeaker(name=turn.speaker, role=turn.role))
    return tuple(people.values())


def _named(people: Sequence[DeclaredSpeaker], sidecar: Sidecar) -> tuple[DeclaredSpeaker, ...]:
    """Leave out whoever nothing names: no sidecar should say that it knows them."""
    declared = {person.name for person in sidecar.speakers}
    return tuple(person for person in people if person.name != UNKNOWN or UNKNOWN in declared)


def _with_headings(script: _Script, page: _Page) -> tuple[Skipped, ...]:
    headings = [
        Skipped(
            text=block.text(page.visible.text).strip(),
            line=page.lines.line_of(page.visible.place(block.start)),
            why="a heading",
        )
        for block in script.headings
    ]
    return tuple(sorted((*page.skipped, *headings), key=lambda item: item.line))


def _doubt_labels(script: _Script, page: _Page) -> list[Doubt]:
    """Name what looks like a label and is read as words."""
    first: dict[str, Label] = {}
    for label in script.labels.values():
        if fold(label.name) not in script.accepted and not label.bare:
            first.setdefault(fold(label.name), label)
    return [
        Doubt(
            sentence=doubt_label(label.name),
            line=page.lines.line_of(page.visible.place(label.end - 1)),
        )
        for label in first.values()
    ]


def _is_label_alone(block: Block, text: str) -> bool:
    return block.label is not None and not block.text(text).strip()


def _doubt_layout(script: _Script, page: _Page, stage: Stage) -> list[Doubt]:
    first = next((nth for nth, key in enumerate(script.keys) if key is not None), len(script.keys))
    places = [
        page.lines.line_of(page.visible.place(block.start))
        for before, block in pairwise(script.blocks[first:])
        if not block.label and not _is_label_alone(before, page.visible.text)
    ]
    if not any(script.keys):
        return [Doubt(sentence="No label says who speaks; see whether the speakers below are right.")]
    if not places:
        return []
    how = f"questions by {stage.asker}" if stage.asker else "what their speaker goes on to say"
    return [Doubt(sentence=f"Paragraphs without a label ({len(places)}) are read as {how}.", line=places[0])]
