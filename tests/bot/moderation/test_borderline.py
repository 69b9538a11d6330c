"""An answer that code is less sure of goes to a moderator first."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.answering.types import Answer, Claim, Finding, Mode, Outcome, Rejection, Verdict
from bot.moderation.borderline import Borderline, borderline
from tests.bot.outcomes import outcomes

PLAIN = Answer(question="?", mode=Mode.GENERATED, claims=(Claim(text="Ada says so.", citations=()),))
FELL = (Rejection(text="Ada says more.", reason="quote_not_found"),)
TRANSLATED = (Claim(text="Ada sagt es.", citations=(), translated=True),)


def found(*verdicts: Verdict) -> tuple[Finding, ...]:
    return tuple(Finding(checked="So.", verdict=verdict, summary="So.") for verdict in verdicts)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (PLAIN, None),
        (replace(PLAIN, rejected=FELL), Borderline.SENTENCES_FELL),
        (replace(PLAIN, rejected=FELL, mode=Mode.EXTRACTIVE), None),
        (replace(PLAIN, claims=PLAIN.claims + TRANSLATED), Borderline.TRANSLATED),
        (replace(PLAIN, verdict=Verdict.NEARLY_SAID), Borderline.NEARLY_SAID),
        (replace(PLAIN, verdict=Verdict.SAID), None),
        (replace(PLAIN, verdict=Verdict.CONTRADICTED), None),
        (replace(PLAIN, findings=found(Verdict.SAID, Verdict.NEARLY_SAID)), Borderline.NEARLY_SAID),
        (replace(PLAIN, findings=found(Verdict.SUPPORTED, Verdict.NOT_IN_SOURCES)), Borderline.MIXED),
        (replace(PLAIN, findings=found(Verdict.SUPPORTED, Verdict.SAID)), None),
        (replace(PLAIN, findings=found(Verdict.CONTRADICTED, Verdict.NOT_IN_SOURCES)), None),
        (replace(PLAIN, claims=TRANSLATED, rejected=FELL), Borderline.SENTENCES_FELL),
    ],
)
def test_what_code_is_less_sure_of_is_borderline(answer: Answer, expected: Borderline | None) -> None:
    assert borderline(answer) is expected


def test_a_translated_claim_of_a_finding_counts_too() -> None:
    finding = replace(found(Verdict.SAID)[0], claims=TRANSLATED)
    assert borderline(replace(PLAIN, claims=(), findings=(finding,))) is Borderline.TRANSLATED


@settings(max_examples=40)  # whole outcomes are slow to make
@given(outcomes)
def test_every_outcome_is_judged_and_no_abstention_is_borderline(outcome: Outcome) -> None:
    judged = borderline(outcome)
    assert judged is None or isinstance(outcome, Answer)
