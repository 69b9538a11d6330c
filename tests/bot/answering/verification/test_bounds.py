"""What stands around a number stays with it: "about", "more than", and what it counts."""

import pytest

from bot.answering.verification.bounds import changes_bound, misplaces_figure


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("about 30 ships", "roughly 30 ships"),
        ("nearly half a billion", "close to 0.5 billion"),
        ("more than 80 towns", "over 80 towns"),
        ("at least four", "no fewer than four"),
        ("four or more", "at least 4"),
        ("up to 20 ships", "at most 20 ships"),
        ("30 ships", "30 ships, about 20 boats"),
        ("about 30 ships", "30 ships"),
        ("fewer than 60", "under sixty"),
        ("just under 60", "nearly sixty"),
        ("30 ships", "no number at all"),
    ],
)
def test_a_bound_in_other_words_is_kept(sentence: str, evidence: str) -> None:
    assert not changes_bound(sentence, [evidence])


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("30 ships", "about 30 ships"),
        ("more than 30 ships", "about 30 ships"),
        ("more than 30 ships", "30 ships"),
        ("four ships", "at least four ships"),
        ("at least 58", "58, to be exact"),
        ("fewer than eleven hundred", "more than eleven hundred"),
        ("no more than ten", "more than ten"),
        ("half a billion", "close to 0.5 billion"),
    ],
)
def test_a_bound_that_changes_is_seen(sentence: str, evidence: str) -> None:
    assert changes_bound(sentence, [evidence])


@pytest.mark.parametrize(
    ("sentence", "evidence", "misplaced"),
    [
        ("it fell from 640 to 410", "it fell from 640 in 1990 to 410 in 2011", False),
        ("it fell from 410 to 640", "it fell from 640 in 1990 to 410 in 2011", True),
        ("it was 640 in 2011", "it fell from 640 in 1990 to 410 in 2011", True),
        ("it was 410 in 2011", "it fell from 640 in 1990 to 410 in 2011", False),
        ("2017 trees fell", "in October 2017 I picked up 140 trees", True),
        ("140 trees fell", "in October 2017 I picked up 140 trees", False),
        ("90 candles and 600 pears", "600 candles and 90 pears", True),
        ("780 hours of cold", "they need a thousand hours. We had 780.", False),
        ("from March 3 to March 5", "from March 3 to March 5", False),
        ("no number", "600 candles", False),
    ],
)
def test_a_number_stays_with_what_it_counts(sentence: str, evidence: str, *, misplaced: bool) -> None:
    assert misplaces_figure(sentence, [evidence]) is misplaced
