"""An index that changes while it is asked."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.errors import SourceError
from index.library import Library, open_with
from index.offers import SourceOffer, SourceText
from index.progress import Silent
from index.retriever import Query
from index.settings import IndexSettings
from index.sidecar import Sidecar
from tests.index.fakes import HashModel, hash_embedding
from tests.index.interviews import HARBOUR, LIBRARY, age, long_interview, settings_for, write_sources

QUARRY = """\
The Quarry Bell: Who works at the quarry?

Zenobia Rask: Forty masons work at the quarry, and none of them whistles.

The Quarry Bell: What do they cut?

Zenobia Rask: They cut basalt for the bridges of Hesselby.
"""


def offer(
    id_: str, text: str, *, digest: str = "1", owner: int | None = None, sidecar: Sidecar | None = None
) -> SourceOffer:
    return SourceOffer(
        id=id_,
        digest=digest,
        owner=owner,
        read=lambda: SourceText(name=f"{id_}.txt", data=text.encode(), sidecar=sidecar),
    )


def unread(id_: str, *, digest: str = "1") -> SourceOffer:
    def read() -> SourceText:
        raise SourceError(Path(f"{id_}.txt"), "It went away.")

    return SourceOffer(id=id_, digest=digest, owner=None, read=read)


@dataclass(slots=True)
class Opened:
    settings: IndexSettings
    library: Library
    model: HashModel = field(default_factory=HashModel)

    def bring(self, *shelf: SourceOffer, stop_after: int | None = None) -> str:
        """Reconcile, and return what was done as `+added ~updated -removed !failed`."""
        asked = 0

        def stop() -> bool:
            nonlocal asked
            asked += 1
            return stop_after is not None and asked > stop_after

        done = self.library.reconcile(shelf, progress=Silent(), stop=stop)
        marks = {"+": done.added, "~": done.updated, "-": done.removed, "!": sorted(done.failed)}
        return " ".join(f"{mark}{id_}" for mark, ids in marks.items() for id_ in ids)

    def found(self, text: str, library: Library | None = None) -> str:
        found = (library or self.library).retriever.retrieve(Query(text=text, limit=1))
        return found[0].passage.text if found else ""

    def ids(self) -> list[str]:
        return [entry.id for entry in self.library.catalogue.sources()]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    write_sources(tmp_path / "sources", harbour=HARBOUR)
    settings, model = settings_for(tmp_path), HashModel()
    with open_with(settings, hash_embedding(model), None, progress=Silent()) as library:
        yield Opened(settings=settings, library=library, model=model)


def test_a_source_is_added_updated_and_removed_in_an_open_index(opened: Opened) -> None:
    assert opened.bring(offer("library", LIBRARY), offer("quarry", QUARRY)) == "+library +quarry"
    assert "Forty masons" in opened.found("Who are the masons at the quarry?")
    changed = offer("quarry", QUARRY.replace("Forty", "Fifty"), digest="2")
    assert opened.bring(offer("library", LIBRARY), changed) == "~quarry"
    assert "Fifty masons" in opened.found("Who are the masons at the quarry?")
    assert opened.bring(offer("library", LIBRARY)) == "-quarry"
    assert opened.ids() == ["harbour", "library"]
    assert "masons" not in opened.library.corpus.vocabulary()
    assert opened.bring(offer("library", LIBRARY)) == ""


def test_files_are_looked_at_too(opened: Opened) -> None:
    write_sources(opened.settings.sources, library=LIBRARY)
    assert opened.bring() == "+library"
    (opened.settings.sources / "harbour.txt").unlink()
    assert opened.bring() == "-harbour"


def test_what_was_made_is_there_when_it_is_opened_again(opened: Opened) -> None:
    opened.bring(offer("quarry", QUARRY, owner=7))
    opened.library.close()
    opened.model.embedded.clear()
    embedding = hash_embedding(opened.model)
    shelf = [offer("quarry", QUARRY, owner=7)]
    with open_with(opened.settings, embedding, None, progress=Silent(), shelf=shelf) as library:
        assert not library.opened.changed
        assert opened.model.embedded == []
        assert "basalt" in opened.found("What do they cut?", library)
    with open_with(opened.settings, embedding, None, progress=Silent()) as library:
        assert library.opened.removed == ("quarry",)


def test_a_question_goes_on_in_the_state_that_it_began_in(opened: Opened) -> None:
    quarry = offer("quarry", QUARRY)
    opened.bring(quarry)
    view = opened.library.within(None)
    part = opened.library.within(frozenset({"quarry"}))
    words = (view.corpus.vocabulary()["masons"], view.corpus.document_frequencies(["basalt"]))
    opened.bring()
    opened.bring(offer("library", LIBRARY))
    for held in (view, part):
        assert held.corpus.source("quarry") is not None
        assert "quarry" in {entry.id for entry in held.catalogue.sources()}
        assert held.corpus.turns("quarry")[1].speaker.name == "Zenobia Rask"
        assert "masons" in held.corpus.vocabulary()
        assert held.corpus.source("library") is None
    assert (view.corpus.vocabulary()["masons"], view.corpus.document_frequencies(["basalt"])) == words
    # Its passages are not to be found any more: that they are gone is no error.
    assert opened.found("masons at the quarry", part) == ""
    assert opened.ids() == ["harbour", "library"]


def test_what_a_view_of_a_server_s_own_sources_knows_changes_with_them_alone(opened: Opened) -> None:
    mine, theirs = offer("mine", QUARRY, owner=1), offer("theirs", LIBRARY, owner=2)
    opened.bring(mine, theirs)
    own = frozenset({"harbour", "mine"})
    assert "cookery" not in opened.library.within(own).corpus.vocabulary()
    assert [entry.servers for entry in opened.library.catalogue.sources()] == [
        None,
        frozenset({1}),
        frozenset({2}),
    ]
    opened.bring(offer("mine", QUARRY.replace("basalt", "granite"), digest="2", owner=1), theirs)
    corpus = opened.library.within(own).corpus
    assert corpus.document_frequencies(["basalt", "granit"]) == {"basalt": 0, "granit": 1}


def test_whose_a_source_is_no_sidecar_overrides(opened: Opened) -> None:
    lying = Sidecar.model_validate({"servers": ["9"], "id": "another", "title": "The quarry"})
    opened.bring(offer("quarry", QUARRY, owner=7, sidecar=lying))
    entry = opened.library.corpus.source("quarry")
    assert entry is not None
    assert (entry.servers, entry.title) == (frozenset({7}), "The quarry")
    opened.bring(offer("quarry", QUARRY, digest="2", owner=None, sidecar=lying))
    entry = opened.library.corpus.source("quarry")
    assert entry is not None
    assert entry.servers == frozenset({9})


def test_an_update_touches_only_passages_that_changed(opened: Opened) -> None:
    text = long_interview(12)
    opened.bring(offer("long", text))
    store = opened.library.live.store
    before = {node.node_id for node in store.get_nodes()}
    opened.model.embedded.clear()
    more = "The Harbour Post: Who are you?\n\nMara Venn: I am who mends the pier.\n\n"
    opened.bring(offer("long", more + text.replace("planks on pier 3", "boards on pier 3", 1), digest="2"))
    embedded = opened.model.embedded
    assert embedded
    assert all("year 0" in one or "who mends" in one or "Who are" in one for one in embedded)
    after = {node.node_id for node in store.get_nodes()}
    assert len(before & after) >= len(before) - 2
    corpus = opened.library.corpus
    assert store.count() == corpus.passage_count == len(corpus.passages(after))
    # Those that stayed stand where they stand now.
    for passage in corpus.passages(after).values():
        assert all(part.turn == corpus.turn(passage.source, part.turn.ordinal) for part in passage.parts)


def test_a_source_that_cannot_be_read_stays_as_it_was_and_the_others_come(opened: Opened) -> None:
    opened.bring(offer("quarry", QUARRY))
    assert opened.bring(unread("quarry", digest="2"), offer("library", LIBRARY)) == "+library !quarry"
    assert "Forty masons" in opened.found("Who are the masons at the quarry?")
    (opened.settings.sources / "harbour.txt").write_bytes(b"Mara Venn: \0\0")
    (opened.settings.sources / "broken.txt").write_bytes(b"\0")
    shelf = (offer("quarry", QUARRY), offer("library", LIBRARY))
    # What the shelf held last is digest 1 again: that one is in the index.
    assert opened.bring(*shelf) == "!broken.txt !harbour"
    assert opened.ids() == ["harbour", "library", "quarry"]


def test_an_id_is_the_folder_s_and_the_shelf_is_told(opened: Opened) -> None:
    done = opened.library.reconcile([offer("harbour", QUARRY)], progress=Silent())
    assert "same id" in done.failed["harbour"]
    assert not done.changed
    assert "ropes" in opened.found("Who paid for the ropes?")


def test_a_folder_that_went_away_takes_nothing_with_it(opened: Opened) -> None:
    away = opened.settings.sources.rename(opened.settings.sources.with_name("away"))
    assert opened.bring(offer("quarry", QUARRY)) == "+quarry !sources"
    assert opened.ids() == ["harbour", "quarry"]
    away.rename(opened.settings.sources)
    assert opened.bring(offer("quarry", QUARRY)) == ""


def test_stopping_leaves_each_source_whole_and_nothing_is_embedded_twice(opened: Opened) -> None:
    text = long_interview(300)
    assert opened.bring(offer("quarry", QUARRY), offer("long", text), stop_after=4) == "+quarry"
    assert opened.library.live.store.count() == opened.library.corpus.passage_count
    half = set(opened.model.embedded)
    opened.model.embedded.clear()
    assert opened.bring(offer("quarry", QUARRY), offer("long", text)) == "+long"
    assert opened.model.embedded
    assert not half & set(opened.model.embedded)


def test_what_was_removed_is_gone_from_the_disk(opened: Opened) -> None:
    opened.bring(offer("quarry", QUARRY.replace("whistles", "xylophones")))
    held = opened.library.within(None)
    assert held.corpus.source("quarry") is not None
    opened.bring()
    del held
    files = [path for path in opened.settings.data.rglob("*.sqlite*") if path.is_file()]
    deadline = time.monotonic() + 10
    while any(b"xylophones" in path.read_bytes() for path in files if path.exists()):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_view_holds_the_log_until_it_is_let_go_of(opened: Opened) -> None:
    opened.bring(offer("quarry", QUARRY))
    held = opened.library.within(None)
    opened.bring()
    assert not opened.library.live.corpus.settle()
    del held
    assert opened.library.live.corpus.settle()


def test_files_that_did_not_change_are_not_opened(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    path = opened.settings.sources / "harbour.txt"
    age(path)
    opened.bring()

    def refuse(*_: object) -> object:
        raise AssertionError

    monkeypatch.setattr("index.changes.identify_source", refuse)
    monkeypatch.setattr("index.changes.mark_files", refuse)
    assert opened.bring() == ""


def test_questions_are_answered_while_sources_come_and_go(opened: Opened) -> None:
    over = threading.Event()
    wrong: list[str] = []
    asked = 0

    def ask() -> None:
        nonlocal asked
        while not over.is_set():
            view = opened.library.within(None)
            ids = {entry.id for entry in view.corpus.sources()}
            for found in view.retriever.retrieve(Query(text="masons cut basalt and books", limit=20)):
                turns = view.corpus.turns(found.passage.source)
                if found.passage.source not in ids or found.passage.parts[0].turn not in turns:
                    wrong.append(found.passage.text)
            asked += 1

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    for version in range(12):
        text = QUARRY.replace("Forty", f"{version}")
        shelf = [offer("quarry", text, digest=str(version)), offer("library", LIBRARY)]
        opened.bring(*(shelf if version % 3 else shelf[:1]))
    over.set()
    for thread in asking:
        thread.join()
    assert asked
    assert not wrong
