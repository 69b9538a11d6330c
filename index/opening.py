"""Opening an index: the one that is there, brought up to date, or one made beside it and exchanged."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import IndexMismatchError, StoreGoneError
from index.folder import IndexFolder
from index.live import LiveIndex
from index.making import making_of
from index.manifest import FORMAT, Making, Manifest, write_manifest
from index.offers import SourceOffer
from index.packs import Packs
from index.progress import Progress
from index.reconciled import Reconciled
from index.settings import IndexSettings
from index.text_embedding import TextEmbedding


def never() -> bool:
    """Let what is going on go on."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Opens the index in a folder, and makes what is not there or not up to date.

    Without `build` nothing is made or changed.
    """

    settings: IndexSettings
    embedding: TextEmbedding | None
    folder: IndexFolder
    progress: Progress
    shelf: Sequence[SourceOffer]
    build: bool
    packs: Packs | None = None

    def open(self, manifest: Manifest | None) -> tuple[LiveIndex, Reconciled]:
        """Open the index that a manifest tells of, if there is one, and bring it to its sources."""
        self._check(manifest)
        if manifest is not None and manifest.making == self._making:
            try:
                return self._open_there(manifest)
            except (IndexMismatchError, StoreGoneError):
                # Another version of the engine wrote the store, or a server lost what it held: the sources
                # are at hand, so it is made anew.
                if not self.build:
                    raise
        if not self.build:
            raise self._not_up_to_date()
        return self._make_beside() if manifest is not None else self._make_first()

    @property
    def _making(self) -> Making:
        return making_of(self.settings, self.embedding)

    def _check(self, manifest: Manifest | None) -> None:
        if manifest is not None:
            self.folder.remove_others(manifest.generation)
        elif self.build:
            self.folder.check_ours()

    def _open_there(self, manifest: Manifest) -> tuple[LiveIndex, Reconciled]:
        live = self._live(manifest.generation)
        try:
            live.check_whole()
            return live, self._fill(live) if self.build else self._compare(live)
        except BaseException:
            live.close()
            raise

    def _compare(self, live: LiveIndex) -> Reconciled:
        if live.find_changes(self.shelf):
            raise self._not_up_to_date()
        return Reconciled()

    def _make_first(self) -> tuple[LiveIndex, Reconciled]:
        """Make an index where there is none: in use from the beginning, so a crash costs nothing of it."""
        name = self.folder.new_generation().name
        self.folder.generation(name).path.mkdir()
        live = self._live(name, create=True)
        try:
            self._use(name)
            return live, self._fill(live)
        except BaseException:
            live.close()
            raise

    def _make_beside(self) -> tuple[LiveIndex, Reconciled]:
        """Make an index beside the one that is there, which stays until this one is whole."""
        generation = self.folder.new_generation()
        generation.path.mkdir()
        try:
            live = self._live(generation.name, create=True)
            try:
                done = self._fill(live)
                self._use(generation.name)
            except BaseException:
                live.close()
                raise
        except BaseException:
            shutil.rmtree(generation.path, ignore_errors=True)
            raise
        return live, done

    def _fill(self, live: LiveIndex) -> Reconciled:
        done = live.reconcile(self.shelf, progress=self.progress, stop=never, strict=True)
        live.arrange()
        return done

    def _use(self, name: str) -> None:
        write_manifest(self.folder.path, Manifest(format=FORMAT, generation=name, making=self._making))
        self.folder.remove_others(name)

    def _live(self, name: str, *, create: bool = False) -> LiveIndex:
        return LiveIndex.open(
            self.folder.generation(name),
            settings=self.settings,
            folder=self.folder,
            making=self._making,
            embedding=self.embedding,
            packs=self.packs,
            create=create,
        )

    def _not_up_to_date(self) -> IndexMismatchError:
        return IndexMismatchError(
            f"The index in {self.folder.path} is not of the present sources and settings; "
            "let `whosaid search` or the bot bring it up to date."
        )
