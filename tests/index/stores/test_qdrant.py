"""What is a Qdrant server's own: what it is told, and everything that it can answer instead."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryMode
from llama_index.vector_stores.qdrant import QdrantVectorStore
from qdrant_client import models

from index.errors import IndexFolderError, IndexingError, IndexMismatchError, StoreError, StoreGoneError
from index.stores import PassageStore, ServerSettings, StoreShape, open_store
from index.stores.lexical import open_encoder
from index.stores.places import place_of
from tests.index.stores.conftest import REAL
from tests.index.stores.corpus import LEXICAL_SHAPE, SAMPLES, SHAPE, id_of
from tests.index.stores.served import KEY, Fault, Served

SETTINGS = ServerSettings(collection="whosaid-test", timeout=1)
NEAREST = VectorStoreQuery(query_embedding=[1, 0, 0, 0], similarity_top_k=3)
MIXED = VectorStoreQuery(
    query_str="pilot tide",
    query_embedding=[0.3, 0.4, 0.5, 0.6],
    similarity_top_k=4,
    mode=VectorStoreQueryMode.HYBRID,
)


def open_at(served: Served, shape: StoreShape | None = SHAPE, **changed: Any) -> PassageStore:  # noqa: ANN401
    return open_store(served.url, create=shape, server=replace(SETTINGS, **changed))


def fill(served: Served) -> PassageStore:
    store = open_at(served)
    store.add([sample.node() for sample in SAMPLES])
    return store


def test_a_real_server_was_tried() -> None:
    if not os.environ.get(REAL):
        pytest.skip(f"{REAL} names no Qdrant server: the emulation stands for it")


def test_a_collection_is_made_as_the_settings_say(served: Served) -> None:
    with closing(open_at(served, shards=6, replicas=3, on_disk=True)):
        pass
    [made] = [body for method, path, body in served.asked if method == "PUT" and path.endswith("-test")]
    assert made["vectors"]["dense"] == {
        "size": 4,
        "distance": "Cosine",
        "on_disk": True,
        "quantization_config": {"scalar": {"type": "int8", "quantile": 0.99, "always_ram": True}},
    }
    assert made["sparse_vectors"]["bm25"]["modifier"] == "idf"
    assert (made["shard_number"], made["replication_factor"], made["write_consistency_factor"]) == (6, 3, 2)
    assert made["hnsw_config"] == {"m": 16, "ef_construct": 100, "payload_m": 16}
    assert made["metadata"]["whosaid"]["average_words"] == SHAPE.average_words


def test_what_is_filtered_by_is_indexed_and_sources_are_the_tenants(served: Served) -> None:
    with closing(open_at(served)):
        pass
    schemas = {body["field_name"]: body["field_schema"] for body in served.bodies("/index")}
    assert schemas == {
        "speakers": {"type": "keyword", "is_tenant": False},
        "source": {"type": "keyword", "is_tenant": True},
        "doc_id": {"type": "keyword", "is_tenant": False},
    }


def test_coarse_copies_can_be_left_out(served: Served) -> None:
    with closing(open_at(served, quantized=False)):
        pass
    [made] = [body for method, path, body in served.asked if method == "PUT" and path.endswith("-test")]
    assert "quantization_config" not in made["vectors"]["dense"]


def test_a_mixed_query_takes_two_requests_that_rescore_and_bring_no_text(served: Served) -> None:
    with closing(fill(served)) as store:
        served.asked.clear()
        store.find(MIXED)
    searches = served.bodies("/points/query/batch")
    assert len(searches) == len(served.asked) == 2
    for one in (one for body in searches for one in body["searches"]):
        assert one["params"]["quantization"] == {"rescore": True, "oversampling": 2.0}
        assert one["params"]["hnsw_ef"] == 128
        assert one["with_payload"] is False


def test_the_official_adapter_alone_finds_the_same_in_the_collection(served: Served) -> None:
    with closing(fill(served)) as store:
        encoder = open_encoder(SHAPE)

        def encode(texts: list[str]) -> tuple[list[list[int]], list[list[float]]]:
            words = [encoder.embed_query(text) for text in texts]
            return [[*one.indices] for one in words], [[*one.values] for one in words]

        plain = QdrantVectorStore(  # pyright: ignore[reportUnknownMemberType] - a bare dict
            SETTINGS.collection,
            client=served.client,
            enable_hybrid=True,
            dense_vector_name="dense",
            sparse_vector_name="bm25",
            sparse_doc_fn=encode,
            sparse_query_fn=encode,
        )
        sparse = replace_mode(MIXED, VectorStoreQueryMode.SPARSE)
        assert plain.query(NEAREST).ids == store.query(NEAREST).ids
        assert plain.query(sparse).ids == store.query(sparse).ids
        assert {node.node_id for node in plain.get_nodes()} == {sample.id for sample in SAMPLES}


def replace_mode(query: VectorStoreQuery, mode: VectorStoreQueryMode) -> VectorStoreQuery:
    return replace(query, mode=mode)


def test_two_processes_share_a_collection(served: Served) -> None:
    with closing(fill(served)) as one, closing(open_at(served)) as other:
        assert [hit.id for hit in other.find(MIXED)] == [hit.id for hit in one.find(MIXED)]
        other.delete_nodes([id_of("pilot")])
        assert id_of("pilot") not in {hit.id for hit in one.find(MIXED)}


def test_of_two_that_make_the_collection_at_once_one_makes_it(served: Served) -> None:
    exists = f"/collections/{SETTINGS.collection}/exists"
    with closing(open_at(served)):
        served.faults.append(Fault(body=b'{"result": {"exists": false}}', path=exists, times=1))
        with closing(open_at(served)) as late:
            assert late.shape == SHAPE


def test_a_collection_of_somebody_elses_is_left_alone(served: Served) -> None:
    served.client.create_collection(
        "whosaid-test", vectors_config=models.VectorParams(size=4, distance=models.Distance.DOT)
    )
    with pytest.raises(StoreError, match="not one of whosaid's; set STORE_COLLECTION to another name"):
        open_at(served)


def test_a_collection_that_is_not_there_is_not_made_by_reading(served: Served) -> None:
    with pytest.raises(StoreGoneError, match="There is no index at"):
        open_at(served, None)
    assert served.client.get_collections().collections == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"format": 2}, "is of another version"),
        ({"new": 1}, "is of another version"),
        ({"dense": 5}, "has other vectors than it says"),
        ({"average_words": 99.0}, "was made with other settings"),
    ],
)
def test_a_collection_made_otherwise_is_refused(
    served: Served, changed: dict[str, object], sentence: str
) -> None:
    fill(served).close()
    held = served.client.get_collection("whosaid-test").config.metadata or {}
    served.client.update_collection("whosaid-test", metadata={"whosaid": {**held["whosaid"], **changed}})
    with pytest.raises(IndexMismatchError, match=sentence):
        open_at(served)


def test_a_store_without_meaning_is_not_opened_as_one_with_it(served: Served) -> None:
    with closing(open_at(served, LEXICAL_SHAPE)):
        pass
    with pytest.raises(IndexMismatchError, match="was made with other settings"):
        open_at(served)


@pytest.mark.parametrize("version", ["1.15.4", "0.11.0", "unknown"])
def test_an_old_server_is_refused(served: Served, version: str) -> None:
    served.version = version
    with pytest.raises(IndexMismatchError, match=rf"is version {version}; whosaid needs 1\.16 or newer"):
        open_at(served)


def test_the_key_is_sent_and_a_wrong_one_refused_in_a_sentence_that_does_not_hold_it(served: Served) -> None:
    served.key = KEY
    with closing(open_at(served, api_key=KEY)) as store:
        assert store.count() == 0
    with pytest.raises(StoreError, match="refuses the key \\(401\\); set STORE_API_KEY") as caught:
        open_at(served, api_key="another-key")
    assert "another-key" not in str(caught.value)


FAULTS: dict[str, tuple[Fault, str]] = {
    "silence": (Fault(wait=2.0), "did not answer within 1 seconds"),
    "a byte now and then": (Fault(drip=0.2), "did not answer within 1 seconds"),
    "a cut connection": (Fault(cut=True), "cannot be reached"),
    "a page": (Fault(body=b"<html>Welcome</html>"), "is no Qdrant server"),
    "other JSON": (Fault(body=b'{"result": {"points": 3}}'), "is no Qdrant server"),
    "an empty body": (Fault(body=b""), "is no Qdrant server"),
    "forbidden": (Fault(status=403, body=b"no"), "refuses the key \\(403\\)"),
    "busy": (Fault(status=429, body=b"{}"), "too much to do"),
    "busy for a day": (Fault(status=429, headers={"Retry-After": "86400"}), "too much to do"),
    "busy, oddly said": (Fault(status=429, headers={"Retry-After": "soon"}), "cannot be asked"),
    "broken": (Fault(status=500, body=b"No space left on device"), "failed \\(500: No space left"),
    "starting": (Fault(status=503), "is not ready \\(503\\)"),
    "refused": (Fault(status=422, body=b"unknown field"), "refuses what was asked \\(422: unknown field"),
    "moved": (Fault(status=302, headers={"Location": "http://127.0.0.1:1/"}), "refuses what was asked"),
    "a page not found": (Fault(status=404, body=b"nginx"), "refuses what was asked \\(404: nginx"),
}


@pytest.mark.parametrize(("fault", "sentence"), FAULTS.values(), ids=FAULTS)
def test_whatever_a_server_answers_a_question_ends_soon_with_a_sentence(
    served: Served, fault: Fault, sentence: str
) -> None:
    with closing(fill(served)) as store:
        served.faults.append(fault)
        began = time.monotonic()
        with pytest.raises(StoreError, match=sentence):
            store.find(NEAREST)
        assert time.monotonic() - began < 8


@pytest.mark.parametrize(("fault", "sentence"), FAULTS.values(), ids=FAULTS)
def test_and_so_does_opening(served: Served, fault: Fault, sentence: str) -> None:
    served.faults.append(replace(fault, path=f"/{SETTINGS.collection}"))
    with pytest.raises(IndexingError, match=sentence):
        open_at(served)


def test_a_question_is_asked_again_where_that_helps(served: Served) -> None:
    with closing(fill(served)) as store:
        served.faults.append(Fault(cut=True, times=1))
        assert len(store.find(NEAREST)) == 3


def test_writing_goes_on_through_a_restart_of_the_server(served: Served) -> None:
    with closing(open_at(served)) as store:
        served.faults.append(Fault(status=503, times=2, path="/points"))
        store.add([sample.node() for sample in SAMPLES])
        served.faults.append(Fault(status=429, headers={"Retry-After": "1"}, times=1))
        assert store.count() == len(SAMPLES)


def test_a_server_that_is_not_there_is_said(collection: str) -> None:
    began = time.monotonic()
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9 cannot be reached"):
        open_store("http://127.0.0.1:9", server=ServerSettings(collection=collection, timeout=1))
    assert time.monotonic() - began < 5


def test_a_collection_deleted_under_a_running_bot_is_said(served: Served) -> None:
    with closing(fill(served)) as store:
        served.client.delete_collection(SETTINGS.collection)
        with pytest.raises(StoreGoneError, match=r"is not at .* any more; start again"):
            store.find(NEAREST)


def test_a_closed_store_says_so(served: Served) -> None:
    store = fill(served)
    store.close()
    with pytest.raises(IndexFolderError, match="was closed"):
        store.count()


def test_where_a_server_is_is_shown_without_its_password() -> None:
    assert place_of("https://user:secret@qdrant.example/store/") == "qdrant.example:6333/store"


@pytest.mark.parametrize("url", ["https://", "http://:6333", "https://host:port"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(IndexFolderError, match="write https://host:6333"):
        open_store(url)


def test_without_the_client_installed_a_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [name for name in sys.modules if name.startswith("index.stores.qdrant")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "qdrant_client", None)
    with pytest.raises(IndexFolderError, match=r"pip install 'whosaid\[distributed\]'"):
        open_store("https://qdrant.example")


Opened = Callable[[str, StoreShape], PassageStore]


def test_more_nodes_than_the_adapter_would_return_come_back(opened: Opened) -> None:
    store = opened("memory:", LEXICAL_SHAPE)
    nodes = [replace(SAMPLES[0], name=f"n{n}").node(dense=False) for n in range(10_050)]
    store.add(nodes)
    assert len(store.get_nodes()) == store.count() == 10_050
