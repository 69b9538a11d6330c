"""An index that is open: its corpus, its store, and what changes them."""

import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Self

from index.changes import Changes, find_changes
from index.changing import Changer
from index.folder import Generation, IndexFolder
from index.live_corpus import LiveCorpus
from index.llama import PassageIndex
from index.manifest import Making
from index.offers import SourceOffer
from index.packing import Packing
from index.packs import Packs
from index.placing import Placing
from index.progress import Progress
from index.reconciled import Reconciled
from index.reconciling import Reconciler
from index.settings import IndexSettings
from index.stores import PassageStore
from index.text_embedding import TextEmbedding
from index.upkeep import Upkeep
from index.vectors import KeptVectors


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveIndex:
    """A generation of an index, open in this process alone."""

    settings: IndexSettings
    folder: IndexFolder
    making: Making
    embedding: TextEmbedding | None
    corpus: LiveCorpus
    store: PassageStore
    index: PassageIndex
    upkeep: Upkeep
    changing: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)
    packs: Packs | None = None

    @classmethod
    def open(
        cls,
        generation: Generation,
        *,
        settings: IndexSettings,
        folder: IndexFolder,
        making: Making,
        embedding: TextEmbedding | None,
        packs: Packs | None = None,
        create: bool = False,
    ) -> Self:
        """Open a generation, or make an empty one."""
        with ExitStack() as stack:
            store = Placing(settings=settings).open_store(generation, making, create=create)
            stack.callback(store.close)
            corpus = LiveCorpus(generation.corpus, create=create)
            stack.callback(corpus.close)
            stack.pop_all()
        return cls(
            settings=settings,
            folder=folder,
            making=making,
            embedding=embedding,
            corpus=corpus,
            store=store,
            index=PassageIndex(store, embedding),
            upkeep=Upkeep(corpus, store),
            packs=packs,
        )

    def close(self) -> None:
        """Let go of it; what is being changed stops first, with all that is done."""
        self.closing.set()
        with self.changing:
            self.upkeep.close()
            self.corpus.close()
            self.store.close()

    def check_whole(self) -> None:
        """Take out of the store what a crash left there too much.

        Raises:
            IndexFolderError: If the two stores do not hold the same passages then.
            StoreGoneError: If a server lacks some.
        """
        with self._changer() as changer:
            changer.sweep()
        placing = Placing(settings=self.settings)
        placing.check_count(self.folder, self.store, self.corpus.present.passage_count)

    def find_changes(self, shelf: Sequence[SourceOffer]) -> Changes:
        """Return what differs from the sources in the folder and on the shelf."""
        return find_changes(self.settings.sources, self.corpus.origins(), shelf)

    def reconcile(
        self,
        shelf: Sequence[SourceOffer],
        *,
        progress: Progress,
        stop: Callable[[], bool],
        strict: bool = False,
    ) -> Reconciled:
        """Bring the index to its sources; with `strict`, as when opening, a bad file is an error."""

        def is_over() -> bool:
            return self.closing.is_set() or stop()

        with self.changing, self._changer() as changer:
            changes = self.find_changes(shelf)
            reconciler = Reconciler(
                folder=self.settings.sources, changer=changer, progress=progress, stop=is_over, strict=strict
            )
            if strict:
                # What sources left that were never to come; of those still to come, what is embedded is kept.
                coming = {incoming.id for incoming in changes.read}
                changer.vectors.settle(coming | self.corpus.present.holdings.keys())
            return reconciler.reconcile(changes)

    def arrange(self) -> None:
        """Arrange for quick search what was added, if it is much, before anybody asks."""
        if self.store.is_due():
            self.store.optimize()

    @contextmanager
    def _changer(self) -> Generator[Changer]:
        with KeptVectors(self.folder.vectors) as vectors:
            packing = (
                None
                if self.packs is None or self.embedding is None
                else Packing(packs=self.packs, vectors=vectors, embedding=self.embedding, making=self.making)
            )
            yield Changer(
                corpus=self.corpus,
                index=self.index,
                vectors=vectors,
                embedding=self.embedding,
                making=self.making,
                packing=packing,
            )
