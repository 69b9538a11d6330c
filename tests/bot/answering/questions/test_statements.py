"""Which sentences of a message claim something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.questions.statements import MOST, split_statements


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Larch burns hotter than pine.", ["Larch burns hotter than pine."]),
        ("I think larch burns hotter than pine lol", ["larch burns hotter than pine"]),
        ("> Larch burns hot\nI don't believe that", ["Larch burns hot"]),
        ("Did you hear? The council **closed** the kiln! thanks all", ["The council closed the kiln!"]),
        ("The kiln is cold. it stood for 26 years.", ["The kiln is cold.", "it stood for 26 years."]),
        ("It cost approx. five pounds a day.", ["It cost approx. five pounds a day."]),
        ("<@12> says larch burns hot https://a.example <:fire:34>", ["says larch burns hot"]),
        ("Larch burns hot. Larch burns hot.", ["Larch burns hot."]),
        ("lol", ["lol"]),
        ("Does larch burn?", ["Does larch burn?"]),
    ],
)
def test_what_claims_something_is_kept(text: str, kept: list[str]) -> None:
    assert list(split_statements(text).kept) == kept


def test_no_more_than_a_few_are_checked_and_the_others_are_counted() -> None:
    text = " ".join(f"The kiln burned {count} logs." for count in range(5))
    statements = split_statements(text)
    assert (len(statements.kept), statements.left_out) == (MOST, 2)


@given(st.text(max_size=200))
def test_something_is_always_left_to_check(text: str) -> None:
    statements = split_statements(text)
    assert 1 <= len(statements.kept) <= MOST
