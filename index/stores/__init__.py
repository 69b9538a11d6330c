"""Engines that keep passages behind LlamaIndex's store interface; `open_store` is where one is chosen."""

from importlib import import_module

from index.errors import IndexFolderError
from index.server import ServerSettings
from index.stores.edge import EdgeStore
from index.stores.places import folder_of, is_server, place_of
from index.stores.shape import StoreShape
from index.stores.store import Hit, PassageStore

__all__ = [
    "Hit",
    "PassageStore",
    "ServerSettings",
    "StoreShape",
    "check_store",
    "folder_of",
    "is_server",
    "open_store",
    "place_of",
]


def open_store(
    url: str, *, create: StoreShape | None = None, server: ServerSettings | None = None
) -> PassageStore:
    """Open the store that a URL names.

    `edge:FOLDER` is the engine inside the process, `https://HOST:6333` (or http) a Qdrant server, of which
    `server` says more, and `memory:` the emulation of one. With `create`, a store of that shape is made where
    there is none; without it, it must be there. Close it when done: only one process at a time can have a
    folder open.

    Raises:
        IndexInUseError: If another process has it open.
        IndexMismatchError: If it was written by another version, or has another shape than `create`.
        IndexFolderError: If the URL is unknown, there is no whole store, or the disk is full.
        StoreError: If the server cannot be used, or has no such collection.
    """
    if is_server(url):
        return _open_at_server(url, server or ServerSettings(), create)
    return EdgeStore.open(folder_of(url), create=create)


def check_store(url: str) -> None:
    """Check that a URL names a store that can be opened here; IndexFolderError otherwise."""
    if is_server(url):
        place_of(url)
        _load_client(url)
    else:
        folder_of(url)


def _open_at_server(url: str, server: ServerSettings, create: StoreShape | None) -> PassageStore:
    _load_client(url)
    from index.stores.qdrant import QdrantStore  # noqa: PLC0415 - see below

    return QdrantStore.open(url, server, create=create)


def _load_client(url: str) -> None:
    """Load an extra that takes half a second: only who keeps passages at a server pays for it."""
    try:
        import_module("index.stores.qdrant")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"qdrant_client", "llama_index", "grpc"}:
            raise
        raise IndexFolderError(
            f"STORE_URL={url.partition(':')[0]}:… is a Qdrant server, whose client is not installed: run "
            "`pip install 'whosaid[distributed]'` (or `uv sync --extra distributed`), or set "
            "STORE_URL=edge:data/index."
        ) from error
