"""Cues: the blocks of a captions file, each a time and the lines under it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.transcripts.timeline import read_clock
from index.transcripts.visible import split_lines
from index.types import Seconds, Span

ARROW = "-->"
_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"[ \t]*(?P<start>{_CLOCK})[ \t]*-->[ \t]*(?P<end>{_CLOCK})(?:[ \t].*)?", re.DOTALL)
_NOTE = re.compile(r"NOTE(?![^ \t\r\n])")
_STYLE = re.compile(r"(?:STYLE|REGION)[ \t]*(?![^\r\n])")
# The times of a line stand at its beginning.
_REACH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue: its time, if its line of times can be read, where that line stands, and its lines of words."""

    time: Seconds | None
    start: int
    lines: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """A captions file in blocks; `notes` nobody says, `stray` lines stand under no time."""

    cues: tuple[Cue, ...]
    notes: tuple[Span, ...] = ()
    stray: tuple[Span, ...] = ()


def find_timing(source: str, line: Span) -> Seconds | None:
    """Return the times that a line gives, or None if it gives none that make sense."""
    found = _TIMING.fullmatch(source[line.start : min(line.end, line.start + _REACH)].strip("\ufeff"))
    if found is None:
        return None
    start, end = read_clock(found["start"]), read_clock(found["end"])
    if start is None:
        return None
    return Seconds(start, end if end is not None and end >= start else start)


def split_webvtt(source: str) -> Cues:
    """Split WebVTT: a blank line ends a cue, notes and styles are blocks of their own."""
    cues: list[Cue] = []
    notes: list[Span] = []
    stray: list[Span] = []
    for block in _split_blocks(source):
        timings = [nth for nth, line in enumerate(block) if _is_timing(source, line)]
        if not timings:
            if _NOTE.match(source, block[0].start):
                notes += block
            elif not _STYLE.match(source, block[0].start):
                stray += block
            continue
        # What stands above the first line of times is the cue's id.
        cues += _cut(source, block, timings)
    # Below its first line the header may hold lines such as "Kind: captions", until a blank one.
    header = _end_of_header(source)
    kept = tuple(line for line in stray if line.start >= header)
    return Cues(cues=tuple(cues), notes=tuple(notes), stray=kept)


def split_subrip(source: str) -> Cues:
    """Split SubRip: numbers may be missing, and words may hold blank lines."""
    lines = [line for line in split_lines(source) if source[line.start : line.end].strip("\ufeff \t")]
    timings = [nth for nth, line in enumerate(lines) if _is_timing(source, line)]
    before = lines[: timings[0]] if timings else lines
    stray = tuple(line for line in before if not _is_number(source, line))
    return Cues(cues=tuple(_cut(source, lines, timings)), stray=stray)


def _split_blocks(source: str) -> Iterable[list[Span]]:
    block: list[Span] = []
    for line in split_lines(source):
        # Right under the times a line of spaces is one of the cue: automatic captions begin so.
        under_times = bool(block) and line.start < line.end and _is_timing(source, block[-1])
        if under_times or source[line.start : line.end].strip("\ufeff \t"):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _cut(source: str, lines: list[Span], timings: list[int]) -> list[Cue]:
    """Return a cue for each line of times: what follows it, without the number of the next one."""
    cues: list[Cue] = []
    for timing, following in zip(timings, [*timings[1:], len(lines)], strict=True):
        words = lines[timing + 1 : following]
        if following < len(lines) and words and _is_number(source, words[-1]):
            words = words[:-1]
        cues.append(
            Cue(time=find_timing(source, lines[timing]), start=lines[timing].start, lines=tuple(words))
        )
    return cues


def _is_timing(source: str, line: Span) -> bool:
    """Tell whether a line gives times, even such as cannot be read: no words of a cue hold an arrow."""
    words = source[line.start : min(line.end, line.start + _REACH)]
    return ARROW in words and words.strip("\ufeff \t")[:1].isdigit()


def _is_number(source: str, line: Span) -> bool:
    return source[line.start : line.end].strip("\ufeff \t").isdecimal()


def _end_of_header(source: str) -> int:
    found = re.search(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)|\Z", source)
    return found.end() if found else 0
