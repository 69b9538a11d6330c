"""One packed file of parts, each with its hash: a .tar.gz that is there whole or not at all.

The last part, `end.json`, lists the hashes of all before it, by which a file that was cut short or changed is
known.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from index.errors import ExportError

END = "end.json"
# Vectors hardly get smaller: a higher level costs time alone.
_LEVEL = 1
_CHUNK = 1 << 20
_MOST = 64 * 1024 * 1024  # of a part that is held in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedWriter:
    """Writes parts one after the other."""

    _tar: tarfile.TarFile
    _hashes: dict[str, str] = field(default_factory=dict[str, str])

    def write(self, name: str, content: bytes) -> None:
        """Write a part."""
        self._add(name, io.BytesIO(content), len(content))

    def write_file(self, name: str, path: Path) -> None:
        """Write a file as a part."""
        with path.open("rb") as file:
            self._add(name, file, path.stat().st_size)

    def end(self) -> None:
        """Write what all parts are to be checked by."""
        self.write(END, json.dumps({"sha256": self._hashes}).encode())

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size = size
        hashed = _Hashed(content)
        self._tar.addfile(info, cast("IO[bytes]", hashed))
        self._hashes[name] = hashed.digest()


@contextmanager
def packing(path: Path) -> Generator[PackedWriter]:
    """Give what writes a packed file, which is there when the block ends well.

    Raises:
        ExportError: If there is a file of that name, or it cannot be written.
    """
    if path.exists():
        raise ExportError(f"There is a file {path} already: choose another name, or delete it.")
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error.strerror}); check its folder.") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            with (
                gzip.GzipFile(fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                writer = PackedWriter(_tar=tar)
                yield writer
                writer.end()
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error.strerror}); is the disk full?") from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a packed file, to be read before the next one is."""

    name: str
    _content: IO[bytes]
    _size: int

    def read(self) -> bytes:
        """Return all of a part that is small enough for that; ExportError otherwise."""
        if self._size > _MOST:
            raise ExportError(f"The part {self.name} is too large to be one of whosaid's.")
        return self._content.read()

    def copy_to(self, path: Path) -> None:
        """Write a part into a new file."""
        with path.open("xb") as file:
            while chunk := self._content.read(_CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())


def read_parts(path: Path) -> Iterator[Part]:
    """Give the parts of a packed file in order; each may be read as long as the next was not asked for.

    Raises:
        ExportError: If it is not there, damaged, cut short, or no such file.
    """
    found: dict[str, str] = {}
    try:
        with gzip.open(path, "rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            for info in tar:
                held = tar.extractfile(info)
                if held is None or info.name in found:
                    raise _damaged(path)
                hashed = _Hashed(held)
                if info.name == END:
                    _check_end(path, hashed, found)
                    while packed.read(_CHUNK):  # what is missing after it is missed here
                        pass
                    return
                yield Part(name=info.name, _content=cast("IO[bytes]", hashed), _size=info.size)
                found[info.name] = hashed.digest()
    except FileNotFoundError as error:
        raise ExportError(f"There is no file {path}.") from error
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise ExportError(f"{path} cannot be read ({error.strerror or error}).") from error
    raise _damaged(path)


def _check_end(path: Path, content: "_Hashed", found: dict[str, str]) -> None:
    try:
        told = cast("dict[str, object]", json.loads(content.read(_MOST)))
    except ValueError as error:
        raise _damaged(path) from error
    if told != {"sha256": found}:
        raise _damaged(path)


def _damaged(path: Path) -> ExportError:
    return ExportError(
        f"{path} is damaged, cut short, or no export of whosaid's; nothing was changed. Export again."
    )


class _Hashed:
    """A stream that is hashed as it is read; what was not read is read for its hash."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read some."""
        part = self._content.read(size)
        self._hash.update(part)
        return part

    def digest(self) -> str:
        """Return the hash of all of it."""
        while self.read(_CHUNK):
            pass
        return self._hash.hexdigest()
