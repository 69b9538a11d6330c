"""A list of sources: whose each is, what is wrong with some, and nothing that is empty."""

import io
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from bot.terminal.listing import Listed, Origin, show_listed
from index.sidecar import parse_sidecar
from index.transcripts import read_transcript
from index.types import Transcript

TALK = b"Marta: Rust.\n\nPiet: I said so.\n\nMarta: No.\n\nPiet: Yes, it was rust.\n"
DAY = 86_400.0


def rows(*listed: Listed) -> list[list[str]]:
    console = Console(width=140, file=io.StringIO(), record=True)
    console.print(show_listed(listed))
    lines = console.export_text().splitlines()
    return [[cell.strip() for cell in line.strip("│┃").replace("┃", "│").split("│")] for line in lines]


def said(sidecar: str = "") -> Transcript:
    return read_transcript(TALK, "talk.txt", parse_sidecar(sidecar, Path("talk.toml"))).transcript


def test_a_source_is_listed_with_who_speaks_whose_it_is_and_when_it_changed() -> None:
    told = rows(
        Listed(id="talk", origin=Origin.FOLDER, changed_at=DAY, transcript=said()),
        Listed(id="added", origin=Origin.SHELF, changed_at=2 * DAY, transcript=said()),
        Listed(id="theirs", origin=Origin.SHELF, changed_at=2 * DAY, transcript=said(), server=7),
    )

    assert told[1] == ["Source", "Title", "Speakers", "Words", "From", "Changed"]
    assert told[3] == ["talk", "talk", "Marta (2), Piet (2)", "9", "folder", "1970-01-02"]
    assert [row[4] for row in told[3:6]] == ["folder", "added", "server 7"]


def test_what_only_some_say_has_a_column_and_others_a_dash() -> None:
    licensed = said('licence = "CC0"\nservers = [7]')
    told = rows(
        Listed(id="one", origin=Origin.FOLDER, changed_at=0, transcript=licensed),
        Listed(id="two", origin=Origin.FOLDER, changed_at=0, transcript=said()),
    )

    assert told[1][4:] == ["Licence", "From", "Changed", "Answered in"]
    assert (told[3][4], told[3][7]) == ("CC0", "server 7")
    assert (told[4][4], told[4][7]) == ("—", "every server")


def test_what_is_wrong_is_said_under_the_table() -> None:
    bad = Listed(id="bad.txt", origin=Origin.FOLDER, changed_at=0, trouble="bad.txt: It is a picture.")
    late = Listed(id="late", origin=Origin.SHELF, changed_at=0, transcript=said(), state="waiting")
    told = rows(bad, late)

    assert told[-2:] == [["• bad.txt: It is a picture."], ["Not in the index yet: late."]]
    assert rows(replace(late, state="made"))[-1] != told[-1]
