"""Writing the file of a backup: there when it is whole, and for its owner's eyes alone."""

import gzip
import hashlib
import json
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.backups.lines import FORMAT, VERSION, BackupError, Columns, Header, Row


class BackupWriter:
    """Writes the lines of a backup and hashes them."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._rows = 0

    def begin(self, header: Header) -> None:
        """Write the header."""
        told = {"format": FORMAT, "version": VERSION, "revision": header.revision}
        self._write(told | {"counts": dict(header.counts)})

    def begin_table(self, columns: Columns) -> None:
        """Write the line that a table begins with."""
        self._write({"table": columns.table, "columns": columns.names})

    def write_row(self, row: Row) -> None:
        """Write a row of the table that was begun last."""
        self._write(row)
        self._rows += 1

    def end(self) -> None:
        """Write the last line."""
        self._file.write(_line({"rows": self._rows, "sha256": self._hash.hexdigest()}))

    def _write(self, value: object) -> None:
        line = _line(value)
        self._hash.update(line)
        self._file.write(line)


def _line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"


@contextmanager
def writing(file: Path) -> Generator[BackupWriter]:
    """Give what writes a backup; the file is there at the end, or not at all.

    Raises:
        BackupError: If the file is there already, or cannot be written.
    """
    if file.exists():
        raise BackupError(f"{file} is there already: choose another name.")
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(unfinished, "xb", opener=_open_private) as opened:
            with gzip.GzipFile(fileobj=opened, mode="wb", filename="", mtime=0) as packed:
                yield BackupWriter(packed)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(file)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BackupError(f"The backup cannot be written ({reason}): choose another place.") from error
    finally:
        if unfinished.exists():
            unfinished.unlink()


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
