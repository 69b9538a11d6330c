"""A shard is arranged beside the questions that are asked of it, and exchanged for the arranged one."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.vector_stores.types import VectorStoreQuery

from index.stores import PassageStore, StoreShape, open_store
from tests.index.stores.corpus import Sample

SHAPE = StoreShape(dense=64, average_words=5)


def sample(number: int, text: str = "Ropes held.") -> Sample:
    vector = np.random.default_rng(number).standard_normal(64)
    vector /= np.linalg.norm(vector)
    return Sample(name=f"p{number}", text=text, vector=vector.tolist(), speakers=["mara"])


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PassageStore]:
    monkeypatch.setattr("index.stores.edge_live._MANY", 300)
    with closing(open_store(f"edge:{tmp_path / 'store'}", create=SHAPE)) as store:
        store.add([sample(number).node() for number in range(400)])
        yield store


def shards(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "store").glob("shard*"))


def never() -> bool:
    return False


def test_an_arranged_shard_holds_what_was_written_meanwhile(
    store: PassageStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def arrange(*_: object) -> bool:
        # As it is while another process is at it.
        store.add([sample(number).node() for number in range(400, 700)])
        store.add([sample(3, "Steel held.").node()])
        store.delete_nodes([sample(number).node().node_id for number in range(100, 350)])
        assert store.count() == 450
        return True

    monkeypatch.setattr("index.stores.edge_live.Arranging.run", arrange)
    assert store.is_due()
    before = shards(tmp_path)
    store.tend(never)
    assert len(shards(tmp_path)) == 1
    assert shards(tmp_path) != before
    held = {node.node_id: node.get_content() for node in store.get_nodes()}
    wanted = [*range(100), *range(350, 700)]
    assert held == {
        sample(number).node().node_id: "Steel held." if number == 3 else "Ropes held." for number in wanted
    }
    store.close()
    with closing(open_store(f"edge:{tmp_path / 'store'}")) as again:
        assert again.count() == 450


def test_questions_are_answered_while_it_is_arranged(store: PassageStore, tmp_path: Path) -> None:
    tending = threading.Thread(target=store.tend, args=(never,))
    tending.start()
    asked = 0
    while tending.is_alive():
        query = VectorStoreQuery(query_embedding=sample(7).node().get_embedding())
        assert next(iter(store.rank_dense(query, 1))) == sample(7).node().node_id
        asked += 1
    assert asked > 10
    assert shards(tmp_path) != ["shard"]
    assert not store.is_due()


def test_arranging_that_is_stopped_leaves_the_shard_as_it_was(store: PassageStore, tmp_path: Path) -> None:
    store.tend(lambda: True)
    assert shards(tmp_path) == ["shard"]
    assert store.count() == 400
