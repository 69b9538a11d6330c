"""The vocabulary of answers: drafts, claims, citations, and the two outcomes."""

from dataclasses import dataclass
from enum import StrEnum

from index.types import Span, Turn


class Reason(StrEnum):
    """Why there is no answer."""

    NOTHING_FOUND = "nothing_found"
    OTHER_SPEAKER = "other_speaker"
    ASKED_NOT_ANSWERED = "asked_not_answered"
    OUTSIDE_SOURCES = "outside_sources"


class Verdict(StrEnum):
    """What a check of a quotation or a claim found."""

    SAID = "said"
    NEARLY_SAID = "nearly_said"
    SAID_BY_OTHER = "said_by_other"
    NOT_SAID = "not_said"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_IN_SOURCES = "not_in_sources"


class Mode(StrEnum):
    """Who wrote the draft that is shown."""

    EXTRACTIVE = "extractive"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that a draft says stand in a turn; unchecked."""

    source: str
    turn: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClaim:
    """A sentence of a draft with the words that carry it; unchecked."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer before it is checked, whoever made it."""

    mode: Mode
    claims: tuple[DraftClaim, ...]
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of one turn, checked: `quote` is what stands at `spans` of the untouched file.

    `start` and `end` are offsets into `turn.text`; `question` is the turn that it answers.
    """

    turn: Turn
    title: str
    start: int
    end: int
    quote: str
    spans: tuple[Span, ...]
    question: Turn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence of an answer with at least one citation."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A sentence of a draft that is not shown, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the sources say, each sentence with its evidence."""

    question: str
    mode: Mode
    claims: tuple[Claim, ...]
    verdict: Verdict | None = None
    rejected: tuple[Rejection, ...] = ()
    note: str | None = None
    """A plain word that the reader should have, such as a name that was read as another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """What the sources do not say, which case it is, and what stands nearest."""

    question: str
    mode: Mode
    reason: Reason
    text: str
    nearest: tuple[Citation, ...] = ()
    verdict: Verdict | None = None
    rejected: tuple[Rejection, ...] = ()


Outcome = Answer | Abstention
