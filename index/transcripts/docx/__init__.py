"""DOCX: transcripts of Teams and Google Meet, and interviews that somebody wrote in a word processor.

Spans point into the text of `word/document.xml`, untouched. Notes at the foot, comments, headers and what
was deleted with changes tracked stand in other parts or under other elements: nobody said them.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path

from index.errors import SourceError
from index.sidecar import Sidecar
from index.transcripts.docx.choosing import choose_paragraphs
from index.transcripts.docx.meet import is_meet, read_meet
from index.transcripts.docx.package import DOCUMENT, STYLES, Package, open_package
from index.transcripts.docx.paragraphs import find_paragraphs
from index.transcripts.docx.styles import Styles, read_styles
from index.transcripts.docx.teams import is_teams, read_teams
from index.transcripts.heard import Heard
from index.transcripts.interview import read_interview
from index.transcripts.printed import Paragraph, Written, find_print, write_out
from index.transcripts.projection import hear_projected
from index.transcripts.stamped import is_stamped, read_stamped
from index.transcripts.visible import Lines

__all__ = ["docx_text", "read_docx"]

_NOT_UTF8 = "The document in it is not UTF-8. Save it again as DOCX, and try again."
_TITLES = ("title", "titel", "titre")


def read_docx(data: bytes, name: str, sidecar: Sidecar) -> Heard:
    """Read a DOCX file; the lines of its turns and doubts are its paragraphs, counted from 1."""
    package = open_package(data, name)
    styles = read_styles(package.read(STYLES), name)
    found = find_paragraphs(_read_document(package, name), styles, name)
    read, beside = choose_paragraphs(found, styles)
    written = write_out(read)
    given = _with_title(sidecar, read, styles)
    lines = Lines(starts=tuple(sorted(paragraph.place for paragraph in found)) or (0,))
    heard = hear_projected(written.projection, partial(_hear, written, name, given), lines, name)
    return replace(heard, skipped=(*heard.skipped, *beside))


def docx_text(data: bytes, name: str) -> str:
    """Return the text that spans of a DOCX file point into."""
    return _read_document(open_package(data, name), name).decode()


def _read_document(package: Package, name: str) -> bytes:
    """Return the document's XML, or say that it is not UTF-8, whatever it says of itself."""
    document = package.read(DOCUMENT) or b""
    try:
        document.decode()
    except UnicodeDecodeError as error:
        raise SourceError(Path(name), _NOT_UTF8) from error
    if b"\0" in document:
        raise SourceError(Path(name), _NOT_UTF8)
    return document


def _hear(written: Written, name: str, sidecar: Sidecar, text: str) -> Heard:
    if is_meet(written):
        return read_meet(written, name, sidecar)
    if is_teams(written):
        return read_teams(written, name, sidecar)
    if is_stamped(text):
        return read_stamped(text, name, sidecar)
    return read_interview(text, name, sidecar, find_print(written))


def _with_title(sidecar: Sidecar, read: list[Paragraph], styles: Styles) -> Sidecar:
    """Take the title from the paragraph that is set as one, where the sidecar gives none."""
    if sidecar.title or not read or not read[0].style:
        return sidecar
    style = styles.by_id.get(read[0].style)
    kind = (style.name if style and style.name else read[0].style).casefold()
    return (
        sidecar.model_copy(update={"title": " ".join(read[0].text.split())}) if kind in _TITLES else sidecar
    )
