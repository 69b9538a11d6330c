"""Bringing an index to what its sources are: what differs is read and put in place, one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.apart import ReaderProcess
from index.changes import Changes, Incoming
from index.changing import Changer
from index.errors import SourceError
from index.offers import SourceOffer, offered_sidecar
from index.origins import Origin, mark_files
from index.progress import PARTS, Progress, Telling
from index.reconciled import Reconciled
from index.sources import Read, read_source
from index.types import Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciler:
    """Brings one index to what a folder of sources and a shelf hold.

    With `strict`, a source of the folder that cannot be used is an error; else it is told of, and stays.
    What people added is read in a process of its own, started where there is something to read.
    """

    folder: Path
    changer: Changer
    progress: Progress
    stop: Callable[[], bool]
    strict: bool = False

    def reconcile(self, changes: Changes) -> Reconciled:
        """Make these changes; each is whole, whenever this ends."""
        if self.strict:
            for error in changes.unusable.values():
                raise error
        self.changer.sweep()
        for identity, origin in changes.looked_at.items():
            self.changer.corpus.note(identity, origin)
        for identity in changes.gone:
            self.changer.remove(identity)
        failed = {**changes.unusable, **changes.taken}
        done = _Done(failed={identity: str(error) for identity, error in failed.items()})
        self._tell_price(changes.read)
        total = len(changes.read) * PARTS
        with ReaderProcess() as reader:
            for number, incoming in enumerate(changes.read):
                if self.stop() or not self._put(incoming, reader.read, done, number * PARTS, total):
                    return done.reconciled(removed=changes.gone, stopped=True)
        if changes.read:
            self.progress.report(doing="Index", done=total, total=total)
        return done.reconciled(removed=changes.gone, stopped=False)

    def _tell_price(self, incoming: Sequence[Incoming]) -> None:
        letters = sum(_size(one) for one in incoming)
        embedding = self.changer.embedding
        said = embedding.tell_price(letters) if embedding and letters else None
        if said and isinstance(self.progress, Telling):
            self.progress.tell(said)

    def _put(self, incoming: Incoming, read: Read, done: "_Done", parts: int, total: int) -> bool:
        """Put one source in place; return False if it was to stop before that was done."""
        name = incoming.id if isinstance(incoming, SourceOffer) else incoming.path.name

        def told(share: float) -> None:
            self.progress.report(doing=name, done=parts + int(share * PARTS), total=total)

        told(0.0)
        try:
            transcript, origin = _read(incoming, self.folder, read)
        except SourceError as error:
            if self.strict and not isinstance(incoming, SourceOffer):
                raise
            done.failed[incoming.id] = str(error)
            return True
        known = self.changer.corpus.present.source(incoming.id) is not None
        if not self.changer.put(transcript, origin, told=told, stop=self.stop):
            return False
        (done.updated if known else done.added).append(incoming.id)
        return True


@dataclass(slots=True, kw_only=True)
class _Done:
    failed: dict[str, str]
    added: list[str] = field(default_factory=list[str])
    updated: list[str] = field(default_factory=list[str])

    def reconciled(self, *, removed: Sequence[str], stopped: bool) -> Reconciled:
        return Reconciled(
            added=tuple(self.added),
            updated=tuple(self.updated),
            removed=tuple(removed),
            failed=self.failed,
            stopped=stopped,
        )


def _size(incoming: Incoming) -> int:
    if isinstance(incoming, SourceOffer):
        return incoming.size
    return incoming.path.stat().st_size if incoming.path.exists() else 0


def _read(incoming: Incoming, folder: Path, read: Read) -> tuple[Transcript, Origin]:
    if isinstance(incoming, SourceOffer):
        text = incoming.read()
        reading = read(text.data, text.name, offered_sidecar(incoming, text.sidecar))
        return reading.transcript, Origin(digest=incoming.digest)
    # Marked before it is read: if it changes meanwhile, the next time sees another file.
    origin = mark_files(folder, incoming.path, incoming.sidecar)
    return read_source(incoming).transcript, origin
