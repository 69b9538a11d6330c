"""The library: what was said, open for questions while sources come and go."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Self

from index.catalogue import Catalogue, SourceEntry
from index.corpus import Corpus
from index.embedding import EmbeddingUnavailable, check_embedding, check_service, open_embedding
from index.folder import index_failures
from index.hybrid import HybridRetriever
from index.live import LiveIndex
from index.manifest import read_manifest
from index.offers import SourceOffer
from index.opening import Opening, never
from index.packs import Packs
from index.placing import Placing
from index.progress import Progress
from index.reconciled import Reconciled
from index.retriever import NarrowedRetriever, Retriever
from index.settings import IndexSettings
from index.stores import check_store
from index.text_embedding import TextEmbedding
from index.types import Turn

# How long another process may take to let the index go, in seconds.
PATIENCE = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCatalogue:
    """What is in an index now, whenever that is asked; implements `Catalogue`."""

    live: LiveIndex

    def sources(self) -> tuple[SourceEntry, ...]:
        """Return every source, by id."""
        return self.live.corpus.present.sources()

    def turn(self, source: str, ordinal: int) -> Turn | None:
        """Return one turn, or None if there is none at that place."""
        return self.live.corpus.present.turn(source, ordinal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What was said, open for questions. `lacking` is a plain sentence if there is no embedding at all.

    It is always the present state of the index; `within` gives what a question holds on to. `opened` is what
    was done to bring it up to date when it was opened; `around` is put about what finds passages.
    """

    live: LiveIndex
    lacking: str | None
    opened: Reconciled = field(default_factory=Reconciled)
    _open: ExitStack = field(default_factory=ExitStack)
    _held: Corpus | None = None
    around: Callable[[HybridRetriever], Retriever] | None = None

    @property
    def notice(self) -> str | None:
        """A plain sentence if words alone find passages, for now or for good."""
        return self.lacking if self.live.embedding is None else self.live.embedding.notice

    @property
    def corpus(self) -> Corpus:
        """What was said: an unchanging state, the present one if this is no view."""
        return self._held or self.live.corpus.present

    @property
    def catalogue(self) -> Catalogue:
        """Who speaks in which source, and any turn by its place, as that is whenever it is asked."""
        return self._held or LiveCatalogue(live=self.live)

    @property
    def retriever(self) -> Retriever:
        """What finds passages in `corpus`."""
        corpus = self.corpus
        everywhere = HybridRetriever(
            corpus=corpus,
            index=self.live.index,
            embedding=self.live.embedding,
            dense_weight=self.live.settings.dense_weight,
        )
        found = everywhere if self.around is None else self.around(everywhere)
        return found if corpus.only is None else NarrowedRetriever(retriever=found, only=corpus.only)

    def is_english(self, word: str) -> bool:
        """Tell whether a folded word is a common English one; where no model can tell, none is."""
        return self.live.embedding is not None and self.live.embedding.knows(word)

    def within(self, sources: frozenset[str] | None) -> "Library":
        """Return a view of these sources alone, that knows nothing of the others; None is all of them.

        It stays as it is now, whatever is added or removed meanwhile.
        """
        return replace(self, _held=self.corpus.within(sources), _open=ExitStack())

    def reconcile(
        self, shelf: Sequence[SourceOffer], *, progress: Progress, stop: Callable[[], bool] = never
    ) -> Reconciled:
        """Bring the index to what the folder of sources and this shelf hold, while questions are answered.

        Each source is added, updated or removed at once and whole, and stays so whenever this ends. One that
        cannot be read is left as it was, and told of. Any thread may call this; one call waits for another.

        Raises:
            IndexFolderError: If the index cannot be written; what was done until then stays.
        """
        with index_failures(self.live.folder.path):
            try:
                return self.live.reconcile(shelf, progress=progress, stop=stop)
            finally:
                self.live.upkeep.wake()

    def close(self) -> None:
        """Let go of the index; what is being reconciled stops, with all that is done."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def check_settings(settings: IndexSettings) -> None:
    """Check what can be known to be wrong without opening anything.

    Raises:
        EmbeddingError: If the name of the embedding is unknown, or its service needs a key.
        IndexFolderError: If the store's URL is unknown.
    """
    check_embedding(settings.embedding)
    check_service(settings.embedding, settings.service)
    check_store(settings.store_url)


def open_library(
    settings: IndexSettings,
    *,
    progress: Progress,
    shelf: Sequence[SourceOffer] = (),
    build: bool = True,
    patience: float = PATIENCE,
    packs: Packs | None = None,
) -> Library:
    """Open the index, made first if it is not there, and brought up to date.

    It holds the sources of the folder that the settings name and those of the shelf: what is in neither goes.
    `packs` is where the processes of a fleet leave each other what they embedded.
    Without `build` nothing is changed: an index that is not there, or is not of the present sources and
    settings, is refused.

    Raises:
        SourceError: If a source in the folder, its sidecar or the folder itself cannot be used.
        IndexInUseError: If another process has the index open, and keeps it for `patience` seconds.
        IndexMismatchError: If a newer version wrote the index, or it would have to be made.
        IndexFolderError: If the folder cannot be used; an index that was there stays.
        EmbeddingError: If the local model cannot be used.
    """
    opened = open_embedding(settings.embedding, cache=settings.data / "models", service=settings.service)
    unavailable = isinstance(opened, EmbeddingUnavailable)
    with ExitStack() as stack:
        if opened is not None and not unavailable:
            stack.callback(opened.close)
        library = open_with(
            settings,
            None if unavailable else opened,
            opened.notice if unavailable else None,
            progress=progress,
            shelf=shelf,
            build=build,
            patience=patience,
            packs=packs,
        )
        stack.push(library)
        return replace(library, _open=stack.pop_all())


def open_with(
    settings: IndexSettings,
    embedding: TextEmbedding | None,
    notice: str | None,
    *,
    progress: Progress,
    shelf: Sequence[SourceOffer] = (),
    build: bool = True,
    patience: float = PATIENCE,
    packs: Packs | None = None,
) -> Library:
    """Open the index with an embedding that is open already; None is the lexical mode."""
    with ExitStack() as stack:
        folder = Placing(settings=settings).take(patience=patience)
        stack.callback(folder.release)
        with index_failures(folder.path):
            opening = Opening(
                settings=settings,
                embedding=embedding,
                folder=folder,
                progress=progress,
                shelf=shelf,
                build=build,
                packs=packs,
            )
            live, done = opening.open(read_manifest(folder.path))
        stack.callback(live.close)
        if done.changed:
            live.upkeep.wake()
        return Library(live=live, lacking=notice, opened=done, _open=stack.pop_all())
