"""Words of others are shown as they are, and nothing in them comes alive."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.escaping import neutralise, plain, shorten, shorten_sentences, weigh
from tests.bot.texts import live_in_discord, pings_in_raw, read_markdown, texts


@given(texts)
def test_a_reader_sees_the_words_themselves_and_nothing_alive(text: str) -> None:
    live, seen = read_markdown(neutralise(text))

    assert not live
    assert seen == plain(text)


@given(texts)
def test_nothing_pings_or_links_in_discord(text: str) -> None:
    shown = neutralise(text)

    assert not live_in_discord(shown)
    assert not pings_in_raw(shown)


@given(texts)
def test_plain_text_is_one_line_that_can_be_sent(text: str) -> None:
    shown = plain(text)

    shown.encode()
    assert "\n" not in shown
    assert not [mark for mark in shown if unicodedata.category(mark).startswith("C")]


def test_stacked_marks_are_bounded_and_accents_stay() -> None:
    assert plain("z" + "\u0301" * 50) == "z" + "\u0301" * 3
    assert plain("Việt, café, שָׁלוֹם") == "Việt, café, שָׁלוֹם"


@pytest.mark.parametrize("words", ["don’t “quote” me", "he said [laughs] so", "2 * 3 < 7", "50% — or #1"])
def test_ordinary_marks_stay_themselves(words: str) -> None:
    assert read_markdown(neutralise(words)) == (set(), words)


@given(texts, st.integers(2, 500))
def test_shortened_text_keeps_its_limit(text: str, limit: int) -> None:
    assert weigh(shorten(text, limit)) <= limit
    assert weigh(shorten_sentences(text, limit)) <= limit


def test_text_is_cut_at_the_border_of_a_word_or_a_sentence() -> None:
    assert shorten("the ships wait for fog", 15) == "the ships wait…"
    assert shorten_sentences("Fog lifts. Ships move. Then it rains.", 28) == "Fog lifts. Ships move. …"
    assert shorten_sentences("Fog.", 28) == "Fog."
