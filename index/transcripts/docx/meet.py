"""Google Meet's transcripts as documents: a time on a line of its own every few minutes, then "Name: text".

The same document may hold notes and a summary that a machine wrote. Nobody said those: they are left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.sidecar import Sidecar
from index.transcripts.folding import fold_pieces, pieces_of
from index.transcripts.heard import Heard
from index.transcripts.hearing import Segments, hear_segments
from index.transcripts.joining import join_each
from index.transcripts.labels import Label, find_label, is_nobody
from index.transcripts.printed import Written
from index.transcripts.reading import Skipped
from index.transcripts.segments import Segment, clean_label
from index.transcripts.timeline import read_clock
from index.transcripts.visible import Lines, count_lines
from index.types import Seconds, Span

_CLOCK = re.compile(r"\s*(\d{1,2}:\d{2}(?::\d{2})?)\s*")
_BEGINS = re.compile(
    r"\W*(?:.{1,200} [-–—] )?(?:transcript|transkript|transcription|transcripción)\W*", re.IGNORECASE
)
_ENDS = re.compile(
    r"\W*(?:transcription ended after\b|this editable transcript was\b|die transkription wurde nach\b"
    r"|dieses bearbeitbare transkript\b).*",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = "before the transcript: notes and summaries are nobody's words"
_PROGRAM = "written by the program"
_AFTER = "after the transcript: notes and summaries are nobody's words"
# So many of the paragraphs under the times begin with a name.
_MOSTLY = 0.5


@dataclass(slots=True, kw_only=True)
class _Listener:
    """Goes through the paragraphs of a transcript; `began` is the last time that stood there."""

    text: str
    lines: Lines
    name: str = ""
    began: float | None = None
    ended: bool = False
    voiced: list[tuple[str, Span, float | None]] = field(default_factory=list[tuple[str, Span, float | None]])
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    def hear(self, span: Span, *, heading: bool) -> None:
        """Take one paragraph."""
        words = self.text[span.start : span.end]
        clock = _CLOCK.fullmatch(words)
        if clock:
            self.began, self.ended = read_clock(clock[1]), False
        elif _BEGINS.fullmatch(words):
            self.ended = False
            self.skip(span, _PROGRAM)
        elif _ENDS.fullmatch(words):
            self.ended = True
            self.skip(span, _PROGRAM)
        elif self.ended or heading:
            self.ended = True
            self.skip(span, _AFTER)
        else:
            self._say(span)

    def _say(self, span: Span) -> None:
        label = _label(self.text, span)
        if label is None and not self.name:
            self.skip(span, _BEFORE)
            return
        if label is not None:
            self.name = clean_label(label.name)
        self.voiced.append((self.name, Span(label.end if label else span.start, span.end), self.began))

    def skip(self, span: Span, why: str) -> None:
        """Leave a paragraph out."""
        words = " ".join(self.text[span.start : span.end].split())
        self.skipped.append(Skipped(text=words, line=self.lines.line_of(span.start), why=why))


def is_meet(written: Written) -> bool:
    """Tell whether a document holds bare times, and under them mostly names with what they say."""
    first = _first_clock(written)
    if first is None:
        return False
    text = written.projection.text
    spoken = [
        span
        for paragraph, span in zip(written.paragraphs[first:], written.spans[first:], strict=True)
        if not paragraph.heading and not _CLOCK.fullmatch(text, span.start, span.end)
    ]
    labelled = sum(_label(text, span) is not None for span in spoken)
    return labelled > 0 and labelled >= _MOSTLY * len(spoken)


def read_meet(written: Written, name: str, sidecar: Sidecar) -> Heard:
    """Read a transcript of Google Meet without the notes that stand before or after it."""
    text = written.projection.text
    listener = _Listener(text=text, lines=count_lines(text))
    begins = _find_beginning(written)
    for nth, (paragraph, span) in enumerate(zip(written.paragraphs, written.spans, strict=True)):
        if nth < begins:
            listener.skip(span, _BEFORE)
        else:
            listener.hear(span, heading=paragraph.heading)
    found = Segments(
        segments=_segments(text, listener.voiced), skipped=tuple(listener.skipped), join=join_each
    )
    return hear_segments(found, text, name, sidecar)


def _segments(text: str, voiced: Sequence[tuple[str, Span, float | None]]) -> list[Segment]:
    """Return what was said; it lies somewhere from the time above it to the next one."""
    times = sorted({began for _, _, began in voiced if began is not None})
    following = dict(zip(times, [*times[1:], *times[-1:]], strict=True))
    segments: list[Segment] = []
    for speaker, span, began in voiced:
        pieces = fold_pieces(pieces_of(text, [span]))
        if pieces:
            time = Seconds(began, following[began]) if began is not None else None
            body = Span(pieces[0].start, pieces[-1].end)
            segments.append(Segment(speaker=speaker, pieces=pieces, body=body, time=time))
    return segments


def _first_clock(written: Written) -> int | None:
    text = written.projection.text
    found = (nth for nth, span in enumerate(written.spans) if _CLOCK.fullmatch(text, span.start, span.end))
    return next(found, None)


def _find_beginning(written: Written) -> int:
    """Return the paragraph that the transcript begins with: its heading, or else the first time."""
    first = _first_clock(written) or 0
    text = written.projection.text
    headings = [
        nth for nth, span in enumerate(written.spans[:first]) if _BEGINS.fullmatch(text, span.start, span.end)
    ]
    return headings[-1] if headings else first


def _label(text: str, span: Span) -> Label | None:
    label = find_label(text, span.start, span.end)
    return label if label is not None and not is_nobody(label.name) else None
