"""Counting words anew for one source: of it alone, and in the sum of all."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Two tables of counts, within the transaction of their connection; only what differs is written."""

    connection: sqlite3.Connection
    table: str
    by_source: str

    def put(self, source: str, counts: Mapping[str, int]) -> None:
        """Let these be the counts of a source."""
        before = self._read(source)
        gone = [word for word in before if word not in counts]
        changed = {word: count for word, count in counts.items() if before.get(word) != count}
        delete = f"DELETE FROM {self.by_source} WHERE source = ? AND word = ?"  # noqa: S608 - our own names
        self._write(delete, [(source, word) for word in gone])
        # In order, since rows that stand beside each other are written faster.
        self._write(
            f"INSERT OR REPLACE INTO {self.by_source} VALUES (?, ?, ?)",  # noqa: S608 - our own names
            [(source, word, changed[word]) for word in sorted(changed)],
        )
        more = {word: count - before.get(word, 0) for word, count in changed.items()}
        self._add(more | {word: -before[word] for word in gone})

    def _add(self, more: Mapping[str, int]) -> None:
        upsert = (
            f"INSERT INTO {self.table} VALUES (?, ?) "  # noqa: S608 - our own names
            "ON CONFLICT (word) DO UPDATE SET count = count + excluded.count"
        )
        self._write(upsert, [(word, more[word]) for word in sorted(more)])
        fewer = [(word,) for word, count in more.items() if count < 0]
        delete = f"DELETE FROM {self.table} WHERE word = ? AND count <= 0"  # noqa: S608 - our own names
        self._write(delete, fewer)

    def _read(self, source: str) -> dict[str, int]:
        sql = f"SELECT word, count FROM {self.by_source} WHERE source = ?"  # noqa: S608 - our own names
        rows = self.connection.execute(sql, (source,)).fetchall()
        return dict(cast("list[tuple[str, int]]", rows))

    def _write(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        self.connection.executemany(sql, rows)
