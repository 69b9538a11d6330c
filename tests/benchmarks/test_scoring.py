import math

import pytest

from benchmarks.dialogues import Conversation, Question
from benchmarks.scoring import Result, mean, score

TALK = Conversation(
    id="harbour:1",
    turns=[
        {"speaker": "Host", "text": "Who mended the pier?"},
        {"speaker": "Mara", "text": "The council mended it, with steel."},
        {"speaker": "Tobi", "text": "And the fishermen brought ropes."},
        {"speaker": "Host", "text": "Thank you both."},
    ],
    withhold=False,
)
ASKED = Question(
    id="q", conv="harbour:1", question="Who mended the pier?", gold=[(1, 2)], speakers=["Mara"], skip=[0]
)
HERE, ELSEWHERE = "harbour_1", "library_1"


def result(first: int, last: int, text: str, *, source: str = HERE, speaker: str = "Mara") -> Result:
    return Result(source=source, speaker=speaker, time=[float(first), float(last)], text=text)


def test_all_that_is_wanted_in_the_first_result_is_everything_but_the_second_gain() -> None:
    said = "The council mended it, with steel. And the fishermen brought ropes."
    figures = score(ASKED, TALK, [result(1, 3, said)])
    assert figures.pop("nDCG@10") == pytest.approx(1 / (1 + 1 / math.log2(3)))
    assert set(figures.values()) == {1.0}


def test_a_turn_of_another_conversation_is_no_hit_however_it_is_numbered() -> None:
    figures = score(ASKED, TALK, [result(1, 2, "The council mended it", source=ELSEWHERE)])
    assert set(figures.values()) == {0.0}


def test_the_turn_that_asks_is_passed_over_and_takes_no_room() -> None:
    figures = score(ASKED, TALK, [result(0, 1, "Who mended the pier? " * 400), result(1, 2, "The council")])
    assert figures["R@1"] == figures["SPK@1"] == 1.0
    assert figures["EV@1500"] == pytest.approx(2 / 11)


def test_a_turn_found_twice_gains_once() -> None:
    twice = [result(1, 2, "The council"), result(1, 2, "mended it")]
    assert score(ASKED, TALK, twice)["nDCG@10"] == score(ASKED, TALK, twice[:1])["nDCG@10"]


def test_a_later_hit_counts_for_less_and_its_speaker_for_nothing() -> None:
    noise = [result(3, 4, "Thank you both.", speaker="Host")] * 5
    figures = score(ASKED, TALK, [*noise, result(1, 2, "The council")])
    assert (figures["R@1"], figures["R@5"], figures["R@10"]) == (0.0, 0.0, 1.0)
    assert figures["MRR"] == pytest.approx(1 / 6)
    assert figures["SPK@1"] == 0.0


def test_what_is_beyond_the_first_words_is_not_read() -> None:
    noise = result(3, 4, "and " * 1490, speaker="Host")
    long = result(1, 3, "The council mended it, with steel. And the fishermen brought ropes.")
    assert score(ASKED, TALK, [noise, long])["EV@1500"] == pytest.approx(10 / 11)


def test_nothing_found_is_nothing() -> None:
    assert set(score(ASKED, TALK, []).values()) == {0.0}


def test_means_are_over_questions() -> None:
    found = score(ASKED, TALK, [result(1, 2, "The council")])
    assert mean([found, score(ASKED, TALK, [])])["R@1"] == 0.5
