"""Answers that give none."""

import pytest

from bot.answering.search.evasions import evades


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "I'd rather not say.",
            "No comment.",
            "I can't say.",
            "I don't know.",
            "I really don't know, sorry.",
        ),
        *("That's not for me to say.", "I won't go into that.", "Ask me again in a year.", "I have no idea!"),
        *("We're not allowed to discuss that.", "I’d prefer not to answer.", "Let's not.", "Next question?"),
        "I couldn't possibly comment on that, and you know it.",
    ],
)
def test_who_would_rather_not_say_gives_no_answer(answer: str) -> None:
    assert evades(answer)


@pytest.mark.parametrize(
    "answer",
    [
        *("I wouldn't say the pumps were useless.", "I don't know anybody who swims there.", "Yes, twice."),
        *("I can't say enough good of the cook.", "We could not discuss the price with them before May."),
        *("I'd rather cut a route than the wardens.", "Nobody had any idea of it.", "It was."),
        "I don't know. " + "But the ledger has it, and it says nine hundred. " * 5,
    ],
)
def test_who_says_something_does_not_evade(answer: str) -> None:
    assert not evades(answer)
