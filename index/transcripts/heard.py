"""What a format's reader hears in a file, before turns are numbered."""

from dataclasses import dataclass

from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.reading import Doubt, Skipped
from index.transcripts.visible import Lines
from index.types import Piece, Role, Seconds, TurnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A turn before it has a place among the others; `speaker` is a full name."""

    speaker: str
    kind: TurnKind
    role: Role
    pieces: tuple[Piece, ...]
    breaks: tuple[int, ...] = ()
    time: Seconds | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A file as read: what was spoken, by whom, what was left out, what is doubtful."""

    spoken: tuple[Spoken, ...]
    people: tuple[DeclaredSpeaker, ...]
    understood: Sidecar
    skipped: tuple[Skipped, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lines: Lines | None = None
    """Where in the source its lines begin, if other than at its line breaks."""
