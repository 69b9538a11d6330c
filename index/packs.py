"""What was embedded of a source, as bytes: one process makes it, all others of a fleet take it from there.

A pack holds vectors by the hash of the text that each is of. So it fits whoever makes an index in the same
way, and to whom it does not fit it is of no use, and no harm.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Protocol

import numpy as np
from pydantic import TypeAdapter

from index.manifest import Making
from index.vectors import Digest, Vectors

_MAGIC = b"whosaid-pack-1\n"
_HEAD = struct.Struct("<III")  # vectors, numbers in each, a checksum of the rest
_HASH = 32
_MOST = 1 << 31  # bytes
_FOLDER = "folder-"  # begins the keys of sources in the operator's folder


class Packs(Protocol):
    """Keeps packs where all processes of a fleet find them. Used from worker threads.

    It raises nothing: what cannot be had or kept at the moment is embedded once more, and that is all.
    """

    def get(self, key: str) -> bytes | None:
        """Return the pack of a key, waited for if another process makes it; None is for the asker to make."""
        ...

    def put(self, key: str, pack: bytes) -> None:
        """Keep a pack, in place of one of the same key."""
        ...

    def leave(self, key: str) -> None:
        """Let another process make a pack that this one was to make and did not; harmless after `put`."""
        ...


def pack_key(digest: str, making: Making) -> str:
    """Return the key for a version of a source in an index that is made in this way."""
    made = hashlib.sha256(TypeAdapter(Making).dump_json(making)).hexdigest()
    return f"{digest}-{made[:16]}"


def folder_digest(files: Iterable[str]) -> str:
    """Return what stands for the digest of a source in the operator's folder: by its files' hashes."""
    return _FOLDER + "-".join(files)


def offered_digest(key: str) -> str | None:
    """Return the digest of the offered source that a key is of; None if it is one of a folder."""
    return None if key.startswith(_FOLDER) else key.rpartition("-")[0]


def write_pack(vectors: Mapping[Digest, Vectors]) -> bytes:
    """Return vectors as a pack, in half precision: a thousandth of a cosine is lost, half the room saved."""
    length = len(next(iter(vectors.values()), ()))
    held = np.array(list(vectors.values()), dtype="<f2").reshape(len(vectors), length)
    rest = b"".join(vectors) + held.tobytes()
    return _MAGIC + _HEAD.pack(len(vectors), length, zlib.crc32(rest)) + rest


def read_pack(pack: bytes) -> dict[Digest, Vectors]:
    """Return the vectors of a pack, of length one again; none if it is damaged or of another version."""
    start = len(_MAGIC) + _HEAD.size
    if not pack.startswith(_MAGIC) or not start <= len(pack) < _MOST:
        return {}
    count, length, told = _HEAD.unpack_from(pack, len(_MAGIC))
    rest = pack[start:]
    if len(rest) != count * (_HASH + 2 * length) or zlib.crc32(rest) != told:
        return {}
    keys = [rest[at : at + _HASH] for at in range(0, count * _HASH, _HASH)]
    held = np.frombuffer(rest, dtype="<f2", offset=count * _HASH).reshape(count, length).astype(np.float32)
    lengths = np.maximum(np.linalg.norm(held, axis=1, keepdims=True), 1e-9)
    return dict(zip(keys, held / lengths, strict=True))
