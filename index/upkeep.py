"""Looking after an open index in a thread of its own, beside the questions that are asked meanwhile."""

import contextlib
import sqlite3
import threading

from index.errors import IndexingError
from index.live_corpus import LiveCorpus
from index.stores import PassageStore

# Who reads a state that is gone does so for seconds.
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 5.0


class Upkeep:
    """What is due after changes: the thread is there only while something is."""

    def __init__(self, corpus: LiveCorpus, store: PassageStore) -> None:
        self._corpus, self._store = corpus, store
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = False
        self._stop = threading.Event()

    def wake(self) -> None:
        """Say that something changed."""
        with self._lock:
            self._again = True
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(target=self._run, name="index upkeep", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Stop, and wait until nothing is done any more."""
        self._stop.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        pause = _FIRST_PAUSE
        while not self._is_over():
            # What cannot be done now, as on a full disk, is tried again after the next change.
            with contextlib.suppress(IndexingError, sqlite3.Error, OSError):
                self._store.tend(self._stop.is_set)
                while not self._corpus.settle() and not self._stop.wait(pause):
                    pause = min(2 * pause, _LONGEST_PAUSE)

    def _is_over(self) -> bool:
        with self._lock:
            over = self._stop.is_set() or not self._again
            self._again = False
            if over:
                self._thread = None
            return over
