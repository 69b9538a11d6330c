"""What a person wants to know of a Qdrant server before it is used."""

from contextlib import closing
from importlib.metadata import version
from urllib.parse import urlsplit

from index.server import ServerSettings
from index.stores.qdrant_collection import delete_collection, exists
from index.stores.qdrant_server import QdrantServer

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def describe_server(url: str, settings: ServerSettings) -> str:
    """Return a server's version, what is to be said of the way there, and whosaid's collections at it.

    Raises:
        StoreError: If it cannot be used.
        IndexMismatchError: If it is too old.
    """
    with closing(QdrantServer.reach(url, settings)) as server:
        told = [f"Qdrant {server.version()} at {server.place}, by the client {version('qdrant-client')}"]
        if _is_apart(server.version(), version("qdrant-client")):
            told.append("their versions lie more than one apart, which Qdrant does not promise to work")
        if _is_in_the_open(url, settings):
            told.append("the key travels unencrypted: https would hide it")
        told.append(_collections(server))
    return "; ".join(told)


def remove_collection(url: str, settings: ServerSettings) -> None:
    """Delete the collection that the settings name, if it is there."""
    with closing(QdrantServer.reach(url, settings)) as server:
        if exists(server):
            delete_collection(server)


def _collections(server: QdrantServer) -> str:
    names = [one.name for one in server.ask(server.client.get_collections).collections]
    ours = sorted(name for name in names if name.startswith(f"{server.settings.collection}-"))
    if not ours:
        return f"no collection of {server.settings.collection} yet"
    counts = {
        name: server.ask(lambda name=name: server.client.count(name, exact=True)).count for name in ours
    }
    return ", ".join(f"{name} ({count:,} passages)" for name, count in counts.items())


def _is_apart(served: str, own: str) -> bool:
    pairs = [part.split(".") for part in (served, own)]
    try:
        (major, minor), (own_major, own_minor) = ((int(parts[0]), int(parts[1])) for parts in pairs)
    except (ValueError, IndexError):
        return True
    return major != own_major or abs(minor - own_minor) > 1


def _is_in_the_open(url: str, settings: ServerSettings) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and settings.api_key is not None and parts.hostname not in _LOCAL
