"""The file of the corpus: opened once, read from any thread."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from index.manifest import damaged
from index.records import Row


class CorpusFile:
    """Reads rows of one SQLite file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # The file never changes once it is in use, so no lock of SQLite's is needed.
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def read(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query; IndexFolderError if the file is damaged."""
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise damaged(self._path.parent.parent, f"{self._path.name}: {error}") from error
