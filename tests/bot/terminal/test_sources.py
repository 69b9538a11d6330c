import io
from dataclasses import replace
from pathlib import Path

from rich.console import Console, RenderableType

from bot.terminal.sources import (
    check_file,
    propose_sidecar,
    show_check,
    show_proposal,
    show_turns,
    write_time,
)
from index.catalogue import SourceEntry
from index.sidecar import parse_sidecar
from index.types import Seconds

TALK = """\
With Marta Okafor and Piet van Dijk.

Why did it fall?

Marta: Rust [again].

Piet: I said so. [Note: He did.]

Could it fall again?

Piet: Yes.

Marta: No.

Nobody: was that you?
"""


def shown(renderable: RenderableType) -> str:
    console = Console(width=100, file=io.StringIO(), record=True)
    console.print(renderable)
    return console.export_text()


def talk(folder: Path) -> Path:
    path = folder / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


def test_a_check_shows_who_speaks_how_often_and_what_is_doubtful(tmp_path: Path) -> None:
    text = shown(show_check(check_file(talk(tmp_path))))
    assert "3 questions, 4 answers, 1 narration, 1 note." in text
    assert [line.split("│")[1:5] for line in text.splitlines() if "Marta Okafor" in line]
    assert "line 15: “Nobody:” looks like a label" in text


def test_words_in_square_brackets_are_shown_as_they_stand(tmp_path: Path) -> None:
    turns = check_file(talk(tmp_path)).transcript.turns
    entry = SourceEntry(id="talk", title="[bold]A talk[/bold]", sha256="", turns=len(turns), speakers=())
    text = shown(show_turns(entry, turns))
    assert "Rust [again]." in text
    assert "[bold]A talk[/bold]" in text
    assert "Piet van Dijk  guest · answer · turn 3 · line 7" in text


def test_what_is_skipped_is_shown_once_with_all_its_lines(tmp_path: Path) -> None:
    path = talk(tmp_path)
    path.write_text(TALK.replace("Marta:", "FotoMarta:"), "utf-8")
    (tmp_path / "talk.toml").write_text('skip = ["Foto"]\n', "utf-8")
    assert [
        line
        for line in shown(show_check(check_file(path))).splitlines()
        if "Foto" in line and "5, 13" in line
    ]


def test_the_proposed_sidecar_reads_the_file_the_same_way(tmp_path: Path) -> None:
    path = talk(tmp_path)
    guessed = check_file(path)
    (tmp_path / "talk.toml").write_text(propose_sidecar(guessed), "utf-8")
    assert check_file(path).transcript == guessed.transcript


def test_a_proposal_keeps_any_words(tmp_path: Path) -> None:
    path = talk(tmp_path)
    (tmp_path / "talk.toml").write_text('title = "a \\"b\\" \\\\ \\u0007 \\u007f ü"\n', "utf-8")
    reading = check_file(path)
    assert parse_sidecar(propose_sidecar(reading), path) == reading.understood
    assert "saved as talk.toml" in shown(show_proposal(reading, path))


def test_times_are_written_as_people_do() -> None:
    assert write_time(Seconds(724.6, 3671)) == "12:04–1:01:11"


def test_whose_a_source_is_is_shown_where_it_is_not_everybodys(tmp_path: Path) -> None:
    path = talk(tmp_path)
    path.with_suffix(".toml").write_text("servers = [7]\nage_restricted = true\n", "utf-8")
    reading = check_file(path)
    where = "server 7, age-restricted channels alone"
    assert f"Answered in {where}." in shown(show_check(reading))
    assert parse_sidecar(propose_sidecar(reading), path) == reading.understood
    assert where in shown(show_turns(reading.transcript, ()))
    assert "no server" in shown(show_turns(replace(reading.transcript, servers=frozenset()), ()))
