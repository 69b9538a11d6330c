import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from llama_index.core import Settings

from index.errors import IndexFolderError, IndexInUseError, IndexMismatchError, SourceError
from index.library import Library, open_library, open_with
from index.manifest import FORMAT
from index.progress import Silent
from index.retriever import Query
from index.settings import IndexSettings
from tests.index.fakes import HashModel, hash_embedding
from tests.index.interviews import HARBOUR, LIBRARY, settings_for, write_sources


@dataclass(slots=True)
class Recorded:
    steps: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])

    def report(self, *, doing: str, done: int, total: int) -> None:
        self.steps.append((doing, done, total))


@pytest.fixture
def settings(tmp_path: Path) -> IndexSettings:
    write_sources(tmp_path / "sources", harbour=HARBOUR, library=LIBRARY)
    return settings_for(tmp_path)


def open_it(settings: IndexSettings, model: HashModel | None = None, *, build: bool = True) -> Library:
    return open_with(settings, hash_embedding(model), None, progress=Silent(), patience=0.1, build=build)


def embedded_when_opened(settings: IndexSettings) -> list[str]:
    model = HashModel()
    open_it(settings, model).close()
    return model.embedded


def index_folder(settings: IndexSettings) -> Path:
    return settings.data / "index"


def generations(settings: IndexSettings) -> list[str]:
    return [path.name for path in index_folder(settings).glob("g-*")]


def is_made_anew(settings: IndexSettings) -> bool:
    before = generations(settings)
    open_it(settings).close()
    return generations(settings) != before


def best(library: Library, text: str) -> str:
    return library.retriever.retrieve(Query(text=text, limit=1))[0].passage.text


def test_an_index_is_built_when_it_is_first_needed(settings: IndexSettings) -> None:
    with open_it(settings) as library:
        assert [source.id for source in library.catalogue.sources()] == ["harbour", "library"]
        assert "ropes" in best(library, "Who paid for the ropes?")


def test_the_model_tells_english_words_and_without_it_there_are_none(settings: IndexSettings) -> None:
    with open_it(settings) as library:
        assert [library.is_english(word) for word in ("common", "comon")] == [True, False]
    with open_with(settings, None, None, progress=Silent()) as library:
        assert not library.is_english("common")


def test_building_says_how_far_it_is(settings: IndexSettings) -> None:
    progress = Recorded()
    open_with(settings, hash_embedding(), None, progress=progress).close()
    done = [done for _, done, _ in progress.steps]
    assert done == sorted(done)
    assert progress.steps[-1][1] == progress.steps[-1][2] > 0
    assert {"harbour.txt", "library.txt"} <= {doing for doing, _, _ in progress.steps}


def test_an_unchanged_index_is_opened_without_embedding_or_making_anything(settings: IndexSettings) -> None:
    assert embedded_when_opened(settings)
    before = generations(settings)
    assert embedded_when_opened(settings) == []
    assert generations(settings) == before


def test_only_a_changed_source_is_embedded_again(settings: IndexSettings) -> None:
    open_it(settings).close()
    write_sources(settings.sources, library=LIBRARY.replace("nine hundred", "seven hundred"))
    embedded = embedded_when_opened(settings)
    assert any("seven hundred" in text for text in embedded)
    assert not any("pier" in text for text in embedded)
    with open_it(settings) as library:
        assert "seven hundred" in best(library, "How many books do they lend?")
        assert "crane" in best(library, "What did the storm take?")


def test_a_source_that_was_only_touched_is_not_indexed_again(settings: IndexSettings) -> None:
    open_it(settings).close()
    (settings.sources / "library.txt").touch()
    with open_it(settings) as library:
        assert not library.opened.changed


def test_whose_a_source_is_follows_its_sidecar_alone(settings: IndexSettings) -> None:
    with open_it(settings) as library:
        assert [source.servers for source in library.catalogue.sources()] == [None, None]
    for text, servers, restricted in (
        ('servers = ["11", 12]\nage_restricted = true\n', {11, 12}, True),
        ("servers = [11]\n", {11}, False),
        ("servers = []\n", set[int](), False),
    ):
        (settings.sources / "library.toml").write_text(text, "utf-8")
        with open_it(settings) as library:
            harbour, changed = library.catalogue.sources()
        assert (harbour.servers, changed.servers, changed.age_restricted) == (None, servers, restricted)


def test_a_change_within_the_same_tick_of_the_clock_is_seen(settings: IndexSettings) -> None:
    path = settings.sources / "library.txt"
    path.touch()
    fresh = path.stat().st_mtime_ns
    open_it(settings).close()
    path.write_text(LIBRARY.replace("nine", "five"), "utf-8")
    os.utime(path, ns=(fresh, fresh))
    assert any("five hundred" in text for text in embedded_when_opened(settings))


def test_a_new_sidecar_is_a_change_and_takes_effect(settings: IndexSettings) -> None:
    open_it(settings).close()
    (settings.sources / "library.toml").write_text('title = "The leaking library"\n', "utf-8")
    with open_it(settings) as library:
        assert library.opened.updated == ("library",)
        assert {source.title for source in library.catalogue.sources()} >= {"The leaking library"}


def test_a_removed_source_is_gone_with_all_its_passages_and_words(settings: IndexSettings) -> None:
    open_it(settings).close()
    (settings.sources / "library.txt").unlink()
    with open_it(settings) as library:
        assert [source.id for source in library.catalogue.sources()] == ["harbour"]
        assert "cookery" not in library.corpus.vocabulary()
        assert library.corpus.document_frequencies(["atlas"]) == {"atlas": 0}
        found = library.retriever.retrieve(Query(text="cookery books", limit=50))
        assert {passage.passage.source for passage in found} == {"harbour"}


@pytest.mark.parametrize("changed", [{"passage_words": 20}, {"question_context": False}])
def test_a_setting_that_matters_makes_the_index_anew(
    tmp_path: Path, settings: IndexSettings, changed: dict[str, object]
) -> None:
    open_it(settings).close()
    assert is_made_anew(settings_for(tmp_path, **changed))


def test_the_weight_of_the_mix_needs_no_new_index(tmp_path: Path, settings: IndexSettings) -> None:
    open_it(settings).close()
    assert not is_made_anew(settings_for(tmp_path, dense_weight=0.2))


def test_without_an_embedding_words_alone_find_passages(settings: IndexSettings) -> None:
    with open_with(settings, None, "Words alone.", progress=Silent()) as library:
        (found,) = library.retriever.retrieve(Query(text="fishermen's pockets", limit=1))
        assert library.notice == "Words alone."
        assert "fishermen" in found.passage.text
        assert found.cosine is None
        assert found.lexical > 0
        assert all(sentence.cosine is None for sentence in found.sentences)


def test_a_source_that_answers_twice_comes_before_one_that_answers_once(tmp_path: Path) -> None:
    herring, rain = "Herring is sold on Fridays. " * 16, "Rain falls on the atlases. " * 16
    write_sources(
        tmp_path / "sources",
        one=f"Mara Venn: {herring}\n\nInes Falk: {rain}\n\nMara Venn: {herring}\n",
        two=f"Ines Falk: {rain}\n\nMara Venn: {herring}\n\nInes Falk: {rain}\n",
    )
    with open_with(settings_for(tmp_path), None, None, progress=Silent()) as library:
        found = library.retriever.retrieve(Query(text="herring"))
    assert [one.passage.source for one in found] == ["one", "one", "two"]
    assert found[1].lexical == pytest.approx(found[2].lexical, rel=0.01)
    assert found[1].score > 1.1 * found[2].score


def test_an_index_made_with_another_embedding_is_made_anew(settings: IndexSettings) -> None:
    open_with(settings, None, None, progress=Silent()).close()
    assert embedded_when_opened(settings)
    with open_it(settings) as library:
        assert library.retriever.retrieve(Query(text="ropes"))[0].cosine is not None


def test_a_setting_and_back_embeds_nothing_again(settings: IndexSettings) -> None:
    assert embedded_when_opened(settings)
    open_with(settings, None, None, progress=Silent()).close()
    assert embedded_when_opened(settings) == []


def test_of_a_changed_source_only_what_is_new_is_embedded(settings: IndexSettings) -> None:
    open_it(settings).close()
    write_sources(settings.sources, library=LIBRARY.replace("nine hundred", "seven hundred"))
    embedded = embedded_when_opened(settings)
    assert embedded
    assert all("seven hundred" in text for text in embedded)


def test_the_vectors_of_a_removed_source_are_gone_too(settings: IndexSettings) -> None:
    first = embedded_when_opened(settings)
    held = (settings.sources / "library.txt").read_bytes()
    (settings.sources / "library.txt").unlink()
    open_it(settings).close()
    (settings.sources / "library.txt").write_bytes(held)
    again = embedded_when_opened(settings)
    assert again
    assert set(again) < set(first)


def test_an_index_of_a_newer_version_is_refused_and_kept(settings: IndexSettings) -> None:
    open_it(settings).close()
    manifest = index_folder(settings) / "manifest.json"
    newer = json.dumps({**json.loads(manifest.read_text("utf-8")), "format": FORMAT + 1})
    manifest.write_text(newer, "utf-8")
    with pytest.raises(IndexMismatchError, match="newer version"):
        open_it(settings)
    assert manifest.read_text("utf-8") == newer
    assert generations(settings)


def test_an_index_of_an_older_version_is_made_anew(settings: IndexSettings) -> None:
    open_it(settings).close()
    manifest = index_folder(settings) / "manifest.json"
    manifest.write_text(json.dumps({"format": FORMAT - 1, "whatever": "it held"}), "utf-8")
    assert is_made_anew(settings)
    assert len(generations(settings)) == 1


def test_an_index_by_another_version_of_the_engine_is_made_anew(settings: IndexSettings) -> None:
    open_it(settings).close()
    (made,) = index_folder(settings).glob("g-*/store/store.json")
    made.write_text(json.dumps({**json.loads(made.read_text("utf-8")), "engine": "another 0.1"}), "utf-8")
    assert is_made_anew(settings)


def test_without_leave_to_build_an_index_that_is_not_up_to_date_is_refused(settings: IndexSettings) -> None:
    with pytest.raises(IndexMismatchError):
        open_it(settings, build=False)
    open_it(settings).close()
    open_it(settings, build=False).close()
    write_sources(settings.sources, library=HARBOUR)
    with pytest.raises(IndexMismatchError):
        open_it(settings, build=False)


@pytest.mark.parametrize(
    "damage",
    [
        "corpus missing",
        "corpus cut",
        "store missing",
        "store cut",
        "generation missing",
        "manifest garbage",
        "manifest cut",
        "manifest empty",
    ],
)
def test_a_half_written_index_is_refused_with_what_to_do(settings: IndexSettings, damage: str) -> None:
    open_it(settings).close()
    folder = index_folder(settings)
    (corpus,) = folder.glob("g-*/corpus.sqlite")
    manifest = folder / "manifest.json"
    match damage:
        case "corpus missing":
            corpus.unlink()
        case "corpus cut":
            os.truncate(corpus, 5000)
        case "store missing":
            shutil.rmtree(corpus.parent / "store")
        case "store cut":
            for path in (corpus.parent / "store" / "shard").rglob("*.json"):
                os.truncate(path, path.stat().st_size // 2)
        case "generation missing":
            shutil.rmtree(corpus.parent)
        case "manifest garbage":
            manifest.write_bytes(b"\x00\xff garbage")
        case "manifest cut":
            manifest.write_bytes(manifest.read_bytes()[:100])
        case _:
            manifest.write_text("{}", "utf-8")
    with pytest.raises(IndexFolderError, match="made anew from the sources"):
        open_it(settings)


def test_a_folder_of_other_files_is_not_taken_for_an_index(settings: IndexSettings) -> None:
    folder = index_folder(settings)
    folder.mkdir(parents=True)
    (folder / "thesis.docx").write_text("years of work", "utf-8")
    with pytest.raises(IndexFolderError, match=r"thesis\.docx"):
        open_it(settings)
    assert (folder / "thesis.docx").read_text("utf-8") == "years of work"


def test_a_file_in_place_of_the_folder_is_refused(settings: IndexSettings) -> None:
    settings.data.mkdir()
    index_folder(settings).write_text("a file", "utf-8")
    with pytest.raises(IndexFolderError, match="cannot be used"):
        open_it(settings)


def test_an_index_that_is_in_use_is_refused_and_free_again_afterwards(settings: IndexSettings) -> None:
    with open_it(settings), pytest.raises(IndexInUseError, match="in use by another process"):
        open_it(settings)
    open_it(settings).close()


def test_what_a_crash_left_is_removed(settings: IndexSettings) -> None:
    open_it(settings).close()
    orphan = index_folder(settings) / "g-orphan"
    orphan.mkdir()
    half = index_folder(settings) / ".manifest.json.half"
    half.touch()
    open_it(settings).close()
    assert not orphan.exists()
    assert not half.exists()


def test_the_lexical_mode_that_was_chosen_needs_no_notice(tmp_path: Path, settings: IndexSettings) -> None:
    del settings
    with open_library(settings_for(tmp_path, embedding="none"), progress=Silent()) as library:
        assert library.notice is None
        assert "ropes" in best(library, "Who paid for the ropes?")


def test_an_unknown_store_is_refused(tmp_path: Path, settings: IndexSettings) -> None:
    del settings
    with pytest.raises(IndexFolderError, match="STORE_URL"):
        open_it(settings_for(tmp_path, store_url="chalkboard:here"))


def test_nothing_global_is_set(settings: IndexSettings) -> None:
    open_it(settings).close()
    # Its properties would make what they are asked for.
    held = vars(Settings)
    assert (held["_embed_model"], held["_node_parser"], held["_llm"]) == (None, None, None)


def test_an_error_in_a_source_leaves_the_old_index(settings: IndexSettings) -> None:
    open_it(settings).close()
    before = generations(settings)
    (settings.sources / "library.txt").write_bytes(b"Mara Venn: \0\0\0")
    with pytest.raises(SourceError):
        open_it(settings)
    assert generations(settings) == before
    write_sources(settings.sources, library=LIBRARY)
    assert embedded_when_opened(settings) == []


def test_a_full_disk_leaves_the_old_index(settings: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    open_it(settings).close()
    write_sources(settings.sources, library=LIBRARY.replace("nine", "five"))

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("index.changing.Changer._stage", fail)
        with pytest.raises(IndexFolderError, match="No space left"):
            open_it(settings)
    with open_it(settings) as library:
        assert "five hundred" in best(library, "How many books do they lend?")


def test_an_index_killed_while_it_was_made_is_made_at_the_next_start(settings: IndexSettings) -> None:
    _build_until_killed(settings)
    assert generations(settings)
    with open_it(settings) as library:
        assert "crane" in best(library, "What did the storm take?")
    assert len(generations(settings)) == 1


def test_an_index_killed_while_it_was_renewed_is_still_the_old_one(settings: IndexSettings) -> None:
    open_it(settings).close()
    aged = settings.sources / "library.txt"
    original = aged.stat()
    aged.write_text(LIBRARY.replace("nine", "five"), "utf-8")
    _build_until_killed(settings)
    aged.write_text(LIBRARY, "utf-8")
    os.utime(aged, ns=(original.st_atime_ns, original.st_mtime_ns))
    assert embedded_when_opened(settings) == []
    with open_it(settings) as library:
        assert "nine hundred" in best(library, "How many books do they lend?")


def test_an_index_killed_while_settings_were_changed_is_still_the_old_one(
    tmp_path: Path, settings: IndexSettings
) -> None:
    open_it(settings).close()
    (old,) = generations(settings)
    (index_folder(settings) / "vectors.sqlite").unlink()
    _build_until_killed(settings, "question_context")
    assert len(generations(settings)) == 2
    assert embedded_when_opened(settings) == []
    assert generations(settings) == [old]
    assert is_made_anew(settings_for(tmp_path, question_context=False))


def _build_until_killed(settings: IndexSettings, *changed: str) -> None:
    """Run a build in another process, and kill it as soon as it has embedded something."""
    command = [sys.executable, "-m", "tests.index.building", str(settings.sources.parent), *changed]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own module
        assert process.stdout is not None
        assert process.stdout.readline() == "embedding\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
