"""The words of an answer that its reader sees: what is screened before it is shown."""

from collections.abc import Iterable, Iterator

from bot.answering.types import Answer, Citation, Claim, Outcome


def shown_text(outcome: Outcome) -> str:
    """Return every word of an outcome that may be shown with it, each piece on a line of its own, once."""
    pieces = _answered(outcome) if isinstance(outcome, Answer) else _abstained(outcome.text, outcome.nearest)
    return "\n".join(dict.fromkeys(piece for piece in pieces if piece.strip()))


def _answered(answer: Answer) -> Iterator[str]:
    yield from (text for text in (answer.note, answer.summary) if text is not None)
    for finding in answer.findings:
        yield finding.checked
        yield finding.summary
        yield from _claimed(finding.claims)
    yield from _claimed(answer.claims)
    yield from answer.compared
    yield from (difference.words for difference in answer.differences)


def _abstained(text: str, nearest: Iterable[Citation]) -> Iterator[str]:
    yield text
    yield from (citation.quote for citation in nearest)


def _claimed(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        yield claim.text
        yield from (citation.quote for citation in claim.citations)
