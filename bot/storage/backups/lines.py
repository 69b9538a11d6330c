"""What stands in the file of a backup.

It is packed JSON, a value a line. The first line is the header; each table begins with a line that names its
columns, and each of its rows is a list; the last line counts the rows and holds the SHA-256 of every line
before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.storage.errors import StorageError

FORMAT, VERSION = "whosaid backup", 1

Row = list[Any]
"""The values of a row, in the order of its table's columns."""


class BackupError(StorageError):
    """A backup cannot be written, read or restored; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a backup says of itself: the schema it was taken of, and how many rows each table had."""

    revision: str
    counts: Mapping[str, int]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A table begins, with these columns."""

    table: str
    names: tuple[str, ...]
