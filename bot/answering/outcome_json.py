"""Outcomes as JSON, as `whosaid ask --json` and `--batch` print them."""

from typing import TypedDict

from bot.answering.types import Answer, Citation, Claim, Outcome, Rejection


class CitationJson(TypedDict):
    """Words of one turn; `spans` are code points into the untouched file, `time` is in seconds."""

    source: str
    title: str
    speaker: str
    role: str
    turn: int
    line: int
    time: list[float] | None
    quote: str
    spans: list[list[int]]
    question: str | None


class ClaimJson(TypedDict):
    """A sentence of an answer with its evidence."""

    text: str
    citations: list[CitationJson]


class RejectionJson(TypedDict):
    """A sentence that is not shown, and why."""

    text: str
    reason: str


class OutcomeJson(TypedDict):
    """One answer or abstention; `seconds` is how long it took."""

    id: str | int | None
    question: str
    kind: str
    mode: str
    reason: str | None
    verdict: str | None
    text: str
    claims: list[ClaimJson]
    nearest: list[CitationJson]
    rejected: list[RejectionJson]
    seconds: float


def outcome_as_json(identity: str | int | None, outcome: Outcome, seconds: float) -> OutcomeJson:
    """Return an outcome as it is printed; `identity` is the batch line's own id."""
    answered = isinstance(outcome, Answer)
    claims = outcome.claims if answered else ()
    return OutcomeJson(
        id=identity,
        question=outcome.question,
        kind="answer" if answered else "abstention",
        mode=outcome.mode.value,
        reason=None if answered else outcome.reason.value,
        verdict=outcome.verdict.value if outcome.verdict else None,
        text="\n".join(claim.text for claim in claims) if answered else outcome.text,
        claims=[_claim(claim) for claim in claims],
        nearest=[] if answered else [_citation(citation) for citation in outcome.nearest],
        rejected=[_rejection(rejection) for rejection in outcome.rejected],
        seconds=round(seconds, 4),
    )


def _claim(claim: Claim) -> ClaimJson:
    return ClaimJson(text=claim.text, citations=[_citation(citation) for citation in claim.citations])


def _citation(citation: Citation) -> CitationJson:
    turn = citation.turn
    return CitationJson(
        source=turn.source,
        title=citation.title,
        speaker=turn.speaker.name,
        role=turn.role.value,
        turn=turn.ordinal,
        line=turn.line,
        time=None if turn.time is None else list(turn.time),
        quote=citation.quote,
        spans=[list(span) for span in citation.spans],
        question=None if citation.question is None else citation.question.text,
    )


def _rejection(rejection: Rejection) -> RejectionJson:
    return RejectionJson(text=rejection.text, reason=rejection.reason)
