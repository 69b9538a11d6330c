import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from uuid import uuid4

import pytest

from index.stores import PassageStore, ServerSettings, StoreShape, open_store
from tests.index.stores.corpus import LEXICAL_SHAPE, SAMPLES, SHAPE
from tests.index.stores.served import Served, serving

# The embedded engine; the official emulation in the process, and the same behind a server's requests on
# loopback; and a real server, if there is one.
REAL = "QDRANT_TEST_URL"
ENGINES = ("edge", "memory", "served", *(["server"] if os.environ.get(REAL) else []))


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as server:
        yield server


@pytest.fixture
def collection() -> str:
    return f"whosaid-test-{uuid4().hex[:12]}"


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "edge":
        return f"edge:{tmp_path / 'store'}"
    if request.param == "memory":
        return "memory:"
    if request.param == "served":
        server: Served = request.getfixturevalue("served")
        return server.url
    return os.environ[REAL]


@pytest.fixture
def reopened(url: str) -> str:
    if url == "memory:":
        pytest.skip("what is in memory goes with who closes it")
    return url


@pytest.fixture
def settings(collection: str) -> ServerSettings:
    return ServerSettings(collection=collection, api_key=os.environ.get("QDRANT_TEST_API_KEY"), timeout=5)


@pytest.fixture
def opened(settings: ServerSettings) -> Iterator[Callable[[str, StoreShape], PassageStore]]:
    with ExitStack() as stack:

        def open_one(url: str, shape: StoreShape) -> PassageStore:
            store = open_store(url, create=shape, server=settings)
            stack.enter_context(closing(store))
            if url == os.environ.get(REAL):
                stack.callback(store.client.delete_collection, settings.collection)
            return store

        yield open_one


@pytest.fixture
def store(url: str, opened: Callable[[str, StoreShape], PassageStore]) -> PassageStore:
    store = opened(url, SHAPE)
    store.add([sample.node() for sample in SAMPLES])
    return store


@pytest.fixture
def lexical_store(url: str, opened: Callable[[str, StoreShape], PassageStore]) -> PassageStore:
    store = opened(url, LEXICAL_SHAPE)
    store.add([sample.node(dense=False) for sample in SAMPLES])
    return store
