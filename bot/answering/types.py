"""The vocabulary of answers: drafts, claims, citations, and the two outcomes."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from index.links import Link
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

    `start` and `end` are offsets into `turn.text`; `question` is the turn that it answers; `informant` is
    whom the speaker reports with these words, as the source names them. `version` is the SHA-256 of the file
    that they stand in, `links` lead to them, the nearest first (see `bot.answering.origins`).
    """

    turn: Turn
    title: str
    start: int
    end: int
    quote: str
    spans: tuple[Span, ...]
    question: Turn | None = None
    informant: str | None = None
    # What follows from the place of the words, and is no other citation.
    version: str | None = field(default=None, compare=False)
    links: tuple[Link, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence of an answer with at least one citation."""

    text: str
    citations: tuple[Citation, ...]
    translated: bool = False
    """In another language than its citations: code has checked its numbers, names and denials, no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A sentence of a draft that is not shown, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a model was used for one question: tokens over all its calls, and what they cost.

    `dollars` is None where the price of the model is not known.
    """

    model: str
    calls: int
    input_tokens: int
    output_tokens: int
    dollars: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A passage that was found for a question: where it begins, and how it was ranked.

    `score` is the mix, scaled per search; `cosine` (None in the lexical mode) and `lexical` are raw.
    """

    source: str
    turn: int
    score: float
    cosine: float | None
    lexical: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """How an outcome came about: what was found, best first, in which versions of the sources.

    `versions` are ids of sources with the SHA-256 of their files; `seconds` is how long all of it took.
    """

    considered: tuple[Considered, ...]
    versions: tuple[tuple[str, str], ...]
    seconds: float


class Change(StrEnum):
    """How a stretch of words that were asked about compares with what was said."""

    SAME = "same"
    ONLY_ASKED = "only_asked"
    ONLY_SAID = "only_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A stretch of words, the same in both or in one alone; in order they give both wordings."""

    change: Change
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the check of one sentence found: the words that were checked, the verdict, told in a sentence.

    `claims` are the answer's own that show it; none where nothing does.
    """

    checked: str
    verdict: Verdict
    summary: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the sources say, each sentence with its evidence."""

    question: str
    mode: Mode
    claims: tuple[Claim, ...]
    verdict: Verdict | None = None
    summary: str | None = None
    """The verdict in a sentence that names who said it and where; holds names and words of the sources."""
    findings: tuple[Finding, ...] = ()
    """What was found of each sentence, where a text of several was checked; empty for a single one."""
    rejected: tuple[Rejection, ...] = ()
    note: str | None = None
    """A plain word that the reader should have, such as a name that was read as another."""
    differences: tuple[Difference, ...] = ()
    """Word by word, what was asked about against what was said; where it was nearly said."""
    compared: tuple[str, ...] = ()
    """Who stands side by side, by name and in order; who has no claim says nothing of the topic."""
    spent: Spent | None = None
    trace: Trace | None = field(default=None, compare=False)


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
    covered: tuple[str, ...] = ()
    """Who speaks in the sources that were asked, by name: whom one could ask for instead."""
    spent: Spent | None = None
    trace: Trace | None = field(default=None, compare=False)


Outcome = Answer | Abstention
