"""Stretches of texts that are shown: the same words count once."""

from collections.abc import Iterable, Iterator

from index.quoting import count_quoted
from index.types import Turn

Stretches = tuple[tuple[int, int], ...]
"""Starts and ends of stretches of one text, in order; no two touch."""


class Shown:
    """The words that are shown of sources, by turn; each counts once, however often it is shown."""

    def __init__(self, held: Iterable[tuple[tuple[str, int], Stretches]] = ()) -> None:
        self._held: dict[tuple[str, int], Stretches] = dict(held)
        self._words: dict[str, int] = {}

    def copy(self) -> "Shown":
        """Return the same, to go on with."""
        other = Shown(self._held.items())
        other._words = dict(self._words)
        return other

    def words(self, source: str) -> int:
        """Return how many words of a source were added."""
        return self._words.get(source, 0)

    def cost(self, turn: Turn, start: int, end: int) -> int:
        """Return how many words of `turn.text[start:end]` are not shown yet."""
        held = self._held.get((turn.source, turn.ordinal), ())
        return sum(count_quoted(turn.text[low:high]) for low, high in uncovered(held, start, end))

    def add(self, turn: Turn, start: int, end: int) -> None:
        """Count `turn.text[start:end]` as shown."""
        cost = self.cost(turn, start, end)
        place = (turn.source, turn.ordinal)
        self._words[turn.source] = self.words(turn.source) + cost
        self._held[place] = with_stretch(self._held.get(place, ()), start, end)

    def stretches(self, source: str) -> dict[int, Stretches]:
        """Return what is shown of a source, by the ordinals of its turns."""
        return {ordinal: held for (of, ordinal), held in self._held.items() if of == source}


def with_stretch(held: Stretches, start: int, end: int) -> Stretches:
    """Return stretches with one more; those that touch are joined."""
    if start >= end:
        return held
    joined: list[tuple[int, int]] = []
    for low, high in sorted((*held, (start, end))):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return tuple(joined)


def uncovered(held: Stretches, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the parts of `[start, end)` that no stretch covers, in order."""
    for low, high in held:
        if high <= start:
            continue
        if low >= end:
            break
        if low > start:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end
