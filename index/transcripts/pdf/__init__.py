"""PDF: interviews and transcripts as they were printed, with the page of each turn.

Spans point into the text that PDFium extracts (docs/decisions/0016-what-spans-point-into.md).
"""

from dataclasses import replace
from functools import partial

from index.sidecar import Sidecar
from index.transcripts.heard import Heard
from index.transcripts.interview import read_interview
from index.transcripts.pdf.extraction import PAGE_END, extract_text
from index.transcripts.pdf.pages import find_lines, project_lines
from index.transcripts.projection import hear_projected
from index.transcripts.stamped import is_stamped, read_stamped
from index.transcripts.visible import Lines

__all__ = ["pdf_text", "read_pdf"]


def read_pdf(data: bytes, name: str, sidecar: Sidecar) -> Heard:
    """Read a PDF; a turn's line is counted over all pages, among lines that are not blank."""
    text = extract_text(data, name)
    read, furniture = find_lines(text)
    lines = Lines(starts=tuple(line.span.start for line in read) or (0,))
    heard = hear_projected(project_lines(text, read), partial(_hear, name, sidecar), lines, name)
    pages = Lines(starts=(0, *(place + 1 for place, sign in enumerate(text) if sign == PAGE_END)))
    spoken = tuple(replace(turn, page=pages.line_of(turn.pieces[0].start)) for turn in heard.spoken)
    return replace(heard, spoken=spoken, skipped=(*heard.skipped, *furniture))


def pdf_text(data: bytes, name: str) -> str:
    """Return the text that spans of a PDF point into."""
    return extract_text(data, name)


def _hear(name: str, sidecar: Sidecar, text: str) -> Heard:
    return read_stamped(text, name, sidecar) if is_stamped(text) else read_interview(text, name, sidecar)
