"""A library whose vectors are at a server: its own corpus, a shared collection, and what can be missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from index.errors import EmbeddingError, IndexFolderError, IndexMismatchError, StoreError
from index.library import Library, check_settings, open_with
from index.placing import Placing
from index.progress import Silent
from index.retriever import Query
from index.server import ServerSettings
from index.settings import IndexSettings
from index.texts import Text
from index.vectors import Vectors
from tests.index.fakes import HashModel, hash_embedding
from tests.index.interviews import HARBOUR, LIBRARY, settings_for, write_sources
from tests.index.stores.served import KEY, Fault, Served, serving

ROPES = Query(text="Who paid for the new ropes?")
BOOKS = Query(text="How many books does the library lend?")


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, served: Served) -> IndexSettings:
    write_sources(tmp_path / "sources", harbour=HARBOUR, library=LIBRARY)
    return settings_for(tmp_path, store_url=served.url, server=ServerSettings(timeout=2))


def open_it(settings: IndexSettings, model: HashModel | None = None) -> Library:
    return open_with(settings, hash_embedding(model), None, progress=Silent(), patience=0.1)


def another(settings: IndexSettings, tmp_path: Path, name: str = "other") -> IndexSettings:
    """Return the settings of another process: it has a data folder of its own."""
    return replace(settings, data=tmp_path / name)


def found(library: Library, query: Query) -> set[str]:
    return {hit.passage.source for hit in library.retriever.retrieve(query)}


def collections(served: Served) -> dict[str, int]:
    names = [one.name for one in served.client.get_collections().collections]
    return {name: served.client.count(name).count for name in names}


def test_it_ranks_as_the_embedded_store_does(settings: IndexSettings, tmp_path: Path) -> None:
    embedded = replace(settings, data=tmp_path / "own", store_url=f"edge:{tmp_path / 'own' / 'index'}")
    with open_it(settings) as served, open_it(embedded) as own:
        for query in (ROPES, BOOKS):
            there, here = served.retriever.retrieve(query), own.retriever.retrieve(query)
            assert [hit.passage for hit in there] == [hit.passage for hit in here]
            assert [hit.score for hit in there] == pytest.approx([hit.score for hit in here], abs=1e-4)


def test_the_collection_is_named_for_how_the_index_is_made(settings: IndexSettings, served: Served) -> None:
    open_it(settings).close()
    open_it(replace(settings, passage_words=40)).close()
    open_it(settings).close()
    names = list(collections(served))
    assert len(names) == 2
    assert all(name.startswith("whosaid-") for name in names)


def test_opening_again_embeds_nothing_and_writes_nothing(settings: IndexSettings, served: Served) -> None:
    open_it(settings).close()
    served.asked.clear()
    model = HashModel()
    open_it(settings, model).close()
    assert model.embedded == []
    assert not [path for method, path, _ in served.asked if method == "PUT" and path.endswith("/points")]


def test_two_processes_share_the_collection(settings: IndexSettings, tmp_path: Path, served: Served) -> None:
    with open_it(settings) as one, open_it(another(settings, tmp_path)) as other:
        assert found(one, ROPES) == found(other, ROPES)
        [count] = collections(served).values()
        assert count == one.corpus.passage_count == other.corpus.passage_count


def test_what_another_process_added_is_not_found_before_this_one_knows_it(
    settings: IndexSettings, tmp_path: Path
) -> None:
    (settings.sources / "library.txt").rename(tmp_path / "library.txt")
    with open_it(settings) as early:
        (tmp_path / "library.txt").rename(settings.sources / "library.txt")
        with open_it(another(settings, tmp_path)) as late:
            assert "library" in found(late, BOOKS)
            assert found(early, BOOKS) <= {"harbour"}
            early.reconcile((), progress=Silent())
            assert "library" in found(early, BOOKS)


def test_a_source_that_goes_is_gone_at_the_server(settings: IndexSettings, served: Served) -> None:
    with open_it(settings) as library:
        before = collections(served)
        (settings.sources / "library.txt").unlink()
        library.reconcile((), progress=Silent())
        assert sum(collections(served).values()) < sum(before.values())
        assert found(library, BOOKS) <= {"harbour"}


@pytest.mark.parametrize("lost", ["all", "some"])
def test_what_a_server_lost_is_put_there_anew_without_embedding(
    settings: IndexSettings, served: Served, lost: str
) -> None:
    with open_it(settings) as library:
        count = library.corpus.passage_count
    [name] = collections(served)
    if lost == "all":
        served.client.delete_collection(name)
    else:
        points, _ = served.client.scroll(name, limit=1)
        served.client.delete(name, [point.id for point in points])
    model = HashModel()
    with open_it(settings, model) as library:
        assert model.embedded == []
        assert found(library, ROPES) >= {"harbour"}
    assert collections(served) == {name: count}


def test_a_server_that_is_away_is_said_and_the_corpus_stays(settings: IndexSettings, served: Served) -> None:
    open_it(settings).close()
    served.faults.append(Fault(status=503))
    with pytest.raises(StoreError, match="is not ready"):
        open_it(settings)
    served.faults.clear()
    model = HashModel()
    open_it(settings, model).close()
    assert model.embedded == []


def test_a_question_while_the_server_is_away_is_one_sentence(settings: IndexSettings, served: Served) -> None:
    with open_it(settings) as library:
        served.faults.append(Fault(cut=True))
        with pytest.raises(StoreError, match="cannot be reached"):
            library.retriever.retrieve(ROPES)
        served.faults.clear()
        assert found(library, ROPES)


def test_a_wrong_key_makes_nothing_here(settings: IndexSettings, served: Served) -> None:
    served.key = KEY
    with pytest.raises(StoreError, match="refuses the key"):
        open_it(settings)
    keyed = replace(settings, server=replace(settings.server, api_key=KEY))
    open_it(keyed).close()


def test_without_leave_to_build_nothing_is_made_at_the_server(
    settings: IndexSettings, served: Served
) -> None:
    with pytest.raises(IndexMismatchError):
        open_with(settings, hash_embedding(), None, progress=Silent(), build=False)
    assert collections(served) == {}


def test_each_server_and_collection_has_a_folder_of_its_own(settings: IndexSettings) -> None:
    others = [
        settings,
        replace(settings, server=replace(settings.server, collection="talks")),
        replace(settings, store_url="https://qdrant.example/store"),
    ]
    assert len({Placing(settings=one).path for one in others}) == 3
    assert {Placing(settings=one).path.parent for one in others} == {settings.data}


def test_settings_that_name_no_store_are_told_before_anything_is_opened(settings: IndexSettings) -> None:
    for url in ("https://", "qdrant.example:6333", "edge:"):
        with pytest.raises(IndexFolderError, match="STORE_URL"):
            check_settings(replace(settings, store_url=url))
    check_settings(replace(settings, store_url="https://qdrant.example"))


@dataclass(slots=True)
class KeptPacks:
    """Keeps packs in memory."""

    held: dict[str, bytes] = field(default_factory=dict[str, bytes])
    left: list[str] = field(default_factory=list[str])

    def get(self, key: str) -> bytes | None:
        return self.held.get(key)

    def put(self, key: str, pack: bytes) -> None:
        self.held[key] = pack

    def leave(self, key: str) -> None:
        self.left.append(key)


def open_packed(settings: IndexSettings, packs: KeptPacks, model: HashModel | None = None) -> Library:
    return open_with(settings, hash_embedding(model), None, progress=Silent(), patience=0.1, packs=packs)


def test_of_a_fleet_one_embeds_and_writes_and_the_others_load(
    settings: IndexSettings, tmp_path: Path, served: Served
) -> None:
    packs, model = KeptPacks(), HashModel()
    with open_packed(settings, packs) as first:
        served.asked.clear()
        with open_packed(another(settings, tmp_path), packs, model) as second:
            assert model.embedded == []
            assert len(packs.held) == 2
            assert second.corpus.sources() == first.corpus.sources()
            for query in (ROPES, BOOKS):
                one, other = first.retriever.retrieve(query), second.retriever.retrieve(query)
                assert [hit.passage for hit in other] == [hit.passage for hit in one]
                assert [hit.score for hit in other] == pytest.approx([hit.score for hit in one], abs=1e-3)
    assert not [path for method, path, _ in served.asked if method == "PUT" and path.endswith("/points")]


def test_a_pack_of_another_version_of_a_source_is_not_used(settings: IndexSettings, tmp_path: Path) -> None:
    packs, model = KeptPacks(), HashModel()
    open_packed(settings, packs).close()
    write_sources(settings.sources, library=LIBRARY.replace("nine", "five"))
    with open_packed(another(settings, tmp_path), packs, model) as library:
        assert any("five hundred" in text for text in model.embedded)
        assert not any("ropes" in text for text in model.embedded)
        assert "library" in found(library, BOOKS)


def test_what_could_not_be_embedded_is_left_to_others(settings: IndexSettings) -> None:
    class Broken(HashModel):
        def embed(self, texts: Sequence[Text]) -> Vectors:
            raise EmbeddingError(str(len(texts)))

    packs = KeptPacks()
    with pytest.raises(EmbeddingError):
        open_packed(settings, packs, Broken())
    assert packs.held == {}
    assert len(packs.left) == 1


def test_a_damaged_pack_is_no_harm(settings: IndexSettings, tmp_path: Path) -> None:
    packs = KeptPacks()
    open_packed(settings, packs).close()
    for key in packs.held:
        packs.held[key] = packs.held[key][:-5]
    with open_packed(another(settings, tmp_path), packs) as library:
        assert "harbour" in found(library, ROPES)


def test_in_memory_everything_is_as_at_a_server(settings: IndexSettings) -> None:
    in_memory = replace(settings, store_url="memory:")
    for _ in range(2):
        with open_it(in_memory) as library:
            assert "harbour" in found(library, ROPES)
            (settings.sources / "library.txt").unlink(missing_ok=True)
            library.reconcile((), progress=Silent())
            assert found(library, BOOKS) <= {"harbour"}
