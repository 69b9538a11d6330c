"""The file of the corpus as it was at one moment: read from any thread, whatever is written meanwhile."""

import sqlite3
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path

from index.manifest import damaged
from index.records import Row

_PIN = "SELECT count(*) FROM sqlite_schema"


class CorpusFile:
    """Reads rows of one SQLite file, all of the state that it had when this was opened.

    Safe to share between threads. Closed when nobody holds it any more: until then SQLite keeps for it what
    was written since (in the write-ahead log), and it sees none of that.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
        )
        self._lock = threading.Lock()
        self.close = weakref.finalize(self, self._connection.close)
        try:
            self._pin()
        except sqlite3.DatabaseError as error:
            self.close()
            raise self._damaged(error) from error

    def read(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query; IndexFolderError if the file is damaged."""
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def renew(self) -> None:
        """See the file as it is now: so that the log can be emptied, where nothing else was written since."""
        with self._lock:
            self._connection.execute("COMMIT")
            self._pin()

    def _pin(self) -> None:
        # A transaction sees the state of its first read.
        self._connection.execute("BEGIN")
        self._connection.execute(_PIN).fetchone()

    def _damaged(self, error: sqlite3.DatabaseError) -> Exception:
        return damaged(self._path.parent.parent, f"{self._path.name}: {error}")
