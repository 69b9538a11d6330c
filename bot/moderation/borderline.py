"""Which answers a moderator should see first, although every sentence of them passed its checks."""

from enum import StrEnum

from bot.answering.types import Answer, Claim, Mode, Outcome, Verdict

_HOLDS = frozenset({Verdict.SAID, Verdict.SUPPORTED})
_UNSURE = frozenset({Verdict.NEARLY_SAID})


class Borderline(StrEnum):
    """What makes an answer one that code is less sure of."""

    SENTENCES_FELL = "sentences_fell"
    """A model wrote more than its sources carry: what is left may lean the same way."""
    TRANSLATED = "translated"
    """Code compared numbers, names and denials alone."""
    NEARLY_SAID = "nearly_said"
    """It was said, but not so."""
    MIXED = "mixed"
    """Of several sentences that were checked some hold, and others do not."""


def borderline(outcome: Outcome) -> Borderline | None:
    """Return what makes an answer borderline, the gravest first; None where nothing does.

    Who is told that there is no answer is told nothing that could be wrong of anybody. How near the words
    were to the question is not kept with an answer, and so no part of this.
    """
    if not isinstance(outcome, Answer):
        return None
    if outcome.mode is Mode.GENERATED and outcome.rejected:
        return Borderline.SENTENCES_FELL
    if any(claim.translated for claim in _claims(outcome)):
        return Borderline.TRANSLATED
    verdicts = {finding.verdict for finding in outcome.findings} | {outcome.verdict}
    if verdicts & _UNSURE:
        return Borderline.NEARLY_SAID
    found = {finding.verdict in _HOLDS for finding in outcome.findings}
    return Borderline.MIXED if len(found) > 1 else None


def _claims(answer: Answer) -> tuple[Claim, ...]:
    return answer.claims + tuple(claim for finding in answer.findings for claim in finding.claims)
