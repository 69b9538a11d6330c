"""What is in here: sources and who speaks in them, and any turn by its place."""

from dataclasses import dataclass
from typing import Protocol

from index.quoting import UNLIMITED, QuoteBudget
from index.types import Speaker, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerEntry:
    """A speaker of one source and how many turns they have."""

    speaker: Speaker
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """One source as it is listed.

    `servers` are the ids of those that may be answered from it, None for all; an `age_restricted` one is
    answered from only where Discord checks the age of who reads. `words` are those of its whole text, of
    which `budget` says how many may be shown.
    """

    id: str
    title: str
    sha256: str
    turns: int
    speakers: tuple[SpeakerEntry, ...]
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    recording: str | None = None
    licence: str | None = None
    language: str | None = None
    servers: frozenset[int] | None = None
    age_restricted: bool = False
    words: int = 0
    budget: QuoteBudget = UNLIMITED


class Catalogue(Protocol):
    """Lists sources and opens turns."""

    def sources(self) -> tuple[SourceEntry, ...]:
        """Return every source, by id."""
        ...

    def turn(self, source: str, ordinal: int) -> Turn | None:
        """Return one turn, or None if there is none at that place."""
        ...
