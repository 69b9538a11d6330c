"""Captions: WebVTT and SubRip, whose cues name speakers by tags, by their words, or not at all."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from index.errors import SourceError
from index.sidecar import Sidecar
from index.transcripts.captions.cues import ARROW, Cue, Cues, find_timing, split_subrip, split_webvtt
from index.transcripts.captions.habit import carry_labels, names_changes
from index.transcripts.captions.payload import Line, read_lines
from index.transcripts.captions.prefixes import find_prefixes
from index.transcripts.captions.rolling import Shown, drop_repeated
from index.transcripts.heard import Heard
from index.transcripts.hearing import Segments, hear_segments
from index.transcripts.joining import join_breaths
from index.transcripts.reading import Doubt, Skipped
from index.transcripts.segments import Segment, join_pieces
from index.transcripts.sounds import is_remark
from index.transcripts.visible import Lines, count_lines, split_lines
from index.types import Span

# Some programs write a line or two before the first cue.
_HEAD = 2_000
_FIRST_LINES = 8
# No cue holds so many lines, and no day of talk so many cues, even with one for each word.
_MOST_LINES = 500
_MOST_CUES = 200_000
_BLANK = "\ufeff \t"


def is_webvtt(source: str) -> bool:
    """Tell whether a text is WebVTT."""
    head = source[:8].removeprefix("\ufeff")
    return head.startswith("WEBVTT") and not head[6:7].isalnum()


def is_subrip(source: str) -> bool:
    """Tell whether a text is SubRip, or WebVTT without its first line: one of its first lines gives times."""
    head = source[:_HEAD]
    lines = [line for line in split_lines(head) if head[line.start : line.end].strip(_BLANK)]
    return any(find_timing(head, line) is not None for line in lines[:_FIRST_LINES])


def read_webvtt(source: str, name: str, sidecar: Sidecar) -> Heard:
    """Read WebVTT."""
    _refuse_floods(source, name)
    return _read_cues(split_webvtt(source), source, name, sidecar)


def read_subrip(source: str, name: str, sidecar: Sidecar) -> Heard:
    """Read SubRip."""
    _refuse_floods(source, name)
    return _read_cues(split_subrip(source), source, name, sidecar)


def _read_cues(found: Cues, source: str, name: str, sidecar: Sidecar) -> Heard:
    if not found.cues:
        raise SourceError(Path(name), "It holds no cues, no line with times. Export the captions again.")
    lines = count_lines(source)
    _refuse_heaps(found.cues, name, lines)
    shown, repeated = drop_repeated([(cue, read_lines(source, cue)) for cue in found.cues])
    labelled, doubts = find_prefixes([cue for _, cue in shown], sidecar, lines)
    sounds = [line for line in chain(*labelled) if _is_sound(line)]
    spoken = [[line for line in cue if not _is_sound(line)] for cue in labelled]
    by_habit = names_changes(spoken)
    segments = _gather(shown, spoken, carry_labels(spoken, over_cues=by_habit), source)
    return hear_segments(
        Segments(
            segments=segments,
            doubts=(
                *_doubt_cues(found.cues, lines),
                *_doubt_rolling(repeated),
                *doubts,
                *_doubt_habit(spoken, lines, by_habit=by_habit),
            ),
            skipped=_list_skipped(found, sounds, source, lines),
            join=join_breaths,
        ),
        source,
        name,
        sidecar,
    )


def _refuse_floods(source: str, name: str) -> None:
    cues = source.count(ARROW)
    if cues > _MOST_CUES:
        sentence = f"It has {cues:,} cues; at most {_MOST_CUES:,} are read. Split it."
        raise SourceError(Path(name), sentence)


def _refuse_heaps(cues: Sequence[Cue], name: str, lines: Lines) -> None:
    for cue in cues:
        if len(cue.lines) > _MOST_LINES:
            sentence = f"A cue has {len(cue.lines):,} lines. Check that these are captions."
            raise SourceError(Path(name), sentence, line=lines.line_of(cue.start))


def _gather(
    shown: Sequence[Shown], cues: Sequence[Sequence[Line]], labels: Sequence[Sequence[str]], source: str
) -> list[Segment]:
    """Return a segment for each voice of each cue."""
    segments: list[Segment] = []
    for (cue, _), lines, names in zip(shown, cues, labels, strict=True):
        voices: list[tuple[str, list[Line]]] = []
        for line, name in zip(lines, names, strict=True):
            # A line that names nobody goes on with the voice above it.
            if voices and (line.label is None or (name and name == voices[-1][0])):
                voices[-1][1].append(line)
            else:
                voices.append((name, [line]))
        segments += _as_segments(cue, voices, source)
    return segments


def _as_segments(cue: Cue, voices: Sequence[tuple[str, Sequence[Line]]], source: str) -> list[Segment]:
    segments: list[Segment] = []
    for name, lines in voices:
        pieces = join_pieces((line.pieces for line in lines), source)
        if any(character.isalnum() for piece in pieces for character in piece.text):
            body = Span(pieces[0].start, pieces[-1].end)
            begins = lines[0].label == ""
            segments.append(Segment(speaker=name, pieces=pieces, body=body, time=cue.time, begins=begins))
    return segments


def _is_sound(line: Line) -> bool:
    return bool(line.pieces) and is_remark(line.text)


def _list_skipped(found: Cues, sounds: Sequence[Line], source: str, lines: Lines) -> tuple[Skipped, ...]:
    stretches = [
        *((span, "a note of the file") for span in found.notes),
        *((span, "under no time") for span in found.stray),
    ]
    skipped = [(span.start, source[span.start : span.end].strip(_BLANK), why) for span, why in stretches]
    skipped += [(line.pieces[0].start, line.text, "a sound") for line in sounds]
    return tuple(
        Skipped(text=text, line=lines.line_of(place), why=why) for place, text, why in sorted(skipped)
    )


def _doubt_cues(cues: Sequence[Cue], lines: Lines) -> list[Doubt]:
    timeless = [cue for cue in cues if cue.time is None]
    if not timeless:
        return []
    which = "this cue" if len(timeless) == 1 else f"{len(timeless):,} cues, from this one on,"
    sentence = f"The times of {which} cannot be read; the words are kept."
    return [Doubt(sentence=sentence, line=lines.line_of(timeless[0].start))]


def _doubt_rolling(repeated: int) -> list[Doubt]:
    if not repeated:
        return []
    return [Doubt(sentence=f"{repeated:,} lines only roll up, as in automatic captions; each is read once.")]


def _doubt_habit(cues: Sequence[Sequence[Line]], lines: Lines, *, by_habit: bool) -> list[Doubt]:
    unnamed = [cue[0] for cue in cues if cue and cue[0].label is None]
    if not by_habit or not unnamed:
        return []
    which = "a cue without one is" if len(unnamed) == 1 else f"{len(unnamed):,} cues without one are"
    sentence = (
        f"Names stand only where the speaker changes: {which} read as what the speaker before goes on to say."
    )
    return [Doubt(sentence=sentence, line=lines.line_of(unnamed[0].place))]
