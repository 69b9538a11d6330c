"""Numbers that are one, however they are written, and numbers that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.verification.figures import missing_figures, read_figures


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("half a billion", "0.5 billion"),
        ("500 million", "0.5 billion"),
        ("500,000,000", "half a billion"),
        ("0.5bn", "0.5 billion"),
        ("thirty percent", "30%"),
        ("30 per cent", "30%"),
        ("half of it", "50% of it"),
        ("two thirds", "two-thirds"),
        ("three quarters", "75%"),
        ("twenty-three", "23"),
        ("two hundred and five", "205"),
        ("one and a half million", "1.5 million"),
        ("a hundred ships", "100 ships"),
        ("five dollars", "$5"),
        ("$1 billion", "over $1 billion a year"),
        ("twelve eggs", "a dozen eggs"),
        ("3 or 4 years", "three or four years"),
        ("one of them", "many of them"),
        ("in 2012", "came in 2012."),
    ],
)
def test_one_number_in_two_writings_is_borne_out(sentence: str, evidence: str) -> None:
    assert not missing_figures(sentence, [evidence])


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("5 billion", "0.5 billion"),
        ("0.5 million", "0.5 billion"),
        ("five", "0.5"),
        ("30", "30%"),
        ("30%", "30 towns"),
        ("$5", "5 ships"),
        ("20%", "30%"),
        ("a quarter", "half of it"),
        ("2021", "2020 and 2022"),
        ("twenty-four", "twenty, then 4"),
        ("1000", "1.000"),
        ("thousands of ships", "hundreds of ships"),
        ("twice", "three times"),
        ("5G", "5 masts"),
        ("10:30", "10 or 30"),
        ("-5 degrees", "5 degrees"),
        ("one million", "a billion"),
    ],
)
def test_another_number_is_not(sentence: str, evidence: str) -> None:
    assert missing_figures(sentence, [evidence])


@given(st.text(max_size=60))
def test_every_text_bears_out_its_own_numbers(text: str) -> None:
    assert not missing_figures(text, [text])


@given(st.integers(0, 10**12))
def test_thousands_may_be_set_apart_by_commas(number: int) -> None:
    assert read_figures(f"{number:,} ships") == read_figures(f"{number} ships")


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_two_different_whole_numbers_are_never_one(one: int, other: int) -> None:
    assert bool(missing_figures(f"{one} ships", [f"{other} ships"])) == (one != other)
