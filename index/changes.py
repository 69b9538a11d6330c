"""What differs between the sources in the index and those in the folder and on the shelf."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import SourceError
from index.offers import SourceOffer
from index.origins import Origin, is_same, is_untouched, mark_files
from index.sources import SourceFile, identify_source, list_files, no_sources

Incoming = SourceFile | SourceOffer
"""A source that is to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The sources to be read, the ids of those that are gone, and why others cannot be used.

    `looked_at` are those that a file's time alone did not prove unchanged, with what proves it the next time.
    `unusable` has an error for each file that cannot be used, by its source's id, or its name where that is
    not known; `taken` for each offer whose id a file has. What such a source is in the index it stays.
    """

    read: tuple[Incoming, ...] = ()
    gone: tuple[str, ...] = ()
    looked_at: Mapping[str, Origin] = field(default_factory=dict[str, Origin])
    unusable: Mapping[str, SourceError] = field(default_factory=dict[str, SourceError])
    taken: Mapping[str, SourceError] = field(default_factory=dict[str, SourceError])

    def __bool__(self) -> bool:
        return bool(self.read or self.gone)


@dataclass(slots=True, kw_only=True)
class _Comparison:
    """Finds changes; `there` are the ids that are not gone, and where each was found."""

    folder: Path
    known: Mapping[str, Origin]
    shelf: Sequence[SourceOffer]
    there: dict[str, Path | None] = field(default_factory=dict[str, Path | None])
    read: list[Incoming] = field(default_factory=list[Incoming])
    looked_at: dict[str, Origin] = field(default_factory=dict[str, Origin])
    unusable: dict[str, SourceError] = field(default_factory=dict[str, SourceError])
    taken: dict[str, SourceError] = field(default_factory=dict[str, SourceError])

    def look_at_files(self) -> None:
        by_name = {origin.file.name: id_ for id_, origin in self.known.items() if origin.file is not None}
        try:
            files = self._list_files()
        except SourceError as error:
            # The folder itself cannot be used: all that came from it stays.
            self.unusable[self.folder.name] = error
            self.there |= dict.fromkeys(by_name.values())
            return
        for path in files:
            known = by_name.get(path.relative_to(self.folder).as_posix())
            try:
                self._look_at(path, known)
            except SourceError as error:
                self.unusable[known or path.name] = error
                if known is not None:
                    self.there.setdefault(known, path)

    def look_at_offers(self) -> None:
        for offer in self.shelf:
            lying = self.there.get(offer.id)
            if offer.id in self.there and (lying is not None or self._is_from_folder(offer.id)):
                name = lying.name if lying is not None else "the folder of sources"
                self.taken[offer.id] = SourceError(
                    Path(offer.id), f"The folder of sources has the same id (in {name}): rename one of them."
                )
                continue
            self.there[offer.id] = None
            held = self.known.get(offer.id)
            if held is None or held.digest != offer.digest:
                self.read.append(offer)

    def _list_files(self) -> list[Path]:
        files = list_files(self.folder)
        if not files and not self.shelf:
            raise no_sources(self.folder)
        return files

    def _look_at(self, path: Path, id_: str | None) -> None:
        known = None if id_ is None else self.known[id_]
        sidecar = path.with_suffix(".toml")
        beside = sidecar if sidecar.is_file() else None
        if id_ is not None and known is not None and is_untouched(self.folder, path, beside, known):
            self._take(id_, path)
            return
        source = identify_source(path)
        self._take(source.id, path)
        held = self.known.get(source.id)
        now = None if held is None else mark_files(self.folder, path, source.sidecar)
        if held is None or now is None or not is_same(now, held):
            self.read.append(source)
        else:
            self.looked_at[source.id] = now

    def _take(self, id_: str, path: Path) -> None:
        other = self.there.setdefault(id_, path)
        if other is not None and other != path:
            same = f"It has the same id as {other.name}, “{id_}”."
            raise SourceError(path, f"{same} Give one of them another `id` in its sidecar.")

    def _is_from_folder(self, id_: str) -> bool:
        return id_ in self.known and self.known[id_].file is not None


def find_changes(folder: Path, known: Mapping[str, Origin], shelf: Sequence[SourceOffer] = ()) -> Changes:
    """Compare the sources in a folder and on the shelf with those that are in the index.

    Where both have one of the same id, the folder's it is, and the shelf's has failed.
    """
    comparison = _Comparison(folder=folder, known=known, shelf=shelf)
    comparison.look_at_files()
    comparison.look_at_offers()
    return Changes(
        read=tuple(comparison.read),
        gone=tuple(id_ for id_ in known if id_ not in comparison.there),
        looked_at=comparison.looked_at,
        unusable=comparison.unusable,
        taken=comparison.taken,
    )
