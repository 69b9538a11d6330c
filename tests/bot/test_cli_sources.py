"""The life of a source on the command line: added, updated, renamed, removed; and in the answers at once."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.bot.commands import Whosaid

MILL = """\
Talk at the mill

Host: What does the mill grind?

Berta Quern: Rye, and buckwheat in wet years.

Host: Who carries the sacks?

Berta Quern: My brother carries them up forty steps.
"""
FERRY = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v SPEAKER_00>The ferry leaves at seven from the northern pier.

00:00:05.000 --> 00:00:08.000
<v Rosa Pike>And it carries eleven cars.
"""
PICTURE = b"\x89PNG\r\n\x1a\n\0\0"


@pytest.fixture
def new(folder: Path) -> Path:
    """Return a folder of two transcripts, one of them in a folder of its own with a sidecar."""
    new = folder / "new"
    (new / "deep").mkdir(parents=True)
    (new / "mill.txt").write_text(MILL, "utf-8")
    (new / "deep" / "ferry.vtt").write_text(FERRY, "utf-8")
    (new / "deep" / "ferry.toml").write_text('title = "The ferry"\nlicence = "CC0"\n', "utf-8")
    return new


def listed(whosaid: Whosaid) -> dict[str, dict[str, Any]]:
    return {source["id"]: source for source in json.loads(whosaid("sources", "list", "--json").out)}


def found(whosaid: Whosaid, words: str) -> list[tuple[str, str]]:
    results = json.loads(whosaid("search", words, "--json").out)["results"]
    return [(result["source"], result["speaker"]) for result in results]


def test_a_folder_is_added_with_its_sidecars_and_found_at_once(whosaid: Whosaid, new: Path) -> None:
    ended = whosaid("sources", "add", str(new))

    assert ended.code == 0
    assert "2 added." in ended.out
    assert ended.err.endswith("Indexed.\n")
    assert ("mill", "Berta Quern") in found(whosaid, "buckwheat in wet years")
    ferry = listed(whosaid)["ferry"]
    assert (ferry["from"], ferry["title"], ferry["licence"], ferry["words"]) == (
        *("shelf", "The ferry", "CC0", 14),
    )
    assert (ferry["version"], ferry["index"]) == (1, "made")


def test_adding_again_changes_nothing(whosaid: Whosaid, new: Path) -> None:
    whosaid("sources", "add", str(new))
    before = listed(whosaid)
    ended = whosaid("sources", "add", str(new), str(new / "mill.txt"))

    assert ended.code == 0
    assert "2 unchanged." in ended.out
    assert listed(whosaid) == before


def test_a_bad_file_stops_no_other_and_leaves_nothing(whosaid: Whosaid, new: Path) -> None:
    (new / "picture.vtt").write_bytes(PICTURE)
    (new / "lonely.toml").write_text('title = "x"', "utf-8")
    ended = whosaid("sources", "add", str(new), "--json")
    told = {Path(one["path"]).name: one for one in json.loads(ended.out)}

    assert ended.code == 2
    assert {name: one["result"] for name, one in told.items()} == {
        "ferry.vtt": "added",
        "mill.txt": "added",
        "picture.vtt": "refused",
        "lonely.toml": "refused",
    }
    assert "picture.vtt" in told["picture.vtt"]["sentence"]
    assert "beside no source" in told["lonely.toml"]["sentence"]
    assert set(listed(whosaid)) == {"lock", "mill", "ferry"}


def test_nothing_under_the_paths_is_said(whosaid: Whosaid, folder: Path) -> None:
    (folder / "empty").mkdir()
    assert whosaid("sources", "add", "empty").code == 2
    ended = whosaid("sources", "add", "nowhere.txt")
    assert (ended.code, "no such file" in " ".join(ended.out.split())) == (2, True)


def test_an_update_keeps_the_id_and_the_names_and_shows_both_versions(whosaid: Whosaid, new: Path) -> None:
    whosaid("sources", "add", str(new / "deep"))
    whosaid("sources", "rename-speaker", "ferry", "SPEAKER_00", "Mate Olsen")
    changed = new / "changed.vtt"
    changed.write_text(FERRY.replace("at seven", "at eight"), "utf-8")
    ended = whosaid("sources", "update", "ferry", str(changed))

    assert (ended.code, "1 updated." in ended.out) == (0, True)
    shown = json.loads(whosaid("sources", "show", "ferry", "--json").out)
    assert [version["name"] for version in shown["versions"]] == ["ferry.vtt", "ferry.vtt", "changed.vtt"]
    assert len({version["sha256"] for version in shown["versions"]}) == 2
    assert (shown["said"][0]["speaker"], shown["title"]) == ("Mate Olsen", "The ferry")
    assert found(whosaid, "The ferry leaves at eight")[0] == ("ferry", "Mate Olsen")
    table = " ".join(whosaid("sources", "show", "ferry").out.split())
    assert "SHA-256" in table
    assert shown["versions"][0]["sha256"][:8] in table


def test_who_is_not_in_the_new_file_any_more_does_not_stand_in_its_way(whosaid: Whosaid, new: Path) -> None:
    whosaid("sources", "add", str(new / "deep"))
    whosaid("sources", "rename-speaker", "ferry", "SPEAKER_00", "Mate Olsen")
    alone = new / "alone.vtt"
    alone.write_text(FERRY[: FERRY.index("00:00:01")] + FERRY[FERRY.index("00:00:05") :], "utf-8")

    assert whosaid("sources", "update", "ferry", str(alone)).code == 0
    assert list(listed(whosaid)["ferry"]["speakers"]) == ["Rosa Pike"]


def test_an_update_that_cannot_be_read_leaves_what_was_there(whosaid: Whosaid, new: Path) -> None:
    whosaid("sources", "add", str(new / "mill.txt"))
    (new / "picture.vtt").write_bytes(PICTURE)

    assert whosaid("sources", "update", "mill", str(new / "picture.vtt")).code == 2
    assert listed(whosaid)["mill"]["version"] == 1
    assert ("mill", "Berta Quern") in found(whosaid, "buckwheat in wet years")


def test_a_speaker_is_named_and_two_spellings_are_joined(whosaid: Whosaid, new: Path) -> None:
    whosaid("sources", "add", str(new))
    assert "Olsen" in whosaid("sources", "rename-speaker", "ferry", "SPEAKER_00", "Olsen").out
    joined = whosaid("sources", "rename-speaker", "ferry", "Rosa Pike", "Olsen")

    assert (joined.code, joined.out) == (0, "ferry has Olsen.\n")
    assert found(whosaid, "eleven cars")[0] == ("ferry", "Olsen")
    nobody = whosaid("sources", "rename-speaker", "ferry", "Rosa", "Olsen")
    assert (nobody.code, "choose one of Olsen" in nobody.err) == (2, True)


def test_what_is_removed_is_gone_from_answers_and_from_the_disk(whosaid: Whosaid, new: Path) -> None:
    whosaid("sources", "add", str(new))
    asked = whosaid("sources", "remove", "mill")
    assert (asked.code, "--yes" in asked.err, "mill" in listed(whosaid)) == (2, True, True)
    ended = whosaid("sources", "remove", "mill", "--yes")

    assert ended.code == 0
    assert set(listed(whosaid)) == {"lock", "ferry"}
    assert "mill" not in {source for source, _ in found(whosaid, "buckwheat in wet years")}
    with closing(sqlite3.connect("data/whosaid.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"buckwheat" not in Path("data/whosaid.db").read_bytes()
    assert whosaid("sources", "remove", "mill", "--yes").code == 2


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("update", "lock", "new/mill.txt"), "replace the file seeds/lock.txt"),
        (("remove", "lock", "--yes"), "delete the file seeds/lock.txt"),
        (("rename-speaker", "lock", "Host", "Mia"), "seeds/lock.toml"),
        (("remove", "nothing", "--yes"), "choose one of lock"),
    ],
)
@pytest.mark.usefixtures("new")
def test_what_is_in_the_folder_is_changed_there_and_how_is_said(
    whosaid: Whosaid, command: tuple[str, ...], said: str
) -> None:
    ended = whosaid("sources", *command)
    assert (ended.code, said in ended.err) == (2, True)


def test_what_is_in_the_folder_is_not_added_again(whosaid: Whosaid, new: Path) -> None:
    ended = whosaid("sources", "add", "seeds", "--json")
    assert (ended.code, json.loads(ended.out)[0]["result"]) == (0, "unchanged")
    (new / "lock.txt").write_text(MILL, "utf-8")
    other = whosaid("sources", "add", str(new / "lock.txt"), "--json")
    assert (other.code, json.loads(other.out)[0]["result"]) == (2, "refused")


def test_a_source_of_a_server_is_that_servers_alone(whosaid: Whosaid, new: Path) -> None:
    whosaid("sources", "add", str(new / "mill.txt"), "--server", "77")
    (identity,) = set(listed(whosaid)) - {"lock"}

    assert identity.startswith("mill.")
    assert listed(whosaid)[identity]["server"] == "77"
    assert whosaid("sources", "remove", identity, "--yes").code == 0


def test_while_another_process_has_the_index_it_is_said_that_the_index_follows_later(
    whosaid: Whosaid, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whosaid("search", "water")
    monkeypatch.setattr("bot.commands.bringing._IDLE", 0.1)
    with FileLock("data/index/lock"):
        ended = whosaid("sources", "add", str(new / "mill.txt"))
        assert (ended.code, "not in the index yet" in ended.err) == (0, True)
        assert listed(whosaid)["mill"]["index"] == "waiting"
    assert ("mill", "Berta Quern") in found(whosaid, "buckwheat in wet years")
    assert listed(whosaid)["mill"]["index"] == "made"


def test_without_a_database_none_is_made_by_looking(whosaid: Whosaid) -> None:
    for command in (("sources", "list"), ("sources", "show", "lock"), ("search", "water"), ("doctor",)):
        assert whosaid(*command).code == 0
    assert not Path("data/whosaid.db").exists()


def test_what_was_added_counts_for_the_doctor_and_for_the_scoreboard(
    whosaid: Whosaid, new: Path, folder: Path
) -> None:
    whosaid("sources", "add", str(new))
    told = " ".join(whosaid("doctor").out.split())
    assert "; 2 added beside them" in told
    assert "up to date" in told
    asked = {
        "question": "What does the mill grind?",
        "answerable": True,
        "source": "mill",
        "gold": [{"line": 5, "speaker": "Berta Quern", "quote": "Rye, and buckwheat in wet years"}],
    }
    (folder / "questions.jsonl").write_text(json.dumps(asked) + "\n", "utf-8")
    scored = whosaid("eval", "questions.jsonl", "--json")
    assert scored.code == 0
    assert json.loads(scored.out)["errors"] == []


def test_a_shelf_alone_is_enough_without_anything_in_the_folder(
    whosaid: Whosaid, new: Path, folder: Path
) -> None:
    whosaid("sources", "add", str(new))
    (folder / "seeds" / "lock.txt").unlink()

    assert "2 added; none in seeds" in " ".join(whosaid("doctor").out.split())
    assert ("mill", "Berta Quern") in found(whosaid, "buckwheat in wet years")
    assert set(listed(whosaid)) == {"mill", "ferry"}
