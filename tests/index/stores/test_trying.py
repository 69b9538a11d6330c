"""`whosaid store doctor`: what is tried, what is said, and that nothing is left."""

from pathlib import Path

import pytest

from index.server import ServerSettings
from index.stores.qdrant_about import describe_server
from index.stores.trying import try_store
from tests.index.stores.served import KEY, Fault, Served

SETTINGS = ServerSettings(timeout=1)
STEPS = ["Setting", "Engine", "Make", "Write", "Search by meaning", "Search by words", "Delete"]


def test_a_folder_is_tried_and_nothing_is_left(tmp_path: Path) -> None:
    steps = try_store(f"edge:{tmp_path / 'index'}", SETTINGS)
    assert [step.name for step in steps] == STEPS
    assert all(step.fine and step.seconds is not None for step in steps)
    assert list(tmp_path.iterdir()) == []


def test_a_server_is_tried_and_nothing_is_left(served: Served) -> None:
    steps = try_store(served.url, SETTINGS)
    assert [(step.name, step.fine) for step in steps] == [(name, True) for name in STEPS]
    assert "Qdrant 1.20.0 at 127.0.0.1" in steps[1].told
    assert "no collection of whosaid yet" in steps[1].told
    assert served.client.get_collections().collections == []
    assert {method for method, path, _ in served.asked if "trial" in path} >= {"PUT", "POST", "DELETE"}


@pytest.mark.parametrize("path", ["/points", "/points/query/batch", "/points/delete"])
def test_what_fails_is_said_and_nothing_is_left_all_the_same(served: Served, path: str) -> None:
    served.faults.append(Fault(status=422, body=b"no", path=path))
    *before, last = try_store(served.url, SETTINGS)
    assert all(step.fine for step in before)
    assert (last.fine, last.seconds) == (False, None)
    assert "refuses what was asked (422: no)" in last.told
    assert served.client.get_collections().collections == []


def test_a_search_that_finds_nothing_is_told(served: Served) -> None:
    served.faults.append(Fault(body=b'{"result": [{"points": []}]}', path="/query/batch"))
    assert "is not found" in try_store(served.url, SETTINGS)[-1].told


@pytest.mark.parametrize(
    ("url", "sentence"),
    [("nowhere", "names no store known here"), ("http://127.0.0.1:9", "cannot be reached")],
)
def test_what_cannot_be_used_at_all_is_one_sentence(url: str, sentence: str) -> None:
    last = try_store(url, SETTINGS)[-1]
    assert not last.fine
    assert sentence in last.told


def test_collections_are_told_with_what_they_hold_and_others_are_not(served: Served) -> None:
    for name in ("whosaid-abc", "elsewhere"):
        served.client.create_collection(name, vectors_config={})
    told = describe_server(served.url, SETTINGS)
    assert "whosaid-abc (0 passages)" in told
    assert "elsewhere" not in told


@pytest.mark.parametrize(
    ("version", "warned"), [("1.19.2", False), ("1.21.0", False), ("1.18.0", True), ("2.0.0", True)]
)
def test_versions_too_far_apart_are_told(served: Served, version: str, *, warned: bool) -> None:
    served.version = version
    assert ("more than one apart" in describe_server(served.url, SETTINGS)) is warned


def test_a_key_in_the_open_is_told_but_on_this_machine(served: Served) -> None:
    settings = ServerSettings(timeout=1, api_key=KEY)
    assert "unencrypted" not in describe_server(served.url, settings)
    assert KEY not in describe_server(served.url, settings)
