"""A packed file is whole, or is refused."""

import gzip
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ExportError
from index.exports.packed import packing, read_parts


def pack(path: Path, parts: dict[str, bytes]) -> Path:
    with packing(path) as writer:
        for name, content in parts.items():
            writer.write(name, content)
    return path


def test_parts_come_back_as_they_were_in_order(tmp_path: Path) -> None:
    parts = {"a": b"one", "b": b"", "c/000": b"\0" * 3_000_000}
    held = pack(tmp_path / "x", parts)
    assert {part.name: part.read() for part in read_parts(held)} == parts


def test_a_part_that_is_not_read_is_checked_all_the_same(tmp_path: Path) -> None:
    held = pack(tmp_path / "x", {"a": b"one", "b": b"two"})
    assert [part.name for part in read_parts(held)] == ["a", "b"]


def test_a_part_can_go_into_a_file(tmp_path: Path) -> None:
    [part] = read_parts_once(pack(tmp_path / "x", {"a": b"one" * 999}), tmp_path / "out")
    assert part == "a"
    assert (tmp_path / "out").read_bytes() == b"one" * 999


def read_parts_once(path: Path, out: Path) -> list[str]:
    names: list[str] = []
    for part in read_parts(path):
        part.copy_to(out)
        names.append(part.name)
    return names


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(ExportError, match="choose another name"):
        pack(tmp_path / "x", {})
    assert (tmp_path / "x").read_text() == "mine"


def test_what_fails_halfway_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(TypeError), packing(tmp_path / "x") as writer:
        writer.write("a", None)  # pyright: ignore[reportArgumentType] - what must not be
    assert list(tmp_path.iterdir()) == []


def test_no_folder_and_no_file_are_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        pack(tmp_path / "nowhere" / "x", {})
    with pytest.raises(ExportError, match="There is no file"):
        list(read_parts(tmp_path / "x"))


@given(cut=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_short_anywhere_is_refused(tmp_path_factory: pytest.TempPathFactory, cut: float) -> None:
    path = pack(tmp_path_factory.mktemp("cut") / "x", {"a": b"one" * 500, "b": b"two"})
    held = path.read_bytes()
    path.write_bytes(held[: int(len(held) * cut)])
    with pytest.raises(ExportError, match="damaged, cut short"):
        list(read_parts(path))


@given(place=st.integers(0, 1023), change=st.integers(1, 255))
def test_a_changed_byte_is_refused(tmp_path_factory: pytest.TempPathFactory, place: int, change: int) -> None:
    path = pack(tmp_path_factory.mktemp("changed") / "x", {"a": bytes(range(256)) * 4})
    raw = bytearray(gzip.decompress(path.read_bytes()))
    raw[512 + place] ^= change
    path.write_bytes(gzip.compress(bytes(raw)))
    with pytest.raises(ExportError, match="damaged"):
        list(read_parts(path))


def test_another_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Mara")
    with tarfile.open(tmp_path / "x", "w:gz") as tar:
        tar.add(tmp_path / "letter.txt", "letter.txt")
    with pytest.raises(ExportError, match="damaged"):
        list(read_parts(tmp_path / "x"))


def test_a_part_too_large_to_hold_is_not_held(tmp_path: Path) -> None:
    held = pack(tmp_path / "x", {"a": b"\0" * (64 * 1024 * 1024 + 1)})
    with pytest.raises(ExportError, match="too large"):
        next(read_parts(held)).read()
