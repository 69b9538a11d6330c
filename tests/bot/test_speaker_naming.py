"""A name goes to whom it was given, is carried over where it holds, and is never made up."""

from pathlib import Path

import pytest

from bot.speaker_naming import NotANameError, NothingNamedError, carried, carry_over, rename_voice
from bot.understanding import Understood, kind_of, understand
from index.sidecar import Sidecar
from index.transcripts import read_transcript
from index.types import Role

SAMPLES = Path(__file__).parents[2] / "bot" / "demo" / "samples"
HALL = (SAMPLES / "market-hall.vtt").read_bytes()
UNKNOWN = "Unknown speaker 1"


def read(data: bytes, sidecar: Sidecar | None = None) -> tuple[Understood, Sidecar]:
    reading = read_transcript(data, "hall.vtt", sidecar)
    return understand(reading, file="hall.vtt", data=data), reading.understood


def names(data: bytes, sidecar: Sidecar) -> set[str]:
    return {voice.name for voice in read(data, sidecar)[0].voices}


def named(name: str = "") -> Sidecar:
    understood, sidecar = read(HALL)
    voice = next(one for one in understood.voices if one.unknown)
    return rename_voice(sidecar, understood, voice, name=name)


def test_who_is_unknown_stands_first_with_the_files_own_label() -> None:
    first = read(HALL)[0].voices[0]

    assert (first.name, first.label, first.unknown) == (UNKNOWN, "SPEAKER_01", True)


def test_a_name_holds_when_the_file_is_read_again() -> None:
    assert names(HALL, named(name="  Rosa   Lindt ")) == {"Nadia Ferro", "Rosa Lindt"}


def test_a_name_that_is_there_already_joins_the_two() -> None:
    assert names(HALL, named(name="nadia ferro")) == {"Nadia Ferro"}


@pytest.mark.parametrize("name", ["Speaker 2", "SPEAKER_07", "unknown speaker", "Unknown speaker 4"])
def test_what_programs_write_is_no_name(name: str) -> None:
    with pytest.raises(NotANameError):
        named(name=name)


def test_nothing_written_changes_nothing() -> None:
    with pytest.raises(NothingNamedError):
        named()


def test_of_another_role_alone_the_name_stays() -> None:
    understood, sidecar = read(HALL)
    said = rename_voice(sidecar, understood, understood.voices[0], role=Role.EDITOR)

    assert names(HALL, said) == {"Nadia Ferro", UNKNOWN}


def test_names_are_carried_over_by_their_labels_and_doubted() -> None:
    before = named(name="Rosa Lindt").model_copy(update={"title": "The hall", "date": "2026-05-14"})
    raw, understood = read(HALL)
    said = carry_over(before, raw, understood)

    assert names(HALL, said) == {"Nadia Ferro", "Rosa Lindt"}
    assert (said.title, said.date) == ("The hall", "2026-05-14")
    assert [voice.label for voice in carried(before, read(HALL, said)[0])] == ["SPEAKER_01"]


def test_who_does_not_speak_any_more_is_not_carried_over() -> None:
    before = named(name="Rosa Lindt")
    other = HALL.replace(b"SPEAKER_01", b"SPEAKER_02")
    said = carry_over(before, *read(other))

    assert "Rosa Lindt" not in names(other, said)
    assert carried(before, read(other, said)[0]) == ()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (HALL, "a.txt", "WebVTT"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHm.", "a.vtt", "SubRip"),
        (b'\xef\xbb\xbf {"segments": []}', "a.txt", "JSON"),
        (b"PK\x03\x04", "a.txt", "DOCX"),
        (b"%PDF-1.7", "a", "PDF"),
        (b"<!DOCTYPE html><p>", "a", "HTML"),
        (b"# A talk", "a.MD", "Markdown"),
        (b"Ann: yes.", "a.vtt", "text"),
    ],
)
def test_a_format_is_known_by_its_content(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind
