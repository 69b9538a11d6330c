import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import LONGEST, count_words, split_sentences
from tests.index.fakes import turn

WORDS = st.text() | st.lists(
    st.sampled_from(["Rope", "tide.", "no,", "Dr.", "e.g.", "“Why?”", "🌊", "日本語。", "\n\n", "…", "1.5"]),
    max_size=300,
).map(" ".join)


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(turn(text))]


@given(WORDS)
def test_sentences_hold_every_word_of_a_turn_once_and_in_order(text: str) -> None:
    sentences = split_sentences(turn(text))
    assert "".join("".join(sentence.text.split()) for sentence in sentences) == "".join(text.split())
    assert all(before.end <= after.start for before, after in itertools.pairwise(sentences))


@given(WORDS)
def test_no_sentence_is_empty_padded_or_too_long_to_quote(text: str) -> None:
    for sentence in split_sentences(turn(text)):
        assert sentence.text == sentence.text.strip() != ""
        assert count_words(sentence.text) <= LONGEST


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n ", []),
        ("The tide rose. We left.", ["The tide rose.", "We left."]),
        (
            "Dr. Venn paid $1.5 million, e.g. for ropes. Why?",
            ["Dr. Venn paid $1.5 million, e.g. for ropes.", "Why?"],
        ),
        ("Wréck — 🌊🌊 — sunk. Café “Öl” closed.", ["Wréck — 🌊🌊 — sunk.", "Café “Öl” closed."]),
        ("Broken \ud800 half. Next.", ["Broken \ud800 half.", "Next."]),
    ],
)
def test_a_turn_is_cut_where_its_sentences_end(text: str, sentences: list[str]) -> None:
    assert texts(text) == sentences


def test_no_sentence_runs_over_a_paragraph() -> None:
    text = "First point Second point"
    assert [s.text for s in split_sentences(turn(text, breaks=(12,)))] == ["First point", "Second point"]


def test_talk_without_full_stops_is_cut_at_its_pauses() -> None:
    text = ", ".join(["and then we went on to the next pier"] * 12)
    cut = texts(text)
    assert len(cut) > 1
    assert all(stretch.endswith(",") for stretch in cut[:-1])


def test_talk_without_any_pause_is_cut_evenly() -> None:
    assert [count_words(stretch) for stretch in texts("tide " * 130)] == [44, 43, 43]
