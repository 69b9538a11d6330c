from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sparse import copy_sparse


@given(content=st.binary(max_size=3_000_000))
def test_a_copy_has_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("copy")
    (folder / "a").write_bytes(content)
    copy_sparse(str(folder / "a"), str(folder / "b"))
    assert (folder / "b").read_bytes() == content


def test_holes_stay_holes(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        for place in (0, 50_000_000):
            file.seek(place)
            file.write(b"words")
        file.truncate(200_000_000)
    copy_sparse(str(tmp_path / "a"), str(tmp_path / "b"))
    held = (tmp_path / "b").stat()
    assert held.st_size == 200_000_000
    assert held.st_blocks * 512 < 1_000_000
    with (tmp_path / "b").open("rb") as file:
        file.seek(50_000_000)
        assert file.read(6) == b"words\0"
