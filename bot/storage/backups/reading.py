"""Reading the file of a backup, and knowing whether it is whole."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import Any, cast

from bot.storage.backups.lines import FORMAT, VERSION, BackupError, Columns, Header, Row

_MOST = 8 * 2**20  # letters held in memory, beyond one row: files of sources are in there
_DAMAGED = "The backup is damaged: take another one; nothing was changed."
_STRANGE = "This is not a backup of whosaid: choose a file that `whosaid backup` wrote."
_NOT_PACKED = "Not a gzipped file"  # as Python words it; other such errors are about what is packed
_NEWER = "The backup was written by a newer version of whosaid: install that version."


def check_backup(file: Path) -> Header:
    """Read a backup from beginning to end and return its header; BackupError if anything is amiss."""
    header: Header | None = None
    for line in read_backup(file):
        if isinstance(line, Header):
            header = line
    if header is None:
        raise BackupError(_DAMAGED)
    return header


def read_batches(file: Path, at_once: int) -> Generator[tuple[Columns, list[Row]]]:
    """Give the rows of a backup, some at once, with the columns they belong to."""
    columns = Columns(table="", names=())
    batch: list[Row] = []
    size = 0
    for line in read_backup(file):
        if batch and (len(batch) == at_once or size > _MOST or isinstance(line, Columns)):
            yield columns, batch
            batch, size = [], 0
        if isinstance(line, Columns):
            columns = line
        elif isinstance(line, list):
            batch.append(line)
            size += sum(len(value) for value in line if isinstance(value, str))
    if batch:
        yield columns, batch


def read_backup(file: Path) -> Generator[Header | Columns | Row]:
    """Give the header, then each table's columns and its rows; whether it is whole shows at the end."""
    try:
        with gzip.open(file, "rb") as lines:
            yield from _read(lines)
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {file}.") from error
    except gzip.BadGzipFile as error:
        raise BackupError(_STRANGE if _NOT_PACKED in str(error) else _DAMAGED) from error
    except (EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise BackupError(_DAMAGED) from error
    except OSError as error:
        raise BackupError(f"The backup cannot be read ({error.strerror}).") from error


def _read(lines: gzip.GzipFile) -> Generator[Header | Columns | Row]:
    hashed = hashlib.sha256()
    first = lines.readline()
    hashed.update(first)
    header = _header(first)
    yield header
    counts: dict[str, int] = {}
    table = ""
    for line in lines:
        value = cast("Row | dict[str, Any]", json.loads(line))
        if isinstance(value, list):
            counts[table] += 1
            yield value
        elif "table" in value:
            table = str(value["table"])
            counts[table] = 0
            yield Columns(table=table, names=tuple(value["columns"]))
        else:
            _check_end(value, header, counts, hashed.hexdigest(), lines.readline())
            return
        hashed.update(line)
    raise EOFError


def _header(line: bytes) -> Header:
    value = cast("dict[str, Any]", json.loads(line))
    if value["format"] != FORMAT:
        raise BackupError(_STRANGE)
    if value["version"] > VERSION:
        raise BackupError(_NEWER)
    return Header(revision=value["revision"], counts=value["counts"])


def _check_end(
    end: dict[str, Any], header: Header, counts: dict[str, int], sha256: str, after: bytes
) -> None:
    whole = end["sha256"] == sha256 and end["rows"] == header.rows
    if not whole or counts != header.counts or after:
        raise BackupError(_DAMAGED)
