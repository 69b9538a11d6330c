import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.vectors import KeptVectors
from tests.index.fakes import HashModel, hash_embedding

TEXTS = ["Who mended the pier?", "The council did.", "Herring is sold on Fridays."]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vectors.sqlite"


def embedded(path: Path, source: str, texts: list[str], *, settled: set[str] | None = None) -> list[str]:
    """Return what a model was asked for; the vectors it stands for are always right."""
    model = HashModel()
    with KeptVectors(path) as kept:
        vectors = kept.embed(source, texts, hash_embedding(model))
        if settled is not None:
            kept.settle(settled)
    np.testing.assert_array_equal(vectors, HashModel().embed(texts))
    return model.embedded


def test_a_text_is_embedded_once_whoever_holds_it(path: Path) -> None:
    assert embedded(path, "harbour", [*TEXTS, TEXTS[0]]) == TEXTS
    assert embedded(path, "harbour", TEXTS) == []
    assert embedded(path, "library", ["A book.", *reversed(TEXTS)]) == ["A book."]


def test_no_texts_have_no_vectors(path: Path) -> None:
    assert embedded(path, "harbour", []) == []


def test_another_model_has_vectors_of_its_own(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded(path, "harbour", TEXTS)
    monkeypatch.setattr("index.embedding.WEIGHTS_SHA256", "f" * 64)
    assert embedded(path, "harbour", TEXTS) == TEXTS


def test_what_one_source_lets_go_of_another_keeps(path: Path) -> None:
    embedded(path, "harbour", TEXTS)
    embedded(path, "library", TEXTS[:2], settled={"library"})
    assert embedded(path, "library", TEXTS) == TEXTS[2:]


def test_a_text_that_its_source_no_longer_holds_is_let_go_of(path: Path) -> None:
    embedded(path, "harbour", TEXTS)
    embedded(path, "harbour", TEXTS[1:], settled={"harbour"})
    assert embedded(path, "harbour", TEXTS) == TEXTS[:1]


def test_a_source_that_was_not_read_anew_keeps_all(path: Path) -> None:
    embedded(path, "harbour", TEXTS)
    embedded(path, "library", ["A book."], settled={"harbour", "library"})
    assert embedded(path, "harbour", TEXTS) == []


def test_texts_noted_without_a_model_keep_their_vectors(path: Path) -> None:
    embedded(path, "harbour", TEXTS)
    with KeptVectors(path) as kept:
        kept.note("harbour", TEXTS[:1])
        kept.settle({"harbour"})
    assert embedded(path, "harbour", TEXTS) == TEXTS[1:]


def test_what_is_let_go_of_is_not_on_the_disk_either(path: Path) -> None:
    embedded(path, "harbour", TEXTS + [f"Sentence {number}." for number in range(40)])
    vector = HashModel().embed(TEXTS[:1]).tobytes()
    assert vector in path.read_bytes()
    size = path.stat().st_size
    embedded(path, "library", ["A book."], settled={"library"})
    assert vector not in path.read_bytes()
    assert path.stat().st_size < size


def _overwrite(path: Path) -> None:
    path.write_bytes(b"no database at all" * 400)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scramble(path: Path) -> None:
    held = path.read_bytes()
    path.write_bytes(held[:4096] + b"\xff" * (len(held) - 4096))


@pytest.mark.parametrize("damage", [_overwrite, _cut, _scramble])
def test_a_damaged_file_is_made_anew(path: Path, damage: Callable[[Path], None]) -> None:
    texts = [f"Sentence {number}." for number in range(40)]
    embedded(path, "harbour", texts)
    damage(path)
    assert embedded(path, "harbour", texts, settled={"harbour"}) == texts
    assert embedded(path, "harbour", texts) == []


def test_a_vector_that_was_cut_is_made_again(path: Path) -> None:
    embedded(path, "harbour", TEXTS)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE vectors SET vector = x'00' WHERE rowid = 1")
    connection.close()
    assert embedded(path, "harbour", TEXTS) == TEXTS[:1]
    assert embedded(path, "harbour", TEXTS) == []


def test_a_file_that_may_not_be_written_is_no_damage(path: Path) -> None:
    embedded(path, "harbour", TEXTS)
    holder = sqlite3.connect(path)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.vectors._PATIENCE", 0.05)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            embedded(path, "harbour", TEXTS)
    holder.rollback()
    holder.close()
    assert embedded(path, "harbour", TEXTS) == []
