"""Outcomes as JSON, as `whosaid ask --json` and `--batch` print them."""

from typing import TypedDict

from bot.answering.judging.verdicts import summary_of
from bot.answering.types import Answer, Citation, Claim, Difference, Finding, Outcome, Rejection

_VERSION = 12


class CitationJson(TypedDict):
    """Words of one turn; `spans` are code points into the untouched file, `time` is in seconds.

    `page` is where the turn begins, from 1; `link` leads to the words, or is null where the sidecar names no
    address; `version` begins the SHA-256 of the file.
    """

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
    informant: str | None
    page: int | None
    link: str | None
    version: str | None


class ClaimJson(TypedDict):
    """A sentence of an answer with its evidence."""

    text: str
    citations: list[CitationJson]


class RejectionJson(TypedDict):
    """A sentence that is not shown, and why."""

    text: str
    reason: str


class DifferenceJson(TypedDict):
    """A stretch of words: the same in both, only asked about, or only said."""

    change: str
    words: str


class FindingJson(TypedDict):
    """What was found of one sentence of a longer text."""

    checked: str
    verdict: str
    summary: str
    claims: list[ClaimJson]


class OutcomeJson(TypedDict):
    """One answer or abstention; `seconds` is how long it took.

    `summary` tells the verdict in a sentence. `compared` are names, side by side: who has no claim says
    nothing of the topic. `findings` are there where a text of several sentences was checked.
    """

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
    summary: str | None
    note: str | None
    differences: list[DifferenceJson]
    compared: list[str]
    findings: list[FindingJson]
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
        summary=summary_of(outcome) if answered else None,
        note=outcome.note if answered else None,
        differences=[_difference(one) for one in outcome.differences] if answered else [],
        compared=list(outcome.compared) if answered else [],
        findings=[_finding(finding) for finding in outcome.findings] if answered else [],
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
        informant=citation.informant,
        page=turn.page,
        link=citation.links[0].url if citation.links else None,
        version=short_version(citation.version),
    )


def short_version(sha256: str | None) -> str | None:
    """Return as much of a version's hash as tells it apart."""
    return sha256[:_VERSION] if sha256 else None


def _rejection(rejection: Rejection) -> RejectionJson:
    return RejectionJson(text=rejection.text, reason=rejection.reason)


def _difference(difference: Difference) -> DifferenceJson:
    return DifferenceJson(change=difference.change.value, words=difference.words)


def _finding(finding: Finding) -> FindingJson:
    return FindingJson(
        checked=finding.checked,
        verdict=finding.verdict.value,
        summary=finding.summary,
        claims=[_claim(claim) for claim in finding.claims],
    )
