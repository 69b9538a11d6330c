"""An index that holds the words it was offered, and a shelf beside it."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.storage.database import Database
from bot.storage.shelf.changing import add_source
from bot.storage.shelf.kept import OPERATOR, Handed
from index.errors import SourceError
from index.offers import SourceOffer
from index.progress import PARTS, Progress
from index.reconciled import Reconciled
from index.sidecar import Sidecar

BROKEN = b"broken"


@dataclass(slots=True)
class FakeLibrary:
    """Stands in for an index: `held` are the bytes of its sources; it fails as often as it is told to."""

    held: dict[str, bytes] = field(default_factory=dict[str, bytes])
    digests: dict[str, str] = field(default_factory=dict[str, str])
    failures: int = 0
    rounds: int = 0
    slow: float = 0.0
    closed: bool = False
    threads: set[int] = field(default_factory=set[int])
    opened: Reconciled = field(default_factory=Reconciled)

    def open(self, shelf: Sequence[SourceOffer], progress: Progress) -> Self:
        """Open as it is, and hold what is offered."""
        self.opened = self.reconcile(shelf, progress=progress, stop=lambda: False)
        return self

    def reconcile(
        self, shelf: Sequence[SourceOffer], *, progress: Progress, stop: Callable[[], bool]
    ) -> Reconciled:
        """Hold what is offered, and nothing else."""
        self.rounds += 1
        self.threads.add(threading.get_ident())
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is away")
        failed: dict[str, str] = {}
        for offer in shelf:
            if self.digests.get(offer.id) == offer.digest:
                continue
            try:
                text = offer.read()
            except SourceError as error:
                failed[offer.id] = str(error)
                continue
            for part in range(10):
                if stop():
                    return Reconciled(stopped=True)
                time.sleep(self.slow / 10)
                progress.report(doing=text.name, done=part * PARTS // 10, total=PARTS)
            if text.data == BROKEN:
                failed[offer.id] = str(SourceError(Path(text.name), "It is broken."))
                continue
            self.held[offer.id], self.digests[offer.id] = text.data, offer.digest
        for gone in self.held.keys() - {offer.id for offer in shelf}:
            del self.held[gone], self.digests[gone]
        return Reconciled(failed=failed)

    def close(self) -> None:
        """Let go of it."""
        self.closed = True


async def put(database: Database, name: str, data: bytes = b"Ann: It rains.") -> str:
    """Put a source of the operator's onto the shelf, and return its id."""
    handed = Handed(name=name, data=data, sidecar=Sidecar(), words=2, turns=1)
    async with database.session() as session:
        return (await add_source(session, handed, by=OPERATOR, at=1)).source.id
