from pathlib import Path

import pytest

from index import sources
from index.errors import SidecarError, SourceError
from index.sources import find_sources, locate_source, read_source

TALK = "ANA: One?\nBEN: Two.\nANA: Three?\nBEN: Four.\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_a_folder_is_read_whole_and_each_source_finds_its_sidecar(tmp_path: Path) -> None:
    write(tmp_path, b_txt=TALK, b_toml='id = "zebra"', deep__a_md=TALK)
    assert [(file.id, file.path.name, file.sidecar is not None) for file in find_sources(tmp_path)] == [
        ("a", "a.md", False),
        ("zebra", "b.txt", True),
    ]


def test_what_is_hidden_or_about_the_folder_is_no_source(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TALK, _hidden_txt=TALK, _git__config="x", README_md="x", LICENSE="x")
    assert [file.id for file in find_sources(tmp_path)] == ["a"]


def test_a_source_is_read_with_its_sidecar(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TALK, a_toml='title = "A talk"')
    assert read_source(find_sources(tmp_path)[0]).transcript.title == "A talk"


def test_two_sources_of_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TALK, deep__a_md=TALK)
    with pytest.raises(SourceError, match=r"a\.md: It has the same id as a\.txt, “a”\."):
        find_sources(tmp_path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\0\0", "not text"),
        (b"ANA: caf\xe9\n", "not UTF-8"),
        ("ANA: Two".encode("utf-16-le"), "not text"),
        (b"WEBVTT\n\n", "It holds no cues"),
        (b"<!DOCTYPE html>", "page holds no words"),
        (b"  \n\n", "Nobody says anything"),
    ],
)
def test_a_file_that_is_no_transcript_is_refused_with_what_to_do(
    tmp_path: Path, data: bytes, message: str
) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(SourceError, match=r"^a\.txt") as error:
        read_source(find_sources(tmp_path)[0])
    assert message in str(error.value)


def test_a_missing_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        find_sources(tmp_path / "none")
    with pytest.raises(SourceError, match="holds no sources"):
        find_sources(tmp_path)


def test_a_sidecar_without_its_source_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TALK, b_toml="")
    with pytest.raises(SidecarError, match=r"b\.toml: It stands beside no source"):
        find_sources(tmp_path)


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LARGEST_SOURCE", 10)
    write(tmp_path, a_txt=TALK)
    with pytest.raises(SourceError, match="Split it"):
        find_sources(tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.txt: There is no such file"):
        locate_source(tmp_path / "none.txt")
