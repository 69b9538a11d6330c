"""Moving an index and trying a store, as an operator does it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.commands import Whosaid
from tests.index.embedding_server import LENGTH
from tests.index.embedding_server import Fault as VectorFault
from tests.index.embedding_server import serving as serving_vectors
from tests.index.stores.served import Fault, Served, serving

ASKED = ("search", "Who pays for the new gate?", "--json")


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as server:
        yield server


def test_an_index_goes_to_a_server_and_answers_there_alike(
    whosaid: Whosaid, folder: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = whosaid(*ASKED)
    saved = whosaid("store", "export", "moved.whosaid")
    monkeypatch.setenv("STORE_URL", served.url)
    monkeypatch.setenv("STORE_TIMEOUT", "2")
    brought = whosaid("store", "import", "moved.whosaid")
    there = whosaid(*ASKED)

    assert (saved.code, saved.err, brought.code, brought.err) == (0, "", 0, "")
    assert "Exported 2 passages into moved.whosaid" in saved.out
    assert "Imported 2 passages from moved.whosaid; nothing was embedded." in brought.out
    assert (there.code, there.out, there.err) == (0, here.out, "")
    assert len(list((folder / "data").glob("index-at-127.0.0.1-*"))) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "moved.whosaid"), "There is no index in"),
        (("import", "nowhere.whosaid"), "There is no file nowhere.whosaid"),
        (("import", "seeds/lock.txt"), "damaged, cut short, or no export"),
    ],
)
def test_what_cannot_be_moved_is_one_sentence(
    whosaid: Whosaid, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = whosaid("store", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert sentence in ended.err
    assert len(ended.err.splitlines()) == 1


def test_a_store_that_does_what_it_should_is_told_with_times(whosaid: Whosaid, folder: Path) -> None:
    ended = whosaid("store", "doctor")
    assert (ended.code, ended.err) == (0, "")
    assert "Qdrant Edge" in ended.out
    assert ended.out.count(" ms") == 7
    assert "The store does what it should." in ended.out
    assert not list((folder / "data").iterdir())


def test_a_server_that_refuses_is_told_without_its_key(
    whosaid: Whosaid, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORE_URL", served.url)
    monkeypatch.setenv("STORE_API_KEY", "a-wrong-key")
    served.key = "another-key"
    ended = whosaid("store", "doctor")
    assert ended.code == 2
    assert "refuses the key (401)" in " ".join(ended.out.split())
    assert "a-wrong-key" not in ended.out + ended.err


def test_a_question_to_a_server_that_is_away_ends_in_one_sentence(
    whosaid: Whosaid, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORE_URL", served.url)
    monkeypatch.setenv("STORE_TIMEOUT", "1")
    served.faults.append(Fault(cut=True))
    ended = whosaid(*ASKED)
    assert ended.code == 2
    assert "cannot be reached" in ended.err.splitlines()[-1]


def test_a_service_of_embeddings_is_told_with_its_price_and_when_it_is_away(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving_vectors() as service:
        monkeypatch.setenv("EMBEDDING", "openai:embed-1")
        monkeypatch.setenv("EMBEDDING_DIMENSIONS", str(LENGTH))
        monkeypatch.setenv("EMBEDDING_PRICE", "0.02")
        monkeypatch.setenv("OPENAI_BASE_URL", service.url)
        made = whosaid(*ASKED)
        service.faults.append(VectorFault(status=503))
        away = whosaid(*ASKED)
    assert made.code == 0
    assert "tokens of embed-1: about $" in made.err
    assert "for now" not in made.err
    assert away.code == 0
    assert away.out
    assert "Passages are found by their words alone for now" in away.err
