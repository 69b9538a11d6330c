"""What a reader hands back: the transcript, what it left out, and what it doubts."""

from dataclasses import dataclass

from index.sidecar import Sidecar
from index.types import Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Words that nobody said, left out of the transcript, and why."""

    text: str
    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something a person should look at: one sentence, and the line if it has one."""

    sentence: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A source as understood. `understood` is the sidecar, given or guessed, that says the same."""

    transcript: Transcript
    skipped: tuple[Skipped, ...]
    doubts: tuple[Doubt, ...]
    understood: Sidecar
