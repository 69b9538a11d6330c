"""Where words stand in a turn, and what is kept of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.verification.quotes import cite, find_quote, fold_quote
from tests.bot.answering.grounds import TEXT, read_lamps, read_podcast, turn_with

TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from("a A can can't ß … ... — - “x” 'y' 5 0.5 % $ \t  \n İ ŉ é e\u0301 .".split(" "))
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("It’s “huge”… and\u00a0done", 'it\'s "huge"... AND done', "It’s “huge”… and\u00a0done"),
        ("lamps — all of them", "lamps - all", "lamps — all"),
        ("die Straße hier", "strasse", "Straße"),
        ("China—which grew", "which grew", "which grew"),
        ("cats catch a cat", "cat", "cat"),
        ("so many\n\n words", "many words", "many\n\n words"),
    ],
)
def test_words_are_found_with_white_space_case_and_signs_folded(text: str, words: str, found: str) -> None:
    place = find_quote(text, words)
    assert place is not None
    assert text[slice(*place)] == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("we can't go", "we can"),
        ("it is 0.5 billion", "5 billion"),
        ("about 30% a year", "about 30"),
        ("it cost $50", "50"),
        ("in 1,000 towns", "000 towns"),
        ("a non-state actor", "state actor"),
        ("the scat", "cat"),
        ("die Straße", "stras"),
        ("wait… what", "wait."),
        ("cafe\u0301", "cafe"),
        ("anything", "  \n "),
        ("one two three", "one three"),
        ("one two three", "one … three"),
    ],
)
def test_parts_of_words_and_numbers_and_joined_words_are_not_found(text: str, words: str) -> None:
    assert find_quote(text, words) is None


@given(TEXTS, TEXTS)
def test_what_is_found_folds_to_the_words(text: str, words: str) -> None:
    place = find_quote(text, words)
    if place is not None:
        assert fold_quote(text[slice(*place)]) == fold_quote(words) != ""


@given(TEXTS)
def test_a_whole_text_is_found_in_itself(text: str) -> None:
    place = find_quote(text, text)
    assert (place is not None) == bool(text.strip())


def test_a_quotation_over_a_skipped_caption_has_the_spans_around_it() -> None:
    turn = turn_with(read_lamps(), "loopholes")
    place = find_quote(turn.text, "tons of loopholes in the light tax")
    assert place is not None
    citation = cite(turn, *place, title="Lamps")
    assert [TEXT[start:end] for start, end in citation.spans] == ["tons of ", "loopholes in the light tax"]
    assert citation.quote == "tons of loopholes in the light tax"


def test_a_quotation_over_a_note_leaves_the_note_out() -> None:
    turn = turn_with(read_lamps(), "loopholes")
    place = find_quote(turn.text, "30% per year. There are tons")
    assert place is not None
    citation = cite(turn, *place, title="Lamps")
    assert "council" not in "".join(TEXT[start:end] for start, end in citation.spans)
    assert len(citation.spans) > 1


def test_an_escape_is_cited_whole_and_shown_as_what_it_stands_for() -> None:
    source, transcript = read_podcast()
    turn = turn_with(transcript, "straße")
    place = find_quote(turn.text, 'IT\'S "naïve" -')
    assert place is not None
    citation = cite(turn, *place, title="Words")
    assert citation.quote == "It’s “naïve” —"
    (span,) = citation.spans
    assert source[slice(*span)] == r"It\u2019s \u201cna\u00efve\u201d \u2014"


@given(st.data())
def test_any_quotation_stands_in_the_file_at_its_spans(data: st.DataObject) -> None:
    turn = data.draw(st.sampled_from(read_lamps().turns))
    start = data.draw(st.integers(0, len(turn.text) - 1))
    end = data.draw(st.integers(start + 1, len(turn.text)))
    place = find_quote(turn.text, turn.text[start:end])
    if place is not None:
        citation = cite(turn, *place, title="Lamps")
        there = "".join(TEXT[low:high] for low, high in citation.spans)
        assert " ".join(there.split()) == citation.quote == turn.text[slice(*place)]
