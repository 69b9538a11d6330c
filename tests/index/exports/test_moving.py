"""An index exported from one engine and imported into another: complete, checked, all or nothing."""

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryMode

from index.errors import ExportError, IndexingError, IndexInUseError
from index.exports.exporting import About, export_index
from index.exports.importing import import_index, look_through
from index.exports.packed import packing, read_parts
from index.library import Library, open_with
from index.making import making_of
from index.manifest import read_manifest
from index.placing import Placing
from index.progress import Silent
from index.retriever import Query
from index.server import ServerSettings
from index.settings import IndexSettings
from tests.index.fakes import HashModel, hash_embedding
from tests.index.interviews import HARBOUR, LIBRARY, settings_for, write_sources
from tests.index.stores.served import Fault, Served, serving

QUESTION = Query(text="Who paid for the new ropes?")
SERVER = ServerSettings(collection="whosaid-test", timeout=2)
VOWELS = ("ba", "ce", "di", "fo", "gu", "ha", "je")
MOVED = int(os.environ.get("MOVED", "150"))
"""How many passages the two engines are compared over; `poe stress` takes 2,000, and 1,000 questions."""


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path) -> IndexSettings:
    write_sources(tmp_path / "sources", harbour=HARBOUR, library=LIBRARY)
    return settings_for(tmp_path)


@pytest.fixture
def exported(settings: IndexSettings, tmp_path: Path) -> Path:
    open_it(settings).close()
    export(settings, tmp_path / "index.whosaid")
    return tmp_path / "index.whosaid"


def open_it(settings: IndexSettings, model: HashModel | None = None) -> Library:
    return open_with(settings, hash_embedding(model), None, progress=Silent(), patience=0.1)


def export(settings: IndexSettings, file: Path) -> About:
    return export_index(settings, file, told=quiet, patience=0.1)


def bring(settings: IndexSettings, file: Path, *, replace_it: bool = False) -> About:
    making = making_of(settings, hash_embedding())
    return import_index(settings, making, file, replace_it=replace_it, told=quiet, patience=0.1)


def quiet(done: int, total: int) -> None:
    assert 0 < done <= total


def elsewhere(settings: IndexSettings, tmp_path: Path, url: str | None = None) -> IndexSettings:
    data = tmp_path / "elsewhere"
    return replace(settings, data=data, store_url=url or f"edge:{data / 'index'}", server=SERVER)


def rewrite(file: Path, changed: dict[str, bytes]) -> Path:
    """Write an export anew, whole as a file, with other parts in it."""
    parts = {part.name: part.read() for part in read_parts(file)}
    other = file.with_name("other.whosaid")
    with packing(other) as writer:
        for name, content in {**parts, **changed}.items():
            writer.write(name, content)
    return other


def test_an_index_is_complete_elsewhere_without_embedding_anything(
    settings: IndexSettings, exported: Path, tmp_path: Path
) -> None:
    there = elsewhere(settings, tmp_path)
    assert bring(there, exported).passages > 0
    model = HashModel()
    with open_it(there, model) as library, open_it(settings) as before:
        assert model.embedded == []
        assert library.corpus.sources() == before.corpus.sources()
        assert library.retriever.retrieve(QUESTION) == pytest.approx(before.retriever.retrieve(QUESTION))


def test_a_server_holds_after_an_import_what_the_folder_held(
    settings: IndexSettings, exported: Path, tmp_path: Path, served: Served
) -> None:
    there = elsewhere(settings, tmp_path, served.url)
    bring(there, exported)
    [name] = [one.name for one in served.client.get_collections().collections]
    assert name == Placing(settings=there).collection(making_of(there, hash_embedding()))
    assert served.client.count(name).count == look_through(exported).passages


def test_it_goes_back_the_same_way(
    settings: IndexSettings, exported: Path, tmp_path: Path, served: Served
) -> None:
    there = elsewhere(settings, tmp_path, served.url)
    bring(there, exported)
    back = tmp_path / "back.whosaid"
    export(there, back)
    assert points(back) == points(exported)


def points(file: Path) -> list[dict[str, object]]:
    held = b"\n".join(part.read() for part in read_parts(file) if part.name.startswith("points/"))
    return [json.loads(line)["payload"] for line in held.splitlines()]


@pytest.mark.parametrize("mode", [VectorStoreQueryMode.DEFAULT, VectorStoreQueryMode.SPARSE])
def test_exact_search_on_both_sides_gives_the_same_ten_up_to_ties(
    tmp_path: Path, served: Served, mode: VectorStoreQueryMode
) -> None:
    chance = np.random.default_rng(3)
    write_sources(tmp_path / "sources", talk=invented_talk(chance, MOVED))
    settings = settings_for(tmp_path)
    open_it(settings).close()
    export(settings, tmp_path / "x")
    there = elsewhere(settings, tmp_path, served.url)
    assert bring(there, tmp_path / "x").passages >= MOVED
    making = making_of(settings, hash_embedding())
    places = [Placing(settings=one) for one in (settings, there)]
    stores = [place.open_store(place_generation(place), making) for place in places]
    with closing(stores[0]) as embedded, closing(stores[1]) as server:
        for _ in range(MOVED // 2):
            words = say(chance, 6)
            query = VectorStoreQuery(
                query_str=words,
                query_embedding=HashModel().embed([words])[0].tolist(),
                similarity_top_k=10,
                mode=mode,
            )
            one, other = embedded.find(query), server.find(query)
            assert [hit.score for hit in other] == pytest.approx([hit.score for hit in one], abs=1e-4)
            # What differs has the score of the last: which of several equal ones are the ten is chance.
            apart = {hit.id for hit in one} ^ {hit.id for hit in other}
            ties = {hit.id for hit in (*one, *other) if hit.score == pytest.approx(one[-1].score, abs=1e-4)}
            assert apart <= ties


def say(chance: np.random.Generator, words: int) -> str:
    """Return words as they are spoken: few are frequent, most are rare."""
    return " ".join(f"{VOWELS[number % 7]}{number}x" for number in np.minimum(chance.zipf(1.3, words), 3000))


def invented_talk(chance: np.random.Generator, answers: int) -> str:
    turns = (
        f"The Harbour Post: {say(chance, 8)}?\n\nMara Venn: {say(chance, 40)}. {say(chance, 40)}."
        for _ in range(answers)
    )
    return "\n\n".join(turns)


def place_generation(place: Placing):  # noqa: ANN201 - the folder's own type
    folder = place.take(patience=0)
    try:
        manifest = read_manifest(folder.path)
        assert manifest is not None
        return folder.generation(manifest.generation)
    finally:
        folder.release()


def test_an_index_that_is_there_is_replaced_only_on_request(settings: IndexSettings, exported: Path) -> None:
    with pytest.raises(ExportError, match="say --replace"):
        bring(settings, exported)
    before = read_manifest(settings.data / "index")
    bring(settings, exported, replace_it=True)
    after = read_manifest(settings.data / "index")
    assert before is not None
    assert after is not None
    assert before.generation != after.generation
    assert len(list((settings.data / "index").glob("g-*"))) == 1


def test_an_open_index_is_neither_exported_nor_replaced(
    settings: IndexSettings, exported: Path, tmp_path: Path
) -> None:
    with open_it(settings):
        with pytest.raises(IndexInUseError):
            export(settings, tmp_path / "y")
        with pytest.raises(IndexInUseError):
            bring(settings, exported, replace_it=True)
    assert not (tmp_path / "y").exists()


def test_no_index_is_no_export(settings: IndexSettings, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="There is no index"):
        export(settings, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_an_export_made_otherwise_is_refused(settings: IndexSettings, exported: Path, tmp_path: Path) -> None:
    other = replace(elsewhere(settings, tmp_path), passage_words=40)
    with pytest.raises(ExportError, match="was made otherwise"):
        bring(other, exported)


def broken(exported: Path) -> dict[str, bytes]:
    parts = {part.name: part.read() for part in read_parts(exported)}
    about = json.loads(parts["about.json"])
    return {
        "newer": json.dumps({**about, "layout": 2}).encode(),
        "more": json.dumps({**about, "passages": about["passages"] + 1}).encode(),
        "none": b"{}",
    }


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("newer", "of another version"), ("more", "does not hold all"), ("none", "of another version")],
)
def test_an_export_that_is_not_what_it_says_is_refused_before_anything_is_touched(
    settings: IndexSettings, exported: Path, tmp_path: Path, kind: str, sentence: str
) -> None:
    file = rewrite(exported, {"about.json": broken(exported)[kind]})
    with pytest.raises(ExportError, match=sentence):
        bring(elsewhere(settings, tmp_path), file)
    assert not (tmp_path / "elsewhere").exists()


def test_a_cut_export_is_refused_before_anything_is_touched(
    settings: IndexSettings, exported: Path, tmp_path: Path
) -> None:
    raw = gzip.decompress(exported.read_bytes())
    exported.write_bytes(gzip.compress(raw[: len(raw) // 2]))
    with pytest.raises(ExportError, match="cut short"):
        bring(elsewhere(settings, tmp_path), exported)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("end", ["/points", "/points/scroll", "/points/count"])
def test_a_server_that_fails_halfway_holds_nothing_and_no_index_is_there(
    settings: IndexSettings, exported: Path, tmp_path: Path, served: Served, end: str
) -> None:
    there = elsewhere(settings, tmp_path, served.url)
    served.faults.append(Fault(status=422, body=b"no", end=end, times=1))
    with pytest.raises(IndexingError):
        bring(there, exported)
    assert (
        sum(served.client.count(one.name).count for one in served.client.get_collections().collections) == 0
    )
    assert read_manifest(Placing(settings=there).path) is None
    bring(there, exported)


def test_passages_that_do_not_arrive_as_they_are_end_it(
    settings: IndexSettings, exported: Path, tmp_path: Path, served: Served
) -> None:
    served.faults.append(
        Fault(body=b'{"result": {"operation_id": 1, "status": "completed"}}', end="/points", times=1)
    )
    with pytest.raises(ExportError, match="did not arrive"):
        bring(elsewhere(settings, tmp_path, served.url), exported)


def test_a_collection_with_passages_in_it_is_left_alone(
    settings: IndexSettings, exported: Path, tmp_path: Path, served: Served
) -> None:
    bring(elsewhere(settings, tmp_path, served.url), exported)
    again = replace(elsewhere(settings, tmp_path, served.url), data=tmp_path / "third")
    with pytest.raises(ExportError, match="holds passages already"):
        bring(again, exported)
    [one] = served.client.get_collections().collections
    assert served.client.count(one.name).count == look_through(exported).passages
