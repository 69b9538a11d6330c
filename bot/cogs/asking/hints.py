"""Whom a hint was given, so that nobody gets the same one again and again."""

_QUIET = 6 * 60 * 60.0  # seconds after a hint in which the same person gets none in the same channel
_MOST = 1000  # people remembered; the oldest is forgotten first


class Hints:
    """Remembers the last hints, in memory alone: after a restart, one more does no harm."""

    def __init__(self, *, quiet: float = _QUIET, most: int = _MOST) -> None:
        self._quiet = quiet
        self._most = most
        self._given: dict[tuple[int, int], float] = {}

    def __len__(self) -> int:
        return len(self._given)

    def is_due(self, channel: int, person: int, now: float) -> bool:
        """Tell whether a hint may be given at `now` seconds, and take it as given if so."""
        last = self._given.get((channel, person))
        if last is not None and now - last < self._quiet:
            return False
        # Put at the end, so that the first is the oldest.
        self._given.pop((channel, person), None)
        self._given[channel, person] = now
        while len(self._given) > self._most:
            del self._given[next(iter(self._given))]
        return True
