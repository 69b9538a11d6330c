"""The library: opens the index of a folder of sources, made anew where it has to be."""

import sqlite3
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Self

from index.builder import Builder
from index.catalogue import Catalogue
from index.changes import Changes, find_changes
from index.corpus import Corpus
from index.embedding import EmbeddingUnavailable, check_embedding, open_embedding
from index.errors import IndexFolderError, IndexMismatchError, StoreGoneError
from index.folder import IndexFolder, unusable
from index.hybrid import HybridRetriever
from index.llama import PassageIndex
from index.making import making_of
from index.manifest import Making, Manifest, damaged, read_manifest, write_manifest
from index.offers import SourceOffer
from index.placing import Placing
from index.progress import Progress
from index.reconciled import Reconciled
from index.retriever import NarrowedRetriever, Retriever
from index.settings import IndexSettings
from index.sources import find_sources
from index.stores import PassageStore, check_store
from index.text_embedding import TextEmbedding

# How long another process may take to let the index go, in seconds.
PATIENCE = 3.0


def never() -> bool:
    """Let what is going on go on."""
    return False


@dataclass(slots=True, kw_only=True)
class Library:
    """What was said, open for questions. `lacking` is a plain sentence if there is no embedding at all."""

    corpus: Corpus
    retriever: Retriever
    lacking: str | None
    _open: ExitStack
    _embedding: TextEmbedding | None = None
    _maker: "_Maker | None" = None

    @property
    def notice(self) -> str | None:
        """A plain sentence if words alone find passages, for now or for good."""
        return self.lacking if self._embedding is None else self._embedding.notice

    @property
    def catalogue(self) -> Catalogue:
        """Who speaks in which source, and any turn by its place."""
        return self.corpus

    def is_english(self, word: str) -> bool:
        """Tell whether a folded word is a common English one; where no model can tell, none is."""
        return self._embedding is not None and self._embedding.knows(word)

    def within(self, sources: frozenset[str] | None) -> "Library":
        """Return a view of these sources alone, that knows nothing of the others; None is all of them."""
        corpus = self.corpus.within(sources)
        if corpus is self.corpus or sources is None:
            return self
        return replace(
            self, corpus=corpus, retriever=NarrowedRetriever(retriever=self.retriever, only=sources)
        )

    def reconcile(
        self, shelf: Sequence[SourceOffer], *, progress: Progress, stop: Callable[[], bool] = never
    ) -> Reconciled:
        """Bring the index to what the folder of sources and this shelf hold.

        Raises:
            IndexFolderError: If the index cannot be written; what was there stays.
        """
        if self._maker is None or stop():
            return Reconciled(stopped=True)
        before = {entry.id: entry for entry in self.corpus.sources()}
        maker = replace(self._maker, progress=progress, shelf=tuple(shelf))
        self._open.close()
        library = maker.library(self.lacking)
        self.corpus, self.retriever, self._open = library.corpus, library.retriever, library._open  # noqa: SLF001
        after = {entry.id: entry for entry in self.corpus.sources()}
        return Reconciled(
            added=tuple(sorted(after.keys() - before.keys())),
            updated=tuple(id_ for id_ in after.keys() & before.keys() if after[id_] != before[id_]),
            removed=tuple(sorted(before.keys() - after.keys())),
        )

    def close(self) -> None:
        """Let go of the index."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def check_settings(settings: IndexSettings) -> None:
    """Check what can be known to be wrong without opening anything.

    Raises:
        EmbeddingError: If the name of the embedding is unknown.
        IndexFolderError: If the store's URL is unknown.
    """
    check_embedding(settings.embedding)
    check_store(settings.store_url)


def open_library(
    settings: IndexSettings,
    *,
    progress: Progress,
    shelf: Sequence[SourceOffer] = (),
    build: bool = True,
    patience: float = PATIENCE,
) -> Library:
    """Open the index, made first if it is not there, and anew for what changed since.

    The index holds the sources of the folder that the settings name, and those of the shelf.
    Without `build` nothing is made: an index that is not there, or is not of the present sources and
    settings, is refused.

    Raises:
        SourceError: If a source, its sidecar or their folder cannot be used.
        IndexInUseError: If another process has the index open, and keeps it for `patience` seconds.
        IndexMismatchError: If a newer version wrote the index, or it would have to be made.
        IndexFolderError: If the folder cannot be used; an index that was there stays.
        EmbeddingError: If the local model cannot be used.
    """
    opened = open_embedding(settings.embedding, cache=settings.data / "models", service=settings.service)
    if isinstance(opened, EmbeddingUnavailable):
        return open_with(
            settings, None, opened.notice, progress=progress, shelf=shelf, build=build, patience=patience
        )
    return open_with(settings, opened, None, progress=progress, shelf=shelf, build=build, patience=patience)


def open_with(
    settings: IndexSettings,
    embedding: TextEmbedding | None,
    notice: str | None,
    *,
    progress: Progress,
    shelf: Sequence[SourceOffer] = (),
    build: bool = True,
    patience: float = PATIENCE,
) -> Library:
    """Open the index with an embedding that is open already; None is the lexical mode."""
    maker = _Maker(
        settings=settings,
        embedding=embedding,
        progress=progress,
        build=build,
        shelf=tuple(shelf),
        patience=patience,
    )
    return maker.library(notice)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Opens the index in a folder, and makes what is not there or not up to date."""

    settings: IndexSettings
    embedding: TextEmbedding | None
    progress: Progress
    build: bool
    shelf: tuple[SourceOffer, ...]
    patience: float

    def library(self, notice: str | None) -> Library:
        with ExitStack() as stack:
            folder = Placing(settings=self.settings).take(patience=self.patience)
            stack.callback(folder.release)
            with _failures(folder):
                corpus, store = _Making(maker=self, folder=folder).open(read_manifest(folder.path))
                stack.callback(store.close)
                stack.callback(corpus.close)
            retriever = HybridRetriever(
                corpus=corpus,
                index=PassageIndex(store, self.embedding),
                embedding=self.embedding,
                dense_weight=self.settings.dense_weight,
            )
            return Library(
                corpus=corpus,
                retriever=retriever,
                lacking=notice,
                _open=stack.pop_all(),
                _embedding=self.embedding,
                _maker=self,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    maker: _Maker
    folder: IndexFolder

    @property
    def placing(self) -> Placing:
        return Placing(settings=self.maker.settings)

    def open(self, manifest: Manifest | None) -> tuple[Corpus, PassageStore]:
        self._check(manifest)
        making = making_of(self.maker.settings, self.maker.embedding)
        usable = manifest if manifest is not None and manifest.making == making else None
        try:
            return _open_generation(self.placing, self.folder, self._bring_up_to_date(making, usable))
        except (IndexMismatchError, StoreGoneError):
            if not self.maker.build or usable is None:
                raise
            # Another version of the engine wrote the store, or a server lost what it held: the sources are at
            # hand, so it is made anew.
            return _open_generation(self.placing, self.folder, self._bring_up_to_date(making, None))

    def _check(self, manifest: Manifest | None) -> None:
        if manifest is not None:
            _check_whole(self.folder, manifest)
            self.folder.remove_others(manifest.generation)
        elif self.maker.build:
            self.folder.check_ours()

    def _bring_up_to_date(self, making: Making, usable: Manifest | None) -> Manifest:
        sources = self.maker.settings.sources
        changes = find_changes(sources, find_sources(sources), usable, self.maker.shelf)
        if usable is not None and not changes:
            return (
                _note_times(self.folder, usable, changes) if changes.touched and self.maker.build else usable
            )
        if not self.maker.build:
            raise IndexMismatchError(
                f"The index in {self.folder.path} is not of the present sources and settings; "
                "let `whosaid search` or the bot bring it up to date."
            )
        builder = Builder(
            folder=self.folder,
            sources=sources,
            placing=self.placing,
            making=making,
            embedding=self.maker.embedding,
            progress=self.maker.progress,
        )
        return builder.build(usable, changes)


def _note_times(folder: IndexFolder, manifest: Manifest, changes: Changes) -> Manifest:
    """Remember the files' present times, so that they need not be read the next time."""
    noted = replace(manifest, sources=changes.kept, written_ns=time.time_ns())
    write_manifest(folder.path, noted)
    return noted


def _check_whole(folder: IndexFolder, manifest: Manifest) -> None:
    corpus = folder.generation(manifest.generation).corpus
    if not corpus.is_file():
        raise damaged(folder.path, f"{corpus.relative_to(folder.path)} is missing")
    if corpus.stat().st_size != manifest.corpus_bytes:
        raise damaged(folder.path, f"{corpus.relative_to(folder.path)} is not whole")


def _open_generation(
    placing: Placing, folder: IndexFolder, manifest: Manifest
) -> tuple[Corpus, PassageStore]:
    generation = folder.generation(manifest.generation)
    with ExitStack() as stack:
        store = placing.open_store(generation, manifest.making)
        stack.callback(store.close)
        corpus = Corpus(generation.corpus)
        stack.callback(corpus.close)
        if corpus.passage_count != manifest.passages:
            raise damaged(folder.path, "passages are missing")
        placing.check_count(folder, store, corpus.passage_count)
        stack.pop_all()
    return corpus, store


@contextmanager
def _failures(folder: IndexFolder) -> Generator[None]:
    """Turn what the disk and SQLite raise into errors of ours."""
    try:
        yield
    except OSError as error:
        raise unusable(folder.path, error) from error
    except sqlite3.OperationalError as error:
        raise IndexFolderError(
            f"The index in {folder.path} could not be written ({error}). Free some space there, or choose "
            "another folder with --data, and run again; an index that was there stays."
        ) from error
    except sqlite3.DatabaseError as error:
        raise damaged(folder.path, str(error)) from error
