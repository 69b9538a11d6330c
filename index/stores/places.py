"""What a store's URL says, before anything is opened. Pure."""

from pathlib import Path
from urllib.parse import urlsplit

from index.errors import IndexFolderError

MEMORY = "memory:"
"""The URL of the emulation of a server, which forgets all when it is closed."""

_SERVERS = frozenset({"http", "https"})
_PORT = 6333


def is_server(url: str) -> bool:
    """Tell whether a URL names a server, or its emulation, rather than a folder."""
    return url == MEMORY or url.partition(":")[0] in _SERVERS


def folder_of(url: str) -> Path:
    """Return the folder that a URL names; IndexFolderError if it names none."""
    scheme, _, place = url.partition(":")
    if scheme != "edge" or not place:
        raise IndexFolderError(
            f"STORE_URL={url} names no store known here; set STORE_URL=edge:data/index, or "
            "STORE_URL=https://host:6333 for a Qdrant server."
        )
    return Path(place)


def place_of(url: str) -> str:
    """Return where a server is, as it is shown: without what might be a password in its URL."""
    if url == MEMORY:
        return MEMORY
    parts = urlsplit(url)
    try:
        port = parts.port or _PORT
    except ValueError as error:
        raise IndexFolderError("STORE_URL has no port that could be one; write https://host:6333.") from error
    if not parts.hostname:
        raise IndexFolderError("STORE_URL names no host; write https://host:6333.")
    return f"{parts.hostname}:{port}{parts.path.rstrip('/')}"
