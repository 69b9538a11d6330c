"""Quotations cut short: at a sentence's or a clause's end, and only where they still mean the same."""

import pytest

from bot.answering.budgets.cutting import cut_quote
from index.quoting import count_quoted
from index.sentences import split_sentences
from index.types import TurnKind
from tests.bot.interview import MIRA, say_turns


def cut(text: str, most: int) -> str | None:
    turn = say_turns(((MIRA, TurnKind.ANSWER, text),))[0]

    def fits(start: int, end: int) -> bool:
        return count_quoted(turn.text[start:end]) <= most

    place = cut_quote(turn, 0, len(text), split_sentences(turn), fits)
    return None if place is None else turn.text[slice(*place)]


@pytest.mark.parametrize(
    ("text", "most", "left"),
    [
        ("We wait for the fog to lift. Ships come.", 7, "We wait for the fog to lift."),
        (
            "We wait for the fog to lift. Ships come at noon. They leave.",
            6,
            "Ships come at noon. They leave.",
        ),
        ("The old quay was built of oak, and the new one of steel.", 8, "The old quay was built of oak"),
        ("The quay holds forty ships; somebody counts the boats.", 6, "The quay holds forty ships"),
    ],
)
def test_what_is_left_is_whole(text: str, most: int, left: str) -> None:
    assert cut(text, most) == left


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("The old quay is safe for ships, but only if the tide is out.", 8),
        ("The quay was safe for everybody, which was not true at all.", 8),
        ("The quay is safe for everybody, unless a storm comes from the west.", 8),
        ("Would you say the quay is safe, or do you doubt that it is?", 8),
        ("The harbour board told me the quay was safe, and that it would hold.", 9),
        ("Yes, it is, for all that I have heard about it from the others.", 4),
        ("If the fog is truly thick in the harbour, no ship leaves the quay.", 9),
        ("And although the quay is rather safe, we close it at night.", 8),
        ("There is no sentence and no clause in here that is as short as that", 5),
    ],
)
def test_where_a_shorter_quotation_would_mean_something_else_there_is_none(text: str, most: int) -> None:
    assert cut(text, most) is None
