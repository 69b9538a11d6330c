"""Whether the file of a database is whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.errors import DamagedError
from bot.storage.failures import sentence_of_sqlite

# About a second; looking through a bigger file would hold up every start. SQLite itself cannot be told to
# stop half-way in the versions that Python brings.
_LARGEST = 256 * 2**20  # bytes


def check_file(file: Path, *, largest: int = _LARGEST) -> None:
    """Look through a database's file, if it is there and not larger than that.

    Raises:
        StorageError: If it cannot be read; DamagedError if its pages do not hold together.
    """
    if not file.is_file() or not 0 < file.stat().st_size <= largest:
        return
    try:
        # Never made here; opened to write, as what a crash left in the log beside it must be taken in.
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True)) as opened:
            found = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise sentence_of_sqlite(str(error)) from error
    if found != "ok":
        raise DamagedError("The database file is damaged: restore a backup, or move it away to begin anew.")
