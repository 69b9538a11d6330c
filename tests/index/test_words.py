import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import carries_matter, fold, fold_words, split_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café NOIR", "cafe noir"),
        ("don’t", "don't"),
        ("Straße", "strasse"),
        ("PIER 7", "pier 7"),
        ("ﬁsh", "fish"),
        ("𝑨", "a"),
    ],
)
def test_case_accents_and_apostrophes_are_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_what_is_folded_has_no_marks_and_folds_no_further(text: str) -> None:
    folded = fold(text)
    assert not any(unicodedata.combining(mark) for mark in folded)
    if folded.isascii():
        assert fold(folded) == folded


@given(st.text(st.sampled_from("aB9é'’.,- ßﬁ")))
def test_words_are_the_same_with_and_without_their_stems(text: str) -> None:
    assert fold_words(text) == [word.text for word in split_words(text)]


def test_numbers_keep_their_points_and_words_their_apostrophes() -> None:
    assert fold_words("They don't lend 1,000 or 0.5 books.") == [
        "they",
        "don't",
        "lend",
        "1,000",
        "or",
        "0.5",
        "books",
    ]


def test_words_stand_where_they_are_found() -> None:
    text = "The Café's cats"
    assert [text[word.start : word.end] for word in split_words(text)] == ["The", "Café's", "cats"]
    assert [word.stem for word in split_words(text)] == ["the", "cafe", "cat"]


def test_joining_words_carry_no_matter() -> None:
    assert [word.text for word in split_words("What did the council mend?") if carries_matter(word)] == [
        "council",
        "mend",
    ]
