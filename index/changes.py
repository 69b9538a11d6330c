"""What changed between the sources as they were indexed and as they are now."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import SourceError
from index.manifest import FileMark, IndexedSource, Manifest
from index.offers import SourceOffer
from index.sources import SourceFile

# A file written again within the same tick of the clock has the same time: if it was that fresh when
# it was indexed, its time proves nothing.
_TICK_NS = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The sources that stay as they are, those to be read, and the ids whose passages go.

    `touched` tells that a kept source had to be read, since its time did not prove it unchanged.
    """

    kept: tuple[IndexedSource, ...]
    read: tuple[SourceFile | SourceOffer, ...]
    gone: tuple[str, ...]
    touched: bool

    def __bool__(self) -> bool:
        return bool(self.read or self.gone)


def find_changes(
    folder: Path,
    files: tuple[SourceFile, ...],
    manifest: Manifest | None,
    shelf: Sequence[SourceOffer] = (),
) -> Changes:
    """Compare the sources in a folder with those in a manifest, if there is one."""
    known = {} if manifest is None else {source.id: source for source in manifest.sources}
    written = 0 if manifest is None else manifest.written_ns
    kept: list[IndexedSource] = []
    read: list[SourceFile | SourceOffer] = []
    for file in files:
        same = _unchanged(folder, file, known.get(file.id), written)
        kept += [same] if same else []
        read += [] if same else [file]
    lying = {file.id for file in files}
    for offer in shelf:
        held = known.get(offer.id)
        if offer.id not in lying:
            kept += [held] if held and held.digest == offer.digest else []
            read += [] if held and held.digest == offer.digest else [offer]
    current = {source.id for source in kept}
    return Changes(
        kept=tuple(kept),
        read=tuple(read),
        gone=tuple(identity for identity in known if identity not in current),
        touched=any(_is_touched(known[source.id], source, written) for source in kept),
    )


def mark_file(folder: Path, path: Path) -> FileMark:
    """Return a file's mark as it is now."""
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


def _unchanged(
    folder: Path, file: SourceFile, known: IndexedSource | None, written_ns: int
) -> IndexedSource | None:
    """Return the source as it is indexed, with its files' present times; None if it changed."""
    if known is None or known.file is None or (file.sidecar is None) != (known.sidecar is None):
        return None
    mark = _same(folder, file.path, known.file, written_ns)
    if mark is None:
        return None
    if file.sidecar is None or known.sidecar is None:
        return replace(known, file=mark)
    sidecar = _same(folder, file.sidecar, known.sidecar, written_ns)
    return None if sidecar is None else replace(known, file=mark, sidecar=sidecar)


def _same(folder: Path, path: Path, known: FileMark, written_ns: int) -> FileMark | None:
    stat = path.stat()
    same_name = path.relative_to(folder).as_posix() == known.name
    if not same_name or stat.st_size != known.size:
        return None
    if stat.st_mtime_ns == known.mtime_ns and not _is_fresh(known, written_ns):
        return known
    mark = mark_file(folder, path)
    return mark if mark.sha256 == known.sha256 else None


def _is_touched(known: IndexedSource, now: IndexedSource, written_ns: int) -> bool:
    return known != now or any(_is_fresh(mark, written_ns) for mark in (now.file, now.sidecar) if mark)


def _is_fresh(mark: FileMark, written_ns: int) -> bool:
    return mark.mtime_ns >= written_ns - _TICK_NS
