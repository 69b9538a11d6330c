"""The scoreboard as a command: what it prints, what it refuses, and how it ends."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bot.commands.evaluating import Ready, Unread, open_originals, read_line
from tests.bot.commands import Ended, Whosaid

GOOD: list[dict[str, Any]] = [
    {
        "id": "barges",
        "type": "direct",
        "question": "How many barges went through against the red light?",
        "answerable": True,
        "gold": [{"line": 5, "speaker": "Ines Marrow", "quote": "Last spring nine barges went through"}],
    },
    {
        "id": "winter",
        "type": "follow-up",
        "question": "And in winter?",
        "after": ["What does the water do?"],
        "answerable": True,
        "gold": [{"line": 9, "speaker": "Olaf Tender", "quote": "The water rises by two metres in January"}],
    },
    {"id": "hello", "type": "chitchat", "question": "hello there!", "answerable": False},
]
BAD: list[tuple[dict[str, Any], str]] = [
    ({"question": "Who pays?"}, "answerable"),
    ({"question": "Who pays?", "answerable": True, "gold": [{"line": 1}]}, "gold.0.speaker"),
    (
        {"question": "Who pays?", "answerable": True, "gold": [{"line": 0, "speaker": "A", "quote": "b"}]},
        "gold.0.line",
    ),
    (
        {"question": "Who pays?", "answerable": True, "gold": [{"line": 99, "speaker": "A", "quote": "b"}]},
        "no line 99",
    ),
    (
        {
            "question": "Who pays?",
            "answerable": True,
            "gold": [{"line": 1, "speaker": "A", "quote": "b"}],
            "source": "quay",
        },
        "“quay”",
    ),
    ({"question": "Who pays?", "answerable": True, "verdict": "perhaps"}, "verdict"),
    ({"answerable": True}, "question"),
]


def lay(folder: Path, *lines: dict[str, Any]) -> str:
    """Write a file of questions; return its name."""
    (folder / "questions.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return "questions.jsonl"


def printed(ended: Ended) -> dict[str, Any]:
    return json.loads(ended.out)


def test_the_scoreboard_says_what_was_counted(whosaid: Whosaid, folder: Path) -> None:
    ended = whosaid("eval", lay(folder, *GOOD), "--json")
    board = printed(ended)
    assert ended.code == 0
    assert board["scores"]["hit"] == {"good": 2, "of": 2, "share": 1.0}
    assert board["scores"]["abstained"] == {"good": 1, "of": 1, "share": 1.0}
    assert (board["questions"], board["broken"], board["errors"], board["failures"]) == (3, 0, [], [])
    assert set(board["types"]) == {"chitchat", "direct", "follow-up"}


def test_the_scoreboard_is_a_table_for_people(whosaid: Whosaid, folder: Path) -> None:
    wrong = {**GOOD[0], "gold": [{"line": 1, "speaker": "Ines Marrow", "quote": "Talk at the lock"}]}
    name = lay(folder, wrong, *GOOD[1:])
    shown = whosaid("eval", name).out
    assert all(word in shown for word in ("hit", "0.500", "verbatim", "follow-up", "chitchat", "3 questions"))
    assert "barges" not in shown
    assert "barges" in whosaid("eval", name, "--failures").out
    assert max(map(len, shown.splitlines())) <= 80


def test_questions_may_be_packed(whosaid: Whosaid, folder: Path) -> None:
    (folder / "questions.gz").write_bytes(gzip.compress((folder / lay(folder, *GOOD)).read_bytes()))
    assert printed(whosaid("eval", "questions.gz", "--json"))["questions"] == 3


@pytest.mark.parametrize(("line", "told"), BAD)
def test_a_line_that_cannot_be_scored_says_why(folder: Path, line: dict[str, Any], told: str) -> None:
    read = read_line(3, json.dumps({"id": "b", **line}).encode(), open_originals(folder / "seeds"))
    assert isinstance(read, Unread)
    assert (read.line, read.id) == (3, "b")
    assert told in read.sentence


def test_good_lines_are_scored_beside_bad_ones(whosaid: Whosaid, folder: Path) -> None:
    ended = whosaid("eval", lay(folder, GOOD[0], BAD[0][0]), "--json")
    assert ended.code == 2
    assert printed(ended)["questions"] == 1
    assert [error["line"] for error in printed(ended)["errors"]] == [2]
    assert "Line 2: " in ended.err


def test_a_question_that_is_refused_counts_as_absent(whosaid: Whosaid, folder: Path) -> None:
    nobody = {**GOOD[0], "id": "nobody", "speaker": "Nemo"}
    ended = whosaid("eval", lay(folder, GOOD[0], nobody), "--json")
    assert printed(ended)["scores"]["present"] == {"good": 1, "of": 2, "share": 0.5}
    assert "Nemo" in printed(ended)["failures"][0]["why"]


@pytest.mark.parametrize("content", [b"", b"not json\n"])
def test_nothing_to_score_is_bad_input(whosaid: Whosaid, folder: Path, content: bytes) -> None:
    (folder / "none.jsonl").write_bytes(content)
    ended = whosaid("eval", "none.jsonl")
    assert (ended.code, ended.out) == (2, "")
    assert "none.jsonl" in ended.err


def test_a_floor_that_is_held_ends_well_and_one_that_is_missed_ends_badly(
    whosaid: Whosaid, folder: Path
) -> None:
    wrong = {**GOOD[0], "gold": [{"line": 1, "speaker": "Ines Marrow", "quote": "Talk at the lock"}]}
    name = lay(folder, wrong, *GOOD[1:])
    assert whosaid("eval", name, "--floor", "hit=0.5", "--floor", "answered=1").code == 0
    ended = whosaid("eval", name, "--floor", "hit=0.6")
    assert ended.code == 1
    assert "hit is 0.500, below its floor of 0.600." in ended.err


@pytest.mark.parametrize("floor", ["hit", "hit=high", "hit=1.5", "luck=0.5", "broken=0"])
def test_a_floor_that_says_nothing_is_bad_input(whosaid: Whosaid, folder: Path, floor: str) -> None:
    ended = whosaid("eval", lay(folder, *GOOD), "--floor", floor)
    assert (ended.code, floor in ended.err) == (2, True)


def test_gold_words_are_found_in_the_source_that_the_question_names(folder: Path) -> None:
    (folder / "seeds" / "quay.txt").write_text("Host: Who?\n\nIda Holm: Nobody on the quay knows.\n", "utf-8")
    originals = open_originals(folder / "seeds")
    gold = {"line": 3, "speaker": "Ida Holm", "quote": "Nobody on the quay"}
    line = {"question": "Who knows?", "answerable": True, "gold": [gold]}
    assert isinstance(read_line(1, json.dumps(line).encode(), originals), Unread)
    read = read_line(1, json.dumps({**line, "source": "quay"}).encode(), originals)
    assert isinstance(read, Ready)
    assert (read.posed.gold[0].source, read.posed.gold[0].start) == ("quay", 22)
