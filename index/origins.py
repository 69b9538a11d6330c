"""Where a source in the index came from, and whether it is still the same there."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from index.errors import SourceError

# A file written again within the same tick of the clock has the same time: if it was that fresh when
# it was looked at, its time proves nothing.
_TICK_NS = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMark:
    """A file as it was when it was read; `name` is its path within the sources, with slashes."""

    name: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The files of a source in the folder, or the digest that it was offered with.

    `noted_ns` is when its files were looked at.
    """

    file: FileMark | None = None
    sidecar: FileMark | None = None
    noted_ns: int = 0
    digest: str | None = None


def write_origin(origin: Origin) -> str:
    """Return an origin as JSON."""
    return TypeAdapter(Origin).dump_json(origin).decode()


def read_origin(held: str) -> Origin:
    """Return the origin that `write_origin` wrote."""
    return TypeAdapter(Origin).validate_json(held)


def mark_files(folder: Path, file: Path, sidecar: Path | None) -> Origin:
    """Return the origin of a source in the folder, as its files are now.

    Raises:
        SourceError: If one cannot be read.
    """
    noted = time.time_ns()
    return Origin(
        file=_mark(folder, file),
        sidecar=None if sidecar is None else _mark(folder, sidecar),
        noted_ns=noted,
    )


def is_untouched(folder: Path, file: Path, sidecar: Path | None, known: Origin) -> bool:
    """Tell by their names, sizes and times alone that the files are those of `known`."""
    if known.file is None or (sidecar is None) != (known.sidecar is None):
        return False
    pairs = [(file, known.file)]
    if sidecar is not None and known.sidecar is not None:
        pairs.append((sidecar, known.sidecar))
    return all(_is_untouched(folder, path, mark, known.noted_ns) for path, mark in pairs)


def is_same(now: Origin, known: Origin) -> bool:
    """Tell whether two origins are of the same bytes under the same names."""
    return _bytes_of(now) == _bytes_of(known)


def _bytes_of(origin: Origin) -> list[tuple[str, str] | None]:
    return [mark and (mark.name, mark.sha256) for mark in (origin.file, origin.sidecar)]


def _is_untouched(folder: Path, path: Path, known: FileMark, noted_ns: int) -> bool:
    if path.relative_to(folder).as_posix() != known.name:
        return False
    stat = path.stat()
    proves = stat.st_mtime_ns < noted_ns - _TICK_NS
    return proves and (stat.st_size, stat.st_mtime_ns) == (known.size, known.mtime_ns)


def _mark(folder: Path, path: Path) -> FileMark:
    try:
        # The time is taken first: a change while reading shows as a newer time.
        stat = path.stat()
        held = path.read_bytes()
    except OSError as error:
        sentence = f"It cannot be read ({error.strerror}). Check the file and its rights."
        raise SourceError(path, sentence) from error
    return FileMark(
        name=path.relative_to(folder).as_posix(),
        size=stat.st_size,
        mtime_ns=stat.st_mtime_ns,
        sha256=hashlib.sha256(held).hexdigest(),
    )
