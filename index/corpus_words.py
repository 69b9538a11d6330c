"""How often words are said, in some sources or all, looked up one by one."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from index.corpus_file import CorpusFile

# SQLite takes 32,766 values a statement; older builds 999.
_AT_ONCE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Some sources, and all the others. `whole` tells that there are no others."""

    inside: frozenset[str]
    outside: frozenset[str]

    @property
    def whole(self) -> bool:
        """Whether these are all sources."""
        return not self.outside


class CountedWords(Mapping[str, int]):
    """Words with how often each is said; one that is not said is not in it.

    `table` sums up all sources, `by_source` has a row for each. Of some sources the count is theirs added up,
    or that of all less the others': whichever are fewer.
    """

    def __init__(self, file: CorpusFile, scope: Scope, *, table: str, by_source: str) -> None:
        self._file, self._scope = file, scope
        self._table, self._by_source = table, by_source

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Return the count of each of these words (0 if it is not said)."""
        wanted = list(dict.fromkeys(words))
        return {
            word: count
            for start in range(0, len(wanted), _AT_ONCE)
            for word, count in self._look_up(wanted[start : start + _AT_ONCE]).items()
        }

    def __getitem__(self, word: str) -> int:
        count = self.counts([word])[word]
        if count <= 0:
            raise KeyError(word)
        return count

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> dict[str, int]:
        if self._scope.whole:
            return self._sum_all()
        if self._few_outside:
            others = self._sum(self._scope.outside)
            return {
                word: left for word, count in self._sum_all().items() if (left := count - others.get(word, 0))
            }
        return self._sum(self._scope.inside)

    @property
    def _few_outside(self) -> bool:
        return len(self._scope.outside) < len(self._scope.inside)

    def _look_up(self, words: Sequence[str]) -> dict[str, int]:
        counts = dict.fromkeys(words, 0)
        if self._scope.whole or self._few_outside:
            marks = ", ".join("?" * len(words))
            counts |= self._pairs(self._select(f"WHERE word IN ({marks})"), words)
        if self._scope.whole:
            return counts
        sources = self._scope.outside if self._few_outside else self._scope.inside
        sign = -1 if self._few_outside else 1
        for word, count in self._sum(sources, words).items():
            counts[word] += sign * count
        return counts

    def _sum(self, sources: frozenset[str], words: Sequence[str] | None = None) -> dict[str, int]:
        condition = "source IN (SELECT value FROM json_each(?))"
        values = [json.dumps(sorted(sources))]
        if words is not None:
            condition += " AND word IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(words))
        sql = f"SELECT word, sum(count) FROM {self._by_source} WHERE {condition} GROUP BY word"  # noqa: S608 - our own names
        return self._pairs(sql, values)

    def _sum_all(self) -> dict[str, int]:
        return self._pairs(self._select())

    def _select(self, condition: str = "") -> str:
        return f"SELECT word, count FROM {self._table} {condition}"  # noqa: S608 - our own names

    def _pairs(self, sql: str, values: Sequence[str] = ()) -> dict[str, int]:
        return dict(cast("list[tuple[str, int]]", self._file.read(sql, values)))
