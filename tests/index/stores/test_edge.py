"""What is Qdrant Edge's own: a folder that one process owns, and what can go wrong with it."""

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryMode

from index.errors import IndexFolderError, IndexInUseError, IndexMismatchError
from index.stores import PassageStore, StoreShape, open_store
from index.stores.edge_folder import engine_failures
from tests.index.stores.corpus import SAMPLES, SHAPE

ROOT = Path(__file__).parents[3]
NEAREST = VectorStoreQuery(query_embedding=[1, 0, 0, 0])
BY_WORDS = VectorStoreQuery(query_str="ropes", mode=VectorStoreQueryMode.SPARSE)


class Usage(NamedTuple):
    """What `shutil.disk_usage` tells."""

    total: int
    used: int
    free: int


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def url(folder: Path) -> str:
    return f"edge:{folder}"


@pytest.fixture
def written(url: str) -> str:
    with closing(open_store(url, create=SHAPE)) as store:
        store.add([sample.node() for sample in SAMPLES])
    return url


@contextmanager
def other_process(url: str, *batches: str) -> Generator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.index.stores.adding", url, *batches]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own module
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def usage(path: Path) -> Usage:
        assert path.exists()
        return Usage(total=10**12, used=10**12 - 10**6, free=10**6)

    monkeypatch.setattr(shutil, "disk_usage", usage)


def test_a_store_in_use_by_another_process_is_refused_and_free_once_that_died(url: str) -> None:
    with (
        other_process(url, "0"),
        pytest.raises(IndexInUseError, match=r"in use by another process; stop that one"),
    ):
        open_store(url)
    open_store(url).close()


def test_a_store_opened_twice_is_refused(written: str) -> None:
    with closing(open_store(written)), pytest.raises(IndexInUseError):
        open_store(written)


def test_what_was_acknowledged_survives_a_kill_in_the_middle_of_adding(url: str) -> None:
    with other_process(url) as process:
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(4)][-1]
    with closing(open_store(url)) as store:
        assert store.count() >= acknowledged
        assert len(store.get_nodes()) == store.count()
        assert store.find(NEAREST)
        assert store.find(BY_WORDS)


def test_a_folder_that_is_not_there_is_not_made_by_looking(folder: Path, url: str) -> None:
    with pytest.raises(IndexFolderError, match="There is no index"):
        open_store(url)
    assert not folder.exists()


def test_a_folder_of_something_else_is_no_index(folder: Path, url: str) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Mara")
    with pytest.raises(IndexFolderError, match="no whole index"):
        open_store(url)
    assert (folder / "letter.txt").read_text() == "Dear Mara"


def test_a_half_written_store_is_refused_and_made_anew(folder: Path, written: str) -> None:
    (folder / "store.json").unlink()
    with pytest.raises(IndexFolderError, match=r"no whole index .* run again"):
        open_store(written)
    with closing(open_store(written, create=SHAPE)) as store:
        assert store.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"engine": "qdrant-edge 0.8.0"},
        {"new": 1},
    ],
)
def test_a_store_of_another_version_is_refused(folder: Path, written: str, change: dict[str, object]) -> None:
    made = folder / "store.json"
    made.write_text(json.dumps({**json.loads(made.read_text()), **change}))
    with pytest.raises(IndexMismatchError, match="another version"):
        open_store(written)


@pytest.mark.parametrize(
    ("pattern", "keep"),
    [("edge_config.json", 30), ("segment.json", 30), ("status.dat", 0), ("segments", None)],
    ids=["bad settings", "bad segment", "a panic of the engine", "no segments"],
)
def test_a_damaged_store_is_refused_again_and_again(
    folder: Path, written: str, pattern: str, keep: int | None
) -> None:
    for path in sorted((folder / "shard").rglob(pattern)):
        if keep is None:
            shutil.rmtree(path)
            (folder / "shard" / "edge_config.json").unlink()
        else:
            path.write_bytes(path.read_bytes()[:keep])
    for _ in range(2):
        with pytest.raises(IndexFolderError, match="is damaged; delete that folder and run again"):
            open_store(written)


def test_a_full_disk_is_said_before_anything_is_written(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_store(written)) as store:
        fill_disk(monkeypatch)
        for write in (store.clear, store.optimize, lambda: store.add([SAMPLES[0].node()])):
            with pytest.raises(IndexFolderError, match="is full; free some space and run again"):
                write()
        assert store.count() == len(SAMPLES)
        assert store.find(NEAREST)


def test_a_store_on_a_full_disk_still_answers_but_none_is_made_there(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_disk(monkeypatch)
    with closing(open_store(written)) as store:
        assert store.find(NEAREST)
    with pytest.raises(IndexFolderError, match="is full"):
        open_store(f"edge:{tmp_path / 'other'}", create=SHAPE)
    monkeypatch.undo()
    open_store(f"edge:{tmp_path / 'other'}", create=SHAPE).close()


@pytest.mark.parametrize(
    ("raised", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "is full; free some space"),
        (Exception("Service runtime error: IO Error: No space left on device (os error 28)"), "is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "check the folder and its rights"),
        (Exception("Service runtime error: something new"), "is damaged"),
    ],
    ids=["disk", "disk, as the engine says it", "rights", "anything else of the engine"],
)
def test_what_fails_below_becomes_a_sentence(tmp_path: Path, raised: Exception, sentence: str) -> None:
    with pytest.raises(IndexFolderError, match=sentence) as caught, engine_failures(tmp_path):
        raise raised
    assert caught.value.__cause__ is raised


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), ValueError("ours"), IndexInUseError("in use")])
def test_what_is_not_the_engines_passes_unchanged(tmp_path: Path, raised: BaseException) -> None:
    with pytest.raises(type(raised)) as caught, engine_failures(tmp_path):
        raise raised
    assert caught.value is raised


USES: dict[str, Callable[[PassageStore], object]] = {
    "ask": lambda store: store.find(NEAREST),
    "add": lambda store: store.add([SAMPLES[0].node()]),
    "count": lambda store: store.count(),
    "read": lambda store: store.get_nodes(),
    "vectors": lambda store: store.vectors([SAMPLES[0].id]),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_closed_store_says_so(written: str, use: Callable[[PassageStore], object]) -> None:
    store = open_store(written)
    store.close()
    with pytest.raises(IndexFolderError, match="was closed"):
        use(store)


@pytest.mark.parametrize("url", ["", "edge:", "sqlite:x", "data/index"])
def test_an_unknown_store_says_what_to_set(url: str) -> None:
    with pytest.raises(IndexFolderError, match=r"no store known here; set STORE_URL=edge:"):
        open_store(url)


def test_a_shape_that_cannot_be_is_refused_before_anything_is_made(folder: Path, url: str) -> None:
    with pytest.raises(IndexMismatchError, match="klingon"):
        open_store(url, create=StoreShape(dense=4, average_words=9, language="klingon"))
    assert not (folder / "shard").exists()
    with ExitStack() as stack:
        stack.enter_context(closing(open_store(url, create=SHAPE)))
