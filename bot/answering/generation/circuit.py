"""A circuit that opens when a server keeps failing, so that nobody waits for what will not come."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """What a call tells of its server."""

    WELL = "well"
    FAILING = "failing"
    BARRED = "barred"
    """It will not serve us until a person has done something: a key, a quota."""
    UNTOLD = "untold"
    """Nothing: the call did not take place, or was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many failures in a row open the circuit, and for how many seconds.

    Each probe that fails doubles the pause, up to `longest`; `barred` is the pause where only a person can
    put it right.
    """

    failures: int = 3
    first: float = 30.0
    longest: float = 600.0
    barred: float = 900.0


@dataclass(frozen=True, slots=True)
class Admission:
    """Leave to make one call; a probe is the only one while it runs."""

    probe: bool


class Circuit:
    """Admits calls while the server is well; when open, nobody, and after a pause one probe at a time."""

    def __init__(self, *, clock: Callable[[], float], patience: Patience | None = None) -> None:
        self._clock = clock
        self._patience = patience or Patience()
        self._failures = 0
        self._pause = 0.0
        self._open_until: float | None = None
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether calls are refused, or only probed."""
        return self._open_until is not None

    def admit(self) -> Admission | None:
        """Give leave for a call, or None; each leave must come back by `settle`."""
        if self._open_until is None:
            return Admission(probe=False)
        if self._probing or self._clock() < self._open_until:
            return None
        self._probing = True
        return Admission(probe=True)

    def settle(self, admission: Admission, health: Health, *, pause: float = 0.0) -> None:
        """Learn what a call told; `pause` is how many seconds the server asks to be left alone."""
        if admission.probe:
            self._probing = False
        if health is Health.WELL:
            self._failures, self._pause, self._open_until = 0, 0.0, None
        elif health is not Health.UNTOLD and (admission.probe or self._open_until is None):
            # Calls that began before it opened tell nothing new.
            self._fail(admission, health, pause)

    def _fail(self, admission: Admission, health: Health, pause: float) -> None:
        patience = self._patience
        self._failures += 1
        wait = min(pause, patience.barred)
        if admission.probe or health is Health.BARRED or self._failures >= patience.failures:
            self._pause = min(max(self._pause * 2, patience.first), patience.longest)
            wait = max(wait, self._pause, patience.barred if health is Health.BARRED else 0.0)
        if wait:
            self._open_until = self._clock() + wait
