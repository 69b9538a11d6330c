import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from benchmarks.dialogues import Conversation, Question, Spoken, export, is_tuned_on, read_set
from index.sources import find_sources, read_source


def conversation(identity: str, *, withhold: bool = False) -> Conversation:
    turns = [Spoken(speaker="Mara", text="Ropes."), Spoken(speaker="Tobi", text="And steel.")]
    return Conversation(id=identity, turns=turns, withhold=withhold)


def question(conv: str, gold: list[tuple[int, int]]) -> Question:
    return Question(id=f"{conv}#0", conv=conv, question="What?", gold=gold, speakers=[], skip=[])


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    conversations = [conversation("set:a"), conversation("set:b", withhold=True)]
    write_lines(tmp_path / "conversations_set.jsonl.gz", conversations)
    write_lines(tmp_path / "questions_set.jsonl.gz", [question("set:a", [(0, 0)]), question("set:b", [])])
    return tmp_path


def test_a_set_is_read_by_the_names_its_files_will_have(folder: Path) -> None:
    held = read_set(folder, "set")
    assert set(held.conversations) == {"set_a", "set_b"}
    assert held.withheld == {"set_b"}
    assert [one["id"] for one in held.answerable] == ["set:a#0"]


def test_exported_turns_are_read_back_with_their_number_as_time(tmp_path: Path) -> None:
    export([conversation("set:a")], tmp_path / "sources")
    (file,) = find_sources(tmp_path / "sources")
    turns = read_source(file).transcript.turns
    assert file.id == "set_a"
    assert [(turn.speaker.name, turn.text, turn.time) for turn in turns] == [
        ("Mara", "Ropes.", (0.0, 1.0)),
        ("Tobi", "And steel.", (1.0, 2.0)),
    ]


def test_exporting_again_touches_nothing_and_exporting_others_leaves_nothing(tmp_path: Path) -> None:
    export([conversation("set:a")], tmp_path)
    written = (tmp_path / "set_a.json").stat().st_mtime_ns
    export([conversation("set:a")], tmp_path)
    assert (tmp_path / "set_a.json").stat().st_mtime_ns == written
    export([conversation("set:b")], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["set_b.json"]


def test_all_questions_about_a_conversation_are_of_the_same_half(folder: Path) -> None:
    (first, _) = read_set(folder, "set").questions
    assert is_tuned_on(first) == is_tuned_on({**first, "id": "another"})
    halves = {is_tuned_on({**first, "conv": f"set:{number}"}) for number in range(20)}
    assert halves == {True, False}
