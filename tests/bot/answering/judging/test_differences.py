"""What differs, word by word, each wording in its own spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.judging.differences import nearest_span, show_differences
from bot.answering.types import Change, Difference
from index.words import split_words

SENTENCES = st.lists(
    st.sampled_from("The the ropes rope, were cut. 5 0.5 don’t dont tide".split()), max_size=12
)
SIGNS = {Change.SAME: "=", Change.ONLY_ASKED: "-", Change.ONLY_SAID: "+"}


def written(differences: tuple[Difference, ...]) -> str:
    return " ".join(f"{SIGNS[one.change]}{one.words}" for one in differences)


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        ("five billion cameras", "It has 0.5 billion cameras now", "-five +0.5 =billion cameras"),
        ("the storm took the cranes", "The storm took the crane.", "=The storm took the -cranes +crane"),
        ("I dont know", "I don’t know", "=I -dont +don’t =know"),
        ("we sold boats", "Well, we sold the old boats.", "=we sold +the old =boats"),
        ("we never sold boats", "we sold boats", "=we -never =sold boats"),
        ("EXACTLY this", "exactly — this", "=exactly — this"),
        ("nothing alike", "other words", "-nothing alike"),
        ("", "words", ""),
    ],
)
def test_differences_stand_where_they_are(asked: str, said: str, expected: str) -> None:
    assert written(show_differences(asked, said)) == expected


def test_the_nearest_stretch_of_what_was_said_is_told() -> None:
    said = "Well, we sold the old boats."
    start, end = nearest_span("we sold boats", said) or (0, 0)
    assert said[start:end] == "we sold the old boats"
    assert nearest_span("nothing alike", said) is None


@given(SENTENCES, SENTENCES)
def test_both_wordings_can_be_read_off(ours: list[str], theirs: list[str]) -> None:
    asked, said = " ".join(ours), " ".join(theirs)
    differences = show_differences(asked, said)
    without_said = " ".join(one.words for one in differences if one.change is not Change.ONLY_SAID)
    without_asked = " ".join(one.words for one in differences if one.change is not Change.ONLY_ASKED)
    assert texts(without_said) == texts(asked)
    assert " ".join(texts(without_asked)) in " ".join(texts(said))
    assert all(one.words in asked for one in differences if one.change is Change.ONLY_ASKED)
    assert all(one.words in said for one in differences if one.change is not Change.ONLY_ASKED)


def texts(text: str) -> list[str]:
    return [word.text for word in split_words(text)]
