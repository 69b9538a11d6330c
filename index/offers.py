"""Sources that are offered to an index beside the operator's folder."""

from collections.abc import Callable
from dataclasses import dataclass

from index.sidecar import Sidecar


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """What a source is read from; `name` is the file's as it was handed over."""

    name: str
    data: bytes
    sidecar: Sidecar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOffer:
    """A source that should be in the index.

    `digest` changes when its file, its sidecar or its owner change. `owner` is the server that added it, None
    the operator. `read` is called in a worker thread, and only if the index lacks this digest. `size` is the
    file's in bytes, where that is known.
    """

    id: str
    digest: str
    owner: int | None
    read: Callable[[], SourceText]
    size: int = 0


def offered_sidecar(offer: SourceOffer, sidecar: Sidecar | None) -> Sidecar:
    """Return the sidecar of an offered source: the id is the offer's, and a server's own is its alone."""
    own = {"id": offer.id} if offer.owner is None else {"id": offer.id, "servers": frozenset({offer.owner})}
    return (sidecar or Sidecar()).model_copy(update=own)
