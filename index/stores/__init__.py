"""Engines that keep passages behind LlamaIndex's store interface; `open_store` is where one is chosen."""

from pathlib import Path

from index.errors import IndexFolderError
from index.stores.edge import EdgeStore
from index.stores.shape import StoreShape
from index.stores.store import Hit, PassageStore

__all__ = ["Hit", "PassageStore", "StoreShape", "open_store"]


def open_store(url: str, *, create: StoreShape | None = None) -> PassageStore:
    """Open the store that a URL names: `edge:FOLDER`.

    With `create`, one of that shape is made where there is none; without it, it must be there. Close it
    when done: only one process at a time can have it open.

    Raises:
        IndexInUseError: If another process has it open.
        IndexMismatchError: If it was written by another version, or has another shape than `create`.
        IndexFolderError: If the URL is unknown, there is no whole store, or the disk is full.
    """
    scheme, _, place = url.partition(":")
    if scheme == "edge" and place:
        return EdgeStore.open(Path(place), create=create)
    if scheme in {"http", "https"}:
        raise IndexFolderError(
            "A Qdrant server as the store is not built yet; set STORE_URL=edge:data/index, a folder."
        )
    raise IndexFolderError(f"STORE_URL={url} names no store known here; set STORE_URL=edge:data/index.")
