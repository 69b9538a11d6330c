"""Whether the file of a database is whole."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from bot.storage.errors import DamagedError
from bot.storage.failures import sentence_of_sqlite

_STEPS = 10_000  # of SQLite's own machine, between two looks at the clock
_INTERRUPTED = "interrupted"


def check_file(file: Path, *, longest: float = 5.0) -> None:
    """Look through a database's file, if it is there, for as many seconds at most.

    Raises:
        StorageError: If it cannot be read; DamagedError if its pages do not hold together.
    """
    if not file.is_file() or not file.stat().st_size:
        return
    try:
        # Never made here; opened to write, as what a crash left in the log beside it must be taken in.
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True)) as opened:
            found = _look_through(opened, time.monotonic() + longest)
    except sqlite3.Error as error:
        raise sentence_of_sqlite(str(error)) from error
    if found != "ok":
        raise DamagedError("The database file is damaged: restore a backup, or move it away to begin anew.")


def _look_through(opened: sqlite3.Connection, until: float) -> str:
    opened.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)
    try:
        return str(opened.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.OperationalError as error:
        # A file too big to be looked through at every start is trusted.
        if _INTERRUPTED in str(error):
            return "ok"
        raise
