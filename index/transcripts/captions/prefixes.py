"""Who speaks, as the words of a cue say it: "Name: …", "[NAME] …", a dash or chevrons for somebody else."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.sidecar import Sidecar
from index.transcripts.captions.payload import Line
from index.transcripts.folding import cut_pieces
from index.transcripts.labels import Label, accept_labels, doubt_label, find_bare_label, find_label
from index.transcripts.reading import Doubt
from index.transcripts.sounds import names_sound
from index.transcripts.visible import Lines
from index.types import Piece
from index.words import fold

_SOMEBODY_ELSE = re.compile(r"(?:>{2,3}|-(?![-\d])|[–—](?=\s))\s*(?=\S)")
_BRACKETED = re.compile(r"(?:\[(?P<square>[^\[\]()]{2,60})\]|\((?P<round>[^\[\]()]{2,60})\))\s*[:：]?\s*")
_REACH = 160

Lists = Sequence[Sequence[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the beginning of a line may tell: a label, or that somebody else begins."""

    line: Line
    begins: bool
    skipped: int
    label: Label | None
    last: bool
    """Whether nothing follows it in its cue."""


def find_prefixes(cues: Lists, sidecar: Sidecar, lines: Lines) -> tuple[list[list[Line]], list[Doubt]]:
    """Put labels from the words of lines in their place, where no tag names a voice."""
    found = [[_look(line, last=nth == len(cue) - 1) for nth, line in enumerate(cue)] for cue in cues]
    flat = [item for cue in found for item in cue]
    accepted = _accept(flat, sidecar)
    spelling: dict[str, str] = {}
    for item in flat:
        if item.label is not None:
            spelling.setdefault(fold(item.label.name), item.label.name)
    labelled = [[_apply(item, accepted, spelling) for item in cue] for cue in found]
    return labelled, _doubt_words(flat, accepted, lines)


def _look(line: Line, *, last: bool) -> _Found:
    text = line.text
    if line.label is not None:
        return _Found(line=line, begins=False, skipped=0, label=None, last=last)
    sign = _SOMEBODY_ELSE.match(text)
    start = sign.end() if sign else 0
    label = _find_bracketed(text, start) or find_label(text, start, len(text))
    alone = label is not None and label.end >= len(text)
    return _Found(line=line, begins=sign is not None, skipped=start, label=label, last=last and alone)


def _find_bracketed(text: str, start: int) -> Label | None:
    found = _BRACKETED.match(text, start, min(len(text), start + _REACH))
    if found is None:
        return None
    group = "square" if found["square"] is not None else "round"
    if names_sound(found[group]) or (group == "round" and not found[group].isupper()):
        return None
    label = find_bare_label(text, found.start(group), found.end(group))
    return replace(label, end=found.end()) if label is not None else None


def _accept(found: Iterable[_Found], sidecar: Sidecar) -> frozenset[str]:
    items = list(found)
    declared = frozenset(
        fold(alias) for person in sidecar.speakers for alias in (person.name, *person.aliases)
    )
    text = "\n".join(item.line.text[item.skipped :] for item in items)
    accepted = accept_labels((item.label for item in items if item.label is not None), text, declared)
    # A remark in brackets mostly stands alone, a name mostly before what it says.
    remarks: Counter[str] = Counter()
    for item in items:
        if item.label is not None and item.label.bare:
            remarks[fold(item.label.name)] += 1 if item.last else -1
    return frozenset(name for name in accepted if remarks[name] < 0 or name not in remarks)


def _apply(item: _Found, accepted: frozenset[str], spelling: dict[str, str]) -> Line:
    if item.label is not None and fold(item.label.name) in accepted:
        name = spelling[fold(item.label.name)]
        return replace(item.line, label=name, pieces=_without(item.line, item.label.end))
    if item.begins:
        return replace(item.line, label="", pieces=_without(item.line, item.skipped))
    return item.line


def _without(line: Line, length: int) -> tuple[Piece, ...]:
    text = line.text
    while length < len(text) and text[length].isspace():
        length += 1
    return cut_pieces(line.pieces, length, len(text))


def _doubt_words(found: Iterable[_Found], accepted: frozenset[str], lines: Lines) -> list[Doubt]:
    """Name what looks like a label and is read as words."""
    first: dict[str, _Found] = {}
    for item in found:
        if item.label is not None and not item.label.bare and fold(item.label.name) not in accepted:
            first.setdefault(fold(item.label.name), item)
    return [
        Doubt(
            sentence=doubt_label(item.label.name),
            line=lines.line_of(item.line.place),
        )
        for item in first.values()
        if item.label is not None
    ]
