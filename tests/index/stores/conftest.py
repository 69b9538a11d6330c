from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from index.stores import PassageStore, StoreShape, open_store
from tests.index.stores.corpus import LEXICAL_SHAPE, SAMPLES, SHAPE

# A second engine joins the contract with one line here: how its URL is made from an empty folder.
ENGINES: dict[str, Callable[[Path], str]] = {"edge": lambda folder: f"edge:{folder / 'store'}"}


@pytest.fixture(params=sorted(ENGINES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ENGINES[request.param](tmp_path)


@pytest.fixture
def opened() -> Iterator[Callable[[str, StoreShape], PassageStore]]:
    with ExitStack() as stack:
        yield lambda url, shape: stack.enter_context(closing(open_store(url, create=shape)))


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
