"""What is kept of an outcome: enough to open its passages again after a restart."""

from dataclasses import asdict, dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from bot.answering.types import Answer, Outcome, Spent
from bot.citing import number_citations
from index.catalogue import Catalogue

NANO = Decimal(10**9)
"""Billionths of a dollar in a dollar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCitation:
    """Where quoted words stand: `words` is the turn's text from `start` to `end`.

    `sha256` is of the source's file as it was then, `speaker` and `title` name who speaks and where; empty
    where an older version kept the answer.
    """

    source: str
    turn: int
    start: int
    end: int
    words: str
    spans: tuple[tuple[int, int], ...]
    sha256: str = ""
    speaker: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSpent:
    """What a model was used for a question; `dollars` is written out in digits, None where not known."""

    model: str
    calls: int
    input_tokens: int
    output_tokens: int
    dollars: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOutcome:
    """An outcome as it is kept: its citations in the order they were numbered."""

    kind: str
    reason: str | None
    verdict: str | None
    citations: tuple[StoredCitation, ...]
    spent: StoredSpent | None = None


def store_outcome(outcome: Outcome, catalogue: Catalogue | None = None) -> StoredOutcome:
    """Return what is kept of an outcome; `catalogue` is the one that it was answered from.

    It tells which versions of the sources are quoted; without it, nobody can tell later whether they changed.
    """
    hashes = {entry.id: entry.sha256 for entry in catalogue.sources()} if catalogue else {}
    if isinstance(outcome, Answer):
        kind, reason = "answer", None
    else:
        kind, reason = "abstention", outcome.reason.value
    citations = tuple(
        StoredCitation(
            source=citation.turn.source,
            turn=citation.turn.ordinal,
            start=citation.start,
            end=citation.end,
            words=citation.turn.text[citation.start : citation.end],
            spans=tuple((span.start, span.end) for span in citation.spans),
            sha256=citation.version or hashes.get(citation.turn.source, ""),
            speaker=citation.turn.speaker.name,
            title=citation.title,
        )
        for citation in number_citations(outcome)
    )
    verdict = outcome.verdict.value if outcome.verdict else None
    return StoredOutcome(
        kind=kind, reason=reason, verdict=verdict, citations=citations, spent=_store_spent(outcome.spent)
    )


def write_outcome(outcome: StoredOutcome) -> dict[str, Any]:
    """Return the JSON of a kept outcome."""
    return asdict(outcome)


def read_outcome(value: dict[str, Any]) -> StoredOutcome:
    """Return the kept outcome of its JSON, as `write_outcome` wrote it."""
    return StoredOutcome(
        kind=value["kind"],
        reason=value["reason"],
        verdict=value["verdict"],
        citations=tuple(_read_citation(citation) for citation in value["citations"]),
        # What was kept before there were models says nothing of them.
        spent=StoredSpent(**value["spent"]) if value.get("spent") else None,
    )


def nanodollars_of(outcome: StoredOutcome) -> int:
    """Return what an outcome cost in billionths of a dollar, rounded up; nothing where no price is known."""
    if outcome.spent is None or outcome.spent.dollars is None:
        return 0
    return int((Decimal(outcome.spent.dollars) * NANO).to_integral_value(ROUND_CEILING))


def _store_spent(spent: Spent | None) -> StoredSpent | None:
    if spent is None:
        return None
    return StoredSpent(
        model=spent.model,
        calls=spent.calls,
        input_tokens=spent.input_tokens,
        output_tokens=spent.output_tokens,
        dollars=None if spent.dollars is None else f"{spent.dollars:f}",
    )


def _read_citation(value: dict[str, Any]) -> StoredCitation:
    return StoredCitation(
        source=value["source"],
        turn=value["turn"],
        start=value["start"],
        end=value["end"],
        words=value["words"],
        spans=tuple((start, end) for start, end in value["spans"]),
        sha256=value.get("sha256", ""),
        speaker=value.get("speaker", ""),
        title=value.get("title", ""),
    )
