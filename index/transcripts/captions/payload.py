"""The words of a cue: without tags, entities read, and the voices that tags name."""

import html
import re
from dataclasses import dataclass

from index.transcripts.captions.cues import Cue
from index.transcripts.folding import fold_pieces
from index.transcripts.segments import clean_label
from index.types import Piece, Span

_TOKEN = re.compile(
    r"<v(?:\.[^\s<>]{0,100})?[ \t]{1,9}(?P<voice>[^<>\n]{0,300})>|(?P<end></v[ \t]{0,9}>)"
    r"|(?P<tag></?[A-Za-z0-9][^<>\n]{0,300}>|\{\\[^{}\n]{0,100}\})"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words of one voice on one line of a cue, folded.

    `label` is whose they are: None if the line does not say, "" if it says only that somebody else begins.
    `place` is where the line stands.
    """

    label: str | None
    pieces: tuple[Piece, ...]
    place: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return "".join(piece.text for piece in self.pieces)


def read_lines(source: str, cue: Cue) -> list[Line]:
    """Return a cue's lines; one that two voices share gives a line for each."""
    lines: list[Line] = []
    voice: str | None = None
    for span in cue.lines:
        parts, voice = _read_line(source, span, voice)
        lines += [part for part in parts if part.pieces]
    return lines


def _read_line(source: str, span: Span, voice: str | None) -> tuple[list[Line], str | None]:
    lines: list[Line] = []
    pieces: list[Piece] = []
    begun = span.start
    for token in _TOKEN.finditer(source, span.start, span.end):
        pieces += _words(source, begun, token.start())
        begun = token.end()
        if token["voice"] is not None or token["end"]:
            lines.append(Line(label=voice, pieces=fold_pieces(pieces), place=span.start))
            pieces = []
            voice = clean_label(html.unescape(token["voice"])) or None if token["voice"] else None
        elif token["entity"]:
            pieces += _entity(token)
    pieces += _words(source, begun, span.end)
    lines.append(Line(label=voice, pieces=fold_pieces(pieces), place=span.start))
    return lines, voice


def _words(source: str, start: int, end: int) -> list[Piece]:
    return [Piece(start=start, end=end, text=source[start:end])] if start < end else []


def _entity(token: re.Match[str]) -> list[Piece]:
    meant = html.unescape(token[0])
    # Some numbers stand for no character at all.
    return [Piece(start=token.start(), end=token.end(), text=meant)] if meant else []
