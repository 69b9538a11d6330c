"""Interviews by e-mail: messages, each with who it is from; quoted lines are not its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.asking import asks
from index.transcripts.folding import fold_pieces, pieces_of
from index.transcripts.heard import Heard, Spoken
from index.transcripts.reading import Skipped
from index.transcripts.segments import UNKNOWN, clean_label
from index.transcripts.visible import Lines, count_lines, split_lines
from index.transcripts.voices import Voices, name_voices
from index.types import Piece, Role, Span, TurnKind

_FROM = re.compile(
    r"[ \t\ufeff]*(?:\*\*)?From:(?:\*\*)?[ \t]*(?P<name>[^<>\n\r]{1,100}?)[ \t]*(?:<[^<>\n]*>)?[ \t]*"
)
_HEADER = re.compile(r"[ \t]*(?:\*\*)?(?:To|Cc|Bcc|Date|Sent|Subject|Reply-To):(?:\*\*)?[^\n\r]{0,500}")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_INTRODUCES = re.compile(r"[ \t]*On\b[^\n\r]{1,200}\bwrote:[ \t]*")
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """A message: who it is from, its headers, and the lines under them."""

    sender: str
    headers: list[Span]
    lines: list[Span]


@dataclass(slots=True)
class _Reading:
    """What was read of the messages so far."""

    source: str
    lines: Lines
    voices: Voices
    senders: frozenset[str]
    people: dict[str, DeclaredSpeaker]
    spoken: list[Spoken] = field(default_factory=list[Spoken])
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    def read(self, message: _Message) -> None:
        """Read one message: its own words, and quoted ones that stand in no message before."""
        sender = self.voices.name(message.sender)
        others = self.senders - {sender}
        other = next(iter(others)) if len(others) == 1 else UNKNOWN
        self.skip(message.headers, "a header")
        for quoted, spans in _split_quotes(self.source, message.lines):
            pieces = fold_pieces(pieces_of(self.source, spans))
            if quoted and self._is_told(pieces, sender):
                self.skip(spans, "quoted from a message before")
            elif any(character.isalnum() for piece in pieces for character in piece.text):
                self._speak(other if quoted else sender, pieces)

    def skip(self, spans: Sequence[Span], why: str) -> None:
        for span in spans:
            words = self.source[span.start : span.end].strip("\ufeff \t\r\n")
            if words:
                self.skipped.append(Skipped(text=words, line=self.lines.line_of(span.start), why=why))

    def _is_told(self, pieces: tuple[Piece, ...], sender: str) -> bool:
        words = "".join(piece.text for piece in pieces)
        return any(
            words in "".join(piece.text for piece in turn.pieces)
            for turn in self.spoken
            if turn.speaker != sender
        )

    def _speak(self, name: str, pieces: tuple[Piece, ...]) -> None:
        role = self.people.setdefault(name, DeclaredSpeaker(name=name)).role
        asked = role is Role.HOST and asks("".join(piece.text for piece in pieces))
        kind = TurnKind.QUESTION if asked else TurnKind.ANSWER
        self.spoken.append(Spoken(speaker=name, kind=kind, role=role, pieces=pieces))


def is_mail(source: str) -> bool:
    """Tell whether a text is a row of messages: at least two say who they are from, and to whom or when."""
    return "From:" in source and len(_split_messages(source)) >= _FEWEST


def read_mail(source: str, sidecar: Sidecar) -> Heard:
    """Read messages: each stretch between quotations is a turn of who wrote it."""
    messages = _split_messages(source)
    voices = name_voices((message.sender for message in messages), sidecar)
    reading = _Reading(
        source=source,
        lines=count_lines(source),
        voices=voices,
        senders=frozenset(voices.name(message.sender) for message in messages),
        people=dict(voices.people),
    )
    reading.skip([Span(0, messages[0].headers[0].start)], "before the messages")
    for message in messages:
        reading.read(message)
    people = tuple(reading.people.values())
    known = tuple(person for person in people if person.name != UNKNOWN or person in sidecar.speakers)
    return Heard(
        spoken=tuple(reading.spoken),
        people=people,
        understood=sidecar.model_copy(update={"speakers": known}),
        skipped=tuple(reading.skipped),
    )


def _split_messages(source: str) -> list[_Message]:
    """Return the messages; a line that says from whom counts only above another header."""
    messages: list[_Message] = []
    in_head = False
    lines = split_lines(source)
    for line, following in zip(lines, [*lines[1:], Span(len(source), len(source))], strict=True):
        sender = _FROM.fullmatch(source, line.start, line.end)
        if sender and _HEADER.fullmatch(source, following.start, following.end):
            messages.append(_Message(sender=clean_label(sender["name"]), headers=[line], lines=[]))
            in_head = True
        elif messages and in_head and _HEADER.fullmatch(source, line.start, line.end):
            messages[-1].headers.append(line)
        elif messages:
            in_head = False
            messages[-1].lines.append(line)
    return messages


def _split_quotes(source: str, lines: Sequence[Span]) -> list[tuple[bool, list[Span]]]:
    """Return stretches of quoted and of own lines, each line with its break and without its marks."""
    stretches: list[tuple[bool, list[Span]]] = []
    for line in lines:
        if _INTRODUCES.fullmatch(source, line.start, line.end):
            continue
        found = _QUOTED.match(source, line.start, line.end)
        span = Span(found.end(), line.end) if found else line
        with_break = Span(span.start, min(span.end + 1, len(source)))
        if (not source[span.start : span.end].strip() and stretches) or (
            stretches and stretches[-1][0] == bool(found)
        ):
            stretches[-1][1].append(with_break)
        else:
            stretches.append((found is not None, [with_break]))
    return stretches
