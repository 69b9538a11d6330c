"""What was understood of a file that somebody handed over, as it is told before anything is stored."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from index.sidecar import Sidecar
from index.transcripts import Doubt, Reading
from index.transcripts.segments import UNKNOWN
from index.transcripts.voices import is_machine_label, is_unknown
from index.types import Role, Transcript

_CUE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+[ \t]*\r?\n\d\d:\d\d:\d\d[,.]\d{3} -->")
_BEGINNING = 4096  # bytes that tell a format
_MARK = 8  # letters that stand for a name where a name has no room


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who speaks; `label` is what a program wrote in place of a name, where nobody named them."""

    name: str
    turns: int
    words: int
    role: Role = Role.UNKNOWN
    label: str | None = None
    unknown: bool = False

    @property
    def mark(self) -> str:
        """What stands for the name in a control: Discord has no room for long names there."""
        return hashlib.sha256(self.name.encode()).hexdigest()[:_MARK]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A file as understood; voices are those nobody named first, then who says most."""

    title: str
    file: str
    kind: str
    turns: int
    words: int
    voices: tuple[Voice, ...]
    doubts: tuple[Doubt, ...]
    skipped: int = 0
    seconds: float | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    licence: str | None = None
    age_restricted: bool = False

    @property
    def nameable(self) -> tuple[Voice, ...]:
        """The voices that can be named: behind what has no label at all, there may be several."""
        return tuple(voice for voice in self.voices if voice.name != UNKNOWN)

    @property
    def unknown(self) -> int:
        """How many voices wait for a name."""
        return sum(voice.unknown for voice in self.nameable)

    def voice(self, mark: str) -> Voice | None:
        """Return the voice that a mark stands for."""
        return next((voice for voice in self.voices if voice.mark == mark), None)


def understand(reading: Reading, *, file: str, data: bytes) -> Understood:
    """Return what a reading says, to be shown; `file` is the name that the file was handed over under."""
    transcript = reading.transcript
    times = [turn.time.end for turn in transcript.turns if turn.time is not None]
    return Understood(
        title=transcript.title,
        file=file,
        kind=kind_of(data, file),
        turns=len(transcript.turns),
        words=count_words(transcript),
        voices=voices_of(transcript),
        doubts=reading.doubts,
        skipped=len(reading.skipped),
        seconds=max(times, default=None),
        publisher=transcript.publisher,
        date=transcript.date,
        url=transcript.url,
        licence=transcript.licence,
        age_restricted=transcript.age_restricted,
    )


def voices_of(transcript: Transcript) -> tuple[Voice, ...]:
    """Return who speaks and how much: those nobody named first, then who says most."""
    turns, words = Counter[str](), Counter[str]()
    for turn in transcript.turns:
        turns[turn.speaker.id] += 1
        words[turn.speaker.id] += len(turn.text.split())
    voices = [
        Voice(
            name=one.name,
            turns=turns[one.id],
            words=words[one.id],
            role=one.role,
            label=next((alias for alias in one.aliases if is_machine_label(alias)), None),
            unknown=is_unknown(one.name),
        )
        for one in transcript.speakers
        if turns[one.id]
    ]
    return tuple(sorted(voices, key=lambda voice: (not voice.unknown, -voice.words, voice.name)))


def voices_said(sidecar: Sidecar) -> tuple[Voice, ...]:
    """Return who speaks as a sidecar says: a form opens before there is time to read the file."""
    return tuple(
        Voice(name=one.name, turns=0, words=0, role=one.role, unknown=is_unknown(one.name))
        for one in sidecar.speakers
    )


def count_words(transcript: Transcript) -> int:
    """Return how many words are said in it."""
    return sum(len(turn.text.split()) for turn in transcript.turns)


def kind_of(data: bytes, file: str) -> str:
    """Return what the format of a file is called, by its content; its name only tells Markdown."""
    head = data[:_BEGINNING]
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    known = (
        (head.startswith(b"PK\x03\x04"), "DOCX"),
        (head.startswith(b"%PDF"), "PDF"),
        (text.startswith(b"WEBVTT"), "WebVTT"),
        (_CUE.match(head) is not None, "SubRip"),
        (text.startswith((b"{", b"[{", b"[ {", b"[\n", b"[\r")), "JSON"),
        (text[:9].lower().startswith((b"<!doctype", b"<html", b"<body", b"<article")), "HTML"),
        (file.casefold().endswith((".md", ".markdown")), "Markdown"),
    )
    return next((kind for holds, kind in known if holds), "text")
