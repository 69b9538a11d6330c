"""Podcasting 2.0 HTML: who speaks in `cite`, when in `time`, then what is said in paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.sidecar import Sidecar
from index.transcripts.folding import fold_pieces, pieces_of
from index.transcripts.heard import Heard
from index.transcripts.hearing import Segments, hear_segments
from index.transcripts.html.walking import HEADINGS
from index.transcripts.joining import join_each
from index.transcripts.printed import Written
from index.transcripts.reading import Skipped
from index.transcripts.segments import Segment, clean_label
from index.transcripts.sounds import is_remark
from index.transcripts.timeline import read_clock
from index.transcripts.visible import count_lines
from index.types import Seconds, Span

_CLOCK = re.compile(r"\s*[\[(]?(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)[\])]?\s*")
_FEWEST = 2


@dataclass(slots=True, kw_only=True)
class _Speech:
    """What one voice says from a time on."""

    speaker: str
    begins: float | None
    spans: list[Span] = field(default_factory=list[Span])


def is_podcasting(written: Written, tags: Sequence[str]) -> bool:
    """Tell whether paragraphs stand under names or times that are elements of their own."""
    text = written.projection.text
    marks = [
        tag == "cite" or _CLOCK.fullmatch(text, *span) is not None
        for tag, span in zip(tags, written.spans, strict=True)
        if tag in {"cite", "time"}
    ]
    heads = sum(tag in HEADINGS for tag in tags)
    return sum(marks) >= _FEWEST and all(marks) and heads <= sum(marks)


def read_podcasting(written: Written, tags: Sequence[str], name: str, sidecar: Sidecar) -> Heard:
    """Read such a page; `tags` are those of its paragraphs."""
    text = written.projection.text
    lines = count_lines(text)
    speeches, sounds = _split(written, tags)
    begins = [speech.begins for speech in speeches]
    segments: list[Segment] = []
    for nth, speech in enumerate(speeches):
        pieces = fold_pieces(pieces_of(text, speech.spans))
        if pieces:
            body = Span(pieces[0].start, pieces[-1].end)
            time = _time(speech.begins, begins[nth + 1 :])
            segments.append(Segment(speaker=speech.speaker, pieces=pieces, body=body, time=time))
    skipped = tuple(
        Skipped(text=text[span.start : span.end].strip(), line=lines.line_of(span.start), why=why)
        for span, why in sounds
    )
    return hear_segments(Segments(segments=segments, skipped=skipped, join=join_each), text, name, sidecar)


def _split(written: Written, tags: Sequence[str]) -> tuple[list[_Speech], list[tuple[Span, str]]]:
    text = written.projection.text
    speeches: list[_Speech] = []
    left_out: list[tuple[Span, str]] = []
    for tag, span in zip(tags, written.spans, strict=True):
        words = text[span.start : span.end]
        clock = _CLOCK.fullmatch(words) if tag == "time" else None
        if tag == "cite":
            speaker = clean_label(words.strip().rstrip(":："))
            speeches.append(_Speech(speaker=speaker, begins=None))
        elif clock:
            _begin(speeches, read_clock(clock[1]))
        elif is_remark(words):
            left_out.append((span, "a sound"))
        elif not speeches:
            left_out.append((span, "before anybody speaks"))
        else:
            # The break behind a paragraph sets its words apart from the next one's.
            speeches[-1].spans.append(Span(span.start, min(span.end + 1, len(text))))
    return speeches, left_out


def _begin(speeches: list[_Speech], second: float | None) -> None:
    """Take a time: of the name above it, or of what its voice goes on to say."""
    if speeches and not speeches[-1].spans and speeches[-1].begins is None:
        speeches[-1].begins = second
    else:
        speaker = speeches[-1].speaker if speeches else ""
        speeches.append(_Speech(speaker=speaker, begins=second))


def _time(begins: float | None, later: Sequence[float | None]) -> Seconds | None:
    if begins is None:
        return None
    following = next((second for second in later if second is not None), begins)
    return Seconds(begins, max(begins, following))
