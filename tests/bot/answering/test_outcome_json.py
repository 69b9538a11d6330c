"""Outcomes as JSON keep what was said, whatever was said."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.outcome_json import outcome_as_json
from bot.answering.types import (
    Abstention,
    Answer,
    Change,
    Difference,
    Finding,
    Mode,
    Outcome,
    Reason,
    Rejection,
    Verdict,
)
from tests.bot.fakes import fog_answer
from tests.bot.interview import cite
from tests.bot.outcomes import outcomes

CITATION = {
    "source": "harbour-talk",
    "title": "A talk at the harbour",
    "speaker": "Mira Okafor",
    "role": "guest",
    "turn": 1,
    "line": 2,
    "time": [60.0, 90.0],
    "quote": "Mostly I wait for fog.",
    "spans": [[39, 61]],
    "question": "What does a harbour master do all day?",
    "informant": None,
    "page": None,
    "link": None,
    "version": None,
}

# Arbitrary outcomes are slow to draw, and checks run beside each other on few cores.
sampled = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def printed(outcome: Outcome, identity: str | int | None = None) -> dict[str, Any]:
    """Return what a reader of the JSON gets."""
    return json.loads(json.dumps(outcome_as_json(identity, outcome, 0.123456)))


def test_an_answer_is_printed_to_the_letter() -> None:
    told = printed(fog_answer("What of fog?"), "q1")
    assert told["claims"][0] == {"text": "Mira Okafor waits for the weather.", "citations": [CITATION]}
    assert list(told["claims"][0]["citations"][0]) == list(CITATION)
    del told["claims"]
    assert told == {
        "id": "q1",
        "question": "What of fog?",
        "kind": "answer",
        "mode": "extractive",
        "reason": None,
        "verdict": None,
        "text": "Mira Okafor waits for the weather.\nJon Beck stamps papers.",
        "nearest": [],
        "rejected": [],
        "summary": None,
        "note": None,
        "differences": [],
        "compared": [],
        "findings": [],
        "seconds": 0.1235,
    }


def test_a_check_is_printed_with_what_it_found_and_what_differs() -> None:
    answer = fog_answer("Mira waits for frogs.")
    told = printed(
        replace(
            answer,
            verdict=Verdict.NEARLY_SAID,
            summary="Nearly.",
            differences=(Difference(change=Change.ONLY_ASKED, words="frogs"),),
            compared=("Mira Okafor",),
            findings=(
                Finding(checked="Frogs.", verdict=Verdict.NEARLY_SAID, summary="No.", claims=answer.claims),
            ),
        )
    )
    assert (told["summary"], told["compared"]) == ("Nearly.", ["Mira Okafor"])
    assert told["differences"] == [{"change": "only_asked", "words": "frogs"}]
    assert told["findings"] == [
        {"checked": "Frogs.", "verdict": "nearly_said", "summary": "No.", "claims": told["claims"]}
    ]


def test_an_abstention_is_printed_with_its_reason_and_what_stands_nearest() -> None:
    told = printed(
        Abstention(
            question="Did she say “fogs”?",
            mode=Mode.GENERATED,
            reason=Reason.OTHER_SPEAKER,
            text="Nobody did.",
            nearest=(cite(1, "Mostly I wait for fog."),),
            verdict=Verdict.NOT_SAID,
            rejected=(Rejection(text="She did.", reason="quote_not_found"),),
        )
    )
    assert (told["kind"], told["mode"], told["text"]) == ("abstention", "generated", "Nobody did.")
    assert (told["reason"], told["verdict"]) == ("other_speaker", "not_said")
    assert (told["claims"], told["nearest"]) == ([], [CITATION])
    assert told["rejected"] == [{"text": "She did.", "reason": "quote_not_found"}]


@sampled
@given(outcomes, st.none() | st.text() | st.integers())
def test_every_outcome_can_be_printed(outcome: Outcome, identity: str | int | None) -> None:
    told = printed(outcome, identity)
    assert told["id"] == identity
    assert len(told["claims"]) == (len(outcome.claims) if isinstance(outcome, Answer) else 0)
