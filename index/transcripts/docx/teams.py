"""Teams' transcripts as documents: a name, at least two spaces and a time, and under them what was said.

Older ones set a stretch of time above the name. One space before a time makes nobody a speaker.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.sidecar import Sidecar
from index.transcripts.folding import fold_pieces, pieces_of
from index.transcripts.heard import Heard
from index.transcripts.hearing import Segments, hear_segments
from index.transcripts.joining import join_each
from index.transcripts.printed import Written
from index.transcripts.reading import Skipped
from index.transcripts.segments import Segment, clean_label
from index.transcripts.timeline import read_clock
from index.transcripts.visible import count_lines
from index.types import Seconds, Span

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_EXACT = r"\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d{1,3})?"
_HEAD = re.compile(
    rf"\s*(?P<name>[^\s:][^\n:]{{0,99}}?)(?:[ \u00a0]{{2,}}|[ \u00a0]{{0,9}}\t\s{{0,99}})"
    rf"(?P<time>{_CLOCK})[ \t\u00a0]*(?=\n|\Z)"
)
_OLD_HEAD = re.compile(
    rf"\s*(?P<time>{_EXACT})[ ]*-->[ ]*(?P<until>{_EXACT})[ ]*\n+[ ]*(?P<name>[^\n]{{1,100}}?)[ ]*(?=\n|\Z)"
)
# "(Guest)" and "(Unverified)", in whatever language.
_STANDING = re.compile(r"\s*\([^()]{1,40}\)\Z")
_NOTICE = re.compile(
    r".{1,100} (?:(?:started|stopped) transcription|hat die Transkription (?:gestartet|beendet))\.?"
)
_SHORT = re.compile(r"\A\d(?!\d)")
_FEWEST = 2
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """Who begins to speak when; what is said begins at `end`."""

    paragraph: int
    name: str
    end: int
    time: Seconds


def is_teams(written: Written) -> bool:
    """Tell whether names and times stand above what is said; a timetable has nothing under its times."""
    heads = _find_heads(written)
    speaking = sum(bool(_said(written, heads, nth)) for nth in range(len(heads)))
    return len(heads) >= _FEWEST and speaking >= _HALF * len(heads)


def read_teams(written: Written, name: str, sidecar: Sidecar) -> Heard:
    """Read a transcript of Teams."""
    text, heads = written.projection.text, _find_heads(written)
    segments: list[Segment] = []
    for nth, head in enumerate(heads):
        pieces = fold_pieces(pieces_of(text, _said(written, heads, nth)))
        if pieces:
            body = Span(pieces[0].start, pieces[-1].end)
            segments.append(Segment(speaker=head.name, pieces=pieces, body=body, time=_time(heads, nth)))
    found = Segments(segments=segments, skipped=tuple(_skipped(written, heads)), join=join_each)
    return hear_segments(found, text, name, sidecar)


def _find_heads(written: Written) -> list[_Head]:
    heads: list[_Head] = []
    for nth, span in enumerate(written.spans):
        text = written.projection.text[span.start : span.end]
        found = _HEAD.match(text) or _OLD_HEAD.match(text)
        label = clean_label(_STANDING.sub("", found["name"])) if found else ""
        if not found or not any(character.isalpha() for character in label):
            continue
        start = _second(found["time"])
        until = _second(found["until"]) if found.re is _OLD_HEAD else start
        time = Seconds(start, max(start, until))
        heads.append(_Head(paragraph=nth, name=label, end=span.start + found.end(), time=time))
    return heads


def _second(words: str) -> float:
    # Older documents write "0:0:3.5" where a clock would have two digits.
    first, *others = words.split(":")
    return read_clock(":".join([first, *(_SHORT.sub(r"0\g<0>", part) for part in others)])) or 0.0


def _said(written: Written, heads: Sequence[_Head], nth: int) -> list[Span]:
    """Return the stretches under a head, up to the next one, without the program's notices."""
    head = heads[nth]
    last = heads[nth + 1].paragraph if nth + 1 < len(heads) else len(written.spans)
    own = Span(head.end, written.spans[head.paragraph].end)
    found = [own, *written.spans[head.paragraph + 1 : last]]
    text = written.projection.text
    said = [span for span in found if text[span.start : span.end].strip() and not _is_notice(text, span)]
    # The break behind a paragraph sets its words apart from the next one's.
    return [Span(span.start, min(span.end + 1, len(text))) for span in said]


def _time(heads: Sequence[_Head], nth: int) -> Seconds:
    time = heads[nth].time
    if time.end > time.start or nth + 1 == len(heads):
        return time
    return Seconds(time.start, max(time.start, heads[nth + 1].time.start))


def _is_notice(text: str, span: Span) -> bool:
    return _NOTICE.fullmatch(text[span.start : span.end].strip()) is not None


def _skipped(written: Written, heads: Sequence[_Head]) -> list[Skipped]:
    text = written.projection.text
    lines = count_lines(text)
    skipped: list[Skipped] = []
    for nth, span in enumerate(written.spans):
        notice = _is_notice(text, span)
        if notice or nth < heads[0].paragraph:
            why = "written by the program" if notice else "before anybody speaks"
            words = " ".join(text[span.start : span.end].split())
            skipped.append(Skipped(text=words, line=lines.line_of(span.start), why=why))
    return skipped
