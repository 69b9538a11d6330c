"""What can be typed, what it prints where, and how it ends."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands import TALK, Ended, Whosaid

ROOT = Path(__file__).parents[2]
WATER = "How much does the water rise in January?"


def said(ended: Ended) -> dict[str, Any]:
    """Return the one JSON object that was printed."""
    assert ended.out.count("\n") == 1
    return json.loads(ended.out)


def sentence(ended: Ended) -> str:
    """Return the one line on standard error, where nothing was printed otherwise."""
    assert ended.out == ""
    lines = ended.err.splitlines()
    assert len(lines) == 1
    return lines[0]


def test_an_answer_names_its_speaker_and_quotes_the_words(whosaid: Whosaid) -> None:
    ended = whosaid("ask", WATER)
    assert ended.code == 0
    assert "Olaf Tender" in ended.out
    assert "rises by two metres in January" in " ".join(ended.out.split())
    assert "What does the water do in winter?" in " ".join(ended.out.split())
    assert max(map(len, ended.out.splitlines())) <= 80
    assert "\x1b" not in ended.out


def test_json_is_the_contract_s_and_all_there_is_on_standard_output(whosaid: Whosaid) -> None:
    ended = whosaid("ask", WATER, "--json")
    outcome = said(ended)
    assert (ended.code, outcome["kind"], outcome["mode"]) == (0, "answer", "extractive")
    assert list(outcome) == [
        *("id", "question", "kind", "mode", "reason", "verdict"),
        *("text", "claims", "nearest", "rejected"),
        *("summary", "note", "differences", "compared", "findings", "seconds"),
    ]
    assert (outcome["id"], outcome["reason"], outcome["question"]) == (None, None, WATER)
    assert outcome["text"] == "\n".join(claim["text"] for claim in outcome["claims"])
    assert 0 < outcome["seconds"] < 60


def test_a_citation_s_spans_hold_its_quote_in_the_untouched_file(whosaid: Whosaid) -> None:
    cited = said(whosaid("ask", WATER, "--json"))["claims"][0]["citations"][0]
    assert {key: cited[key] for key in ("source", "speaker", "role", "turn", "line", "time", "question")} == {
        "source": "lock",
        "speaker": "Olaf Tender",
        "role": "guest",
        "turn": cited["turn"],
        "line": 9,
        "time": None,
        "question": "What does the water do in winter?",
    }
    keys = ["quote", "spans", "question", "informant", "page", "link", "version"]
    assert list(cited)[-len(keys) :] == keys
    assert cited["version"] == hashlib.sha256(TALK.encode()).hexdigest()[:12]
    assert " ".join(TALK[start:end] for start, end in cited["spans"]) == cited["quote"]


def test_an_abstention_is_no_failure(whosaid: Whosaid) -> None:
    ended = whosaid("ask", "Which violin did the astronaut play?", "--json")
    outcome = said(ended)
    assert (ended.code, outcome["kind"], outcome["claims"]) == (0, "abstention", [])
    assert outcome["reason"]
    assert outcome["text"]


def test_the_index_is_made_with_progress_on_standard_error_once(whosaid: Whosaid) -> None:
    assert "Indexing lock.txt" in whosaid("search", WATER, "--json").err
    assert whosaid("search", WATER, "--json").err == ""


@pytest.mark.parametrize("before", [True, False])
def test_folders_are_taken_before_and_after_the_command(
    whosaid: Whosaid, folder: Path, *, before: bool
) -> None:
    (folder / "seeds").rename(folder / "elsewhere")
    folders = ["--sources", "elsewhere", "--data", "kept"]
    ended = whosaid(*folders, "search", WATER) if before else whosaid("search", WATER, *folders)
    assert ended.code == 0
    assert (folder / "kept" / "index").is_dir()
    assert not (folder / "data").exists()


def test_search_prints_the_contract_s_results_best_first(whosaid: Whosaid) -> None:
    found = said(whosaid("search", WATER, "--json", "--limit", "2"))
    assert list(found) == ["id", "question", "results"]
    assert 1 <= len(found["results"]) <= 2
    best = found["results"][0]
    assert list(best) == ["source", "speaker", "role", "turn", "line", "time", "text", "score"]
    assert best["speaker"] == "Olaf Tender"


def test_search_keeps_to_a_speaker_called_by_part_of_the_name(whosaid: Whosaid) -> None:
    found = said(whosaid("search", "the gate", "--speaker", "olaf", "--json"))
    assert {result["speaker"] for result in found["results"]} == {"Olaf Tender"}


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("",), "empty"),
        (("x" * 5000,), "5,000"),
        (("🙂🙂",), "no words"),
        (("\udcff",), "UTF-8"),
        ((WATER, "--speaker", "Nemo"), "Nemo"),
        ((WATER, "--source", "nowhere"), "nowhere"),
        ((WATER, "--batch", "-"), "--batch"),
        ((), "--batch"),
        (("--batch", "nothing.jsonl"), "nothing.jsonl"),
        ((WATER, "--sources", "nowhere"), "--sources"),
        ((WATER, "--nonsense"), "--nonsense"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    whosaid: Whosaid, command: str, arguments: tuple[str, ...], told: str
) -> None:
    whosaid("search", "water")
    ended = whosaid(command, *arguments, "--json")
    assert told in sentence(ended)
    assert ended.code == 2


@pytest.mark.parametrize(
    ("name", "value"), [("OPEN_CHANNELS", "general"), ("LOG_LEVEL", "loud"), ("DENSE_WEIGHT", "7")]
)
def test_a_wrong_setting_is_named_and_not_repeated(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = whosaid("search", WATER)
    assert name in sentence(ended)
    assert value not in ended.err
    assert ended.code == 2


def test_a_folder_that_holds_no_text_is_named(whosaid: Whosaid, folder: Path) -> None:
    (folder / "seeds" / "lock.txt").write_bytes(b"\0\1\2")
    ended = whosaid("ask", WATER)
    assert "lock.txt" in sentence(ended)
    assert ended.code == 2


def test_what_breaks_on_our_side_is_one_sentence_that_says_how_to_see_more(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("what a person typed")

    whosaid("search", WATER)
    monkeypatch.setattr("bot.commands.search.search_result", broken)
    ended = whosaid("search", WATER)
    assert (ended.code, "LOG_LEVEL=DEBUG" in sentence(ended)) == (1, True)
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    traced = whosaid("search", WATER)
    assert "in broken" in traced.err
    assert "what a person typed" not in traced.err


def test_sources_are_listed_and_shown(whosaid: Whosaid) -> None:
    assert "lock" in whosaid("sources", "list").out
    shown = whosaid("sources", "show", "lock")
    assert "nine barges" in " ".join(shown.out.split())
    missing = whosaid("sources", "show", "key")
    assert (missing.code, "lock" in sentence(missing)) == (2, True)


def test_a_file_is_checked_without_storing_anything(whosaid: Whosaid, folder: Path) -> None:
    checked = whosaid("sources", "check", str(folder / "seeds" / "lock.txt"))
    assert checked.code == 0
    assert "Ines Marrow" in checked.out
    assert "[[speakers]]" in checked.out
    assert not (folder / "data").exists()
    assert whosaid("sources", "check", "nothing.txt").code == 2


def test_the_version_is_told(whosaid: Whosaid) -> None:
    assert whosaid("--version").out.startswith("whosaid 0.")


def test_help_and_refusals_load_nothing_heavy() -> None:
    heavy = "{'discord', 'llama_index', 'sqlalchemy', 'onnxruntime', 'openai'}"
    code = (
        "import sys\nfrom bot.cli import main\n"
        f"try: main(sys.argv[1:])\nfinally: assert not {heavy} & set(sys.modules)\n"
    )
    for arguments, expected in (("--help",), 0), (("ask", " "), 2), (("run", "--nonsense"), 2):
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, check=False
        )
        assert ended.returncode == expected, ended.stderr.decode()
