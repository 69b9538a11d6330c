"""Discord's shards: which servers belong to which, and which of them a process runs."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_TIME: Final = 22  # bits of an id below its time, by which Discord deals servers out
_MOST: Final = 10_000  # far beyond what Discord deals in; a slip of the finger must not make a million
_HOW = "write it like `whosaid run --shards 0-3 --of 16`"


class ShardsError(Exception):
    """Shards that cannot be run; the text is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """Some shards of all; `of` is how many there are in all processes together."""

    ids: tuple[int, ...]
    of: int

    def have(self, guild: int) -> bool:
        """Tell whether a server is on one of these; direct messages (0) are on the first."""
        return shard_of(guild, self.of) in self.ids

    @property
    def are_all(self) -> bool:
        """Whether there are no others."""
        return len(self.ids) == self.of

    def __str__(self) -> str:
        return f"{written(self.ids)} of {self.of}"


def shard_of(guild: int, count: int) -> int:
    """Return the shard that Discord sends a server's events to, of that many."""
    return (guild >> _TIME) % count


def read_shards(ids: str | None, of: int | None) -> Shards | None:
    """Return the shards that were asked for; None where nothing was, and Discord says how many there are.

    Raises:
        ShardsError: If they cannot be run; says what to write.
    """
    if ids is None and of is None:
        return None
    if ids is None or of is None:
        raise ShardsError(f"--shards and --of go together: {_HOW}.")
    if not 1 <= of <= _MOST:
        raise ShardsError(f"--of {of} is no number of shards (1 to {_MOST}): {_HOW}.")
    found = re.fullmatch(r"\s*([0-9]{1,9})\s*(?:-\s*([0-9]{1,9})\s*)?", ids, re.ASCII)
    if found is None:
        raise ShardsError(f"--shards {ids!r} is no range of shards: {_HOW}.")
    first = int(found[1])
    last = first if found[2] is None else int(found[2])
    if last < first:
        raise ShardsError(f"--shards {ids} runs backwards: write --shards {last}-{first}.")
    if last >= of:
        raise ShardsError(f"--shards {ids} goes beyond --of {of}: shards are numbered from 0 to {of - 1}.")
    return Shards(ids=tuple(range(first, last + 1)), of=of)


def written(ids: Collection[int]) -> str:
    """Return shards as a person writes them: 0-3, 8."""
    kept = sorted(ids)
    begins = [one for before, one in pairwise([-2, *kept]) if one != before + 1]
    ends = [one for one, after in pairwise([*kept, -2]) if after != one + 1]
    parts = zip(begins, ends, strict=True)
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)
