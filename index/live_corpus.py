"""The corpus while it changes: its one writer, and the state of it that a question holds on to."""

import threading
import weakref
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.corpus import Corpus, Holding
from index.corpus_file import CorpusFile
from index.corpus_writer import CorpusWriter, Cut
from index.errors import IndexFolderError
from index.manifest import damaged
from index.origins import Origin
from index.records import SentenceVectors, read_entry, write_entry
from index.types import Transcript

# What is written of a large source before it is visible is copied into the file now and then.
_LARGEST_LOG = 32 * 1024 * 1024


class LiveCorpus:
    """A corpus file open for reading and writing, in one process.

    `present` is an immutable state of it. A change makes the next one; who still holds the one before goes on
    reading it as it was, and when nobody does it is gone.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        if not create and not path.is_file():
            raise _damaged(path, "is missing")
        self._path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._lock = threading.RLock()
        self._writer = CorpusWriter(path)
        try:
            self._file = _open(path, self._writer)
            self._present = Corpus(self._file)
        except BaseException:
            self._writer.close()
            raise
        self._origins = self._writer.origins()
        self._older = weakref.WeakSet[CorpusFile]()

    @property
    def present(self) -> Corpus:
        """The corpus as it is now."""
        return self._present

    def close(self) -> None:
        """Close the file; whoever still reads cannot go on."""
        with self._lock:
            for file in (*self._older, self._file):
                file.close()
            self._writer.close()

    def origins(self) -> dict[str, Origin]:
        """Return where each source came from, by its id."""
        with self._lock:
            return dict(self._origins)

    def passage_ids(self, source: str) -> set[str]:
        """Return the ids of a source's passages."""
        with self._lock:
            return self._writer.passage_ids(source)

    def loose(self) -> list[str]:
        """Return the ids that the vector store may hold though there is no such passage here."""
        with self._lock:
            return self._writer.loose()

    def stage(self, ids: Sequence[str], vectors: Sequence[SentenceVectors | None]) -> None:
        """Write the vectors of passages that are about to come, which nobody sees before their source."""
        with self._unseen():
            self._writer.stage(ids, vectors)

    def drop_staged(self) -> None:
        """Delete the vectors of what was staged and is not to come."""
        with self._unseen():
            self._writer.drop_staged()

    def forget_loose(self, ids: Sequence[str]) -> None:
        """Take down that the vector store does not hold these any more."""
        with self._unseen():
            self._writer.forget_loose(ids)

    def note(self, source: str, origin: Origin) -> None:
        """Write down what proves a source unchanged the next time."""
        with self._unseen():
            self._writer.note(source, origin)
            self._origins[source] = origin

    def put(self, transcript: Transcript, origin: Origin, cuts: Sequence[Cut]) -> list[str]:
        """Make a source visible as it is now, and return the ids that are loose then."""
        with self._lock:
            loose = self._writer.put(transcript, origin, cuts)
            self._origins[transcript.id] = origin
            held = Holding(entry=read_entry(write_entry(transcript)), passages=len(cuts))
            self._publish({**self._present.holdings, transcript.id: held})
        return loose

    def remove(self, source: str) -> list[str]:
        """Remove a source, and return the ids that are loose then."""
        with self._lock:
            loose = self._writer.remove(source)
            self._origins.pop(source, None)
            self._publish({id_: held for id_, held in self._present.holdings.items() if id_ != source})
        return loose

    def settle(self) -> bool:
        """Empty the log, so that what was removed is gone from the disk.

        Return whether it could be: not while somebody reads an older state.
        """
        with self._lock:
            self._writer.copy_log()
            # Once all of it is in the file, the present state needs nothing of the log.
            self._file.renew()
            return self._writer.empty_log()

    def _publish(self, holdings: dict[str, Holding]) -> None:
        self._older.add(self._file)
        self._file = CorpusFile(self._path)
        self._present = Corpus(self._file, holdings=dict(sorted(holdings.items())))

    @contextmanager
    def _unseen(self) -> Generator[None]:
        """Write what no reader sees: so the present state may move on to what was written."""
        with self._lock:
            yield
            if self._log.stat().st_size > _LARGEST_LOG:
                self.settle()


def _open(path: Path, writer: CorpusWriter) -> CorpusFile:
    writer.empty_log()
    if not writer.is_whole():
        raise _damaged(path, "is not whole")
    return CorpusFile(path)


def _damaged(path: Path, what: str) -> IndexFolderError:
    folder = path.parent.parent
    return damaged(folder, f"{path.relative_to(folder)} {what}")
