"""Trying a store: a write, searches, a delete, each timed, in a place of its own that is gone afterwards."""

import shutil
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from uuid import NAMESPACE_URL, uuid4, uuid5

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryMode

from index.errors import IndexingError
from index.server import ServerSettings
from index.stores import PassageStore, StoreShape, check_store, folder_of, is_server, open_store

_LENGTH = 8
_SHAPE = StoreShape(dense=_LENGTH, average_words=4.0)
_WORDS = "The tide waits for nobody."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was tried; `seconds` is None where there was nothing to time."""

    name: str
    told: str
    fine: bool = True
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """Takes one step after another, until one fails."""

    steps: list[Step] = field(default_factory=list[Step])

    def take(self, name: str, step: Callable[[], str]) -> None:
        began = time.perf_counter()
        try:
            told = step()
        except (IndexingError, OSError) as error:
            self.steps.append(Step(name=name, told=str(error), fine=False))
            raise _StopError from error
        self.steps.append(Step(name=name, told=told, seconds=time.perf_counter() - began))


class _StopError(Exception):
    """A step failed, and is told of."""


def try_store(url: str, server: ServerSettings) -> list[Step]:
    """Try the store that a URL names, and return what was tried, up to what failed first."""
    trial = _Trial()
    try:
        trial.take("Setting", lambda: _checked(url))
        trial.take("Engine", lambda: _describe(url, server))
        with _place(url, server) as (place, settings):
            _try_at(trial, place, settings)
    except _StopError:
        pass
    except (IndexingError, OSError) as error:
        trial.steps.append(Step(name="Tidying", told=str(error), fine=False))
    return trial.steps


def _try_at(trial: _Trial, place: str, settings: ServerSettings) -> None:
    held: list[PassageStore] = []
    try:
        trial.take("Make", lambda: _open(held, place, settings))
        [store] = held
        node = _node()
        trial.take("Write", lambda: _told(len(store.add([node])), "passage written"))
        trial.take("Search by meaning", lambda: _find(store, VectorStoreQueryMode.DEFAULT, node.node_id))
        trial.take("Search by words", lambda: _find(store, VectorStoreQueryMode.SPARSE, node.node_id))
        trial.take("Delete", lambda: _delete(store, node.node_id))
    finally:
        for store in held:
            store.close()


def _checked(url: str) -> str:
    check_store(url)
    return "a Qdrant server" if is_server(url) else f"a folder, {folder_of(url)}"


def _describe(url: str, server: ServerSettings) -> str:
    if not is_server(url):
        return f"Qdrant Edge {version('qdrant-edge-py')}, inside the process"
    from index.stores.qdrant_about import describe_server  # noqa: PLC0415 - an extra, loaded where it is used

    return describe_server(url, server)


@contextmanager
def _place(url: str, server: ServerSettings) -> Generator[tuple[str, ServerSettings]]:
    if not is_server(url):
        parent = folder_of(url).absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=".store-trial-"))
        try:
            yield f"edge:{folder / 'store'}", server
        finally:
            shutil.rmtree(folder)
        return
    trial = replace(server, collection=f"{server.collection}-trial-{uuid4().hex[:12]}")
    try:
        yield url, trial
    finally:
        from index.stores.qdrant_about import remove_collection  # noqa: PLC0415 - as above

        remove_collection(url, trial)


def _open(held: list[PassageStore], place: str, settings: ServerSettings) -> str:
    held.append(open_store(place, create=_SHAPE, server=settings))
    return "a collection of its own" if is_server(place) else "a folder of its own"


def _node() -> TextNode:
    return TextNode(
        id_=str(uuid5(NAMESPACE_URL, "whosaid store doctor")),
        text=_WORDS,
        embedding=[1.0] * _LENGTH,
        metadata={"source": "trial", "speakers": ["nobody"]},
        excluded_embed_metadata_keys=["source", "speakers"],
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id="trial")},
    )


def _find(store: PassageStore, mode: VectorStoreQueryMode, wanted: str) -> str:
    query = VectorStoreQuery(query_embedding=[1.0] * _LENGTH, query_str="tide", similarity_top_k=1, mode=mode)
    found = [hit.id for hit in store.find(query)]
    if found != [wanted]:
        raise IndexingError("What was written just now is not found: the store does not do what it should.")
    return _told(len(found), "passage found")


def _delete(store: PassageStore, id_: str) -> str:
    store.delete_nodes([id_])
    if store.count():
        raise IndexingError("What was deleted just now is still there: the store does not do what it should.")
    return _told(1, "passage deleted")


def _told(count: int, what: str) -> str:
    return f"{count} {what}"
