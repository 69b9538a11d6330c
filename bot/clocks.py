"""Whether this machine's clock can be believed about what is too old: a jump must not delete anything."""

import time
from dataclasses import dataclass

_DAY = 86_400.0  # seconds
_STEP = 3600.0  # seconds by which a clock may be set right without a word
_AWAY = 3 * _DAY  # seconds that the process may not have run


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Two clocks read at once: `wall` in Unix seconds, which may jump, and `steady`, which only runs."""

    wall: float
    steady: float


def read_clocks() -> Reading:
    """Read both clocks of this machine."""
    return Reading(wall=time.time(), steady=time.monotonic())


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWatch:
    """What is known of the clock: since when it ran in step, and whether it was right at that time."""

    since: Reading
    known: bool

    @classmethod
    def begin(cls, now: Reading, last: int | None) -> "ClockWatch":
        """Begin to watch; `last` is when the clock was believed last, before this process, if ever."""
        return cls(since=now, known=last is not None and -_STEP <= now.wall - last <= _AWAY)

    def in_step(self, now: Reading) -> bool:
        """Tell whether the clock has gone on as time did."""
        return abs((now.wall - self.since.wall) - (now.steady - self.since.steady)) <= _STEP

    def is_believed(self, now: Reading) -> bool:
        """Tell whether what is too old by this clock is too old: it was right, or ran evenly for a day."""
        return self.in_step(now) and (self.known or now.steady - self.since.steady >= _DAY)

    def renewed(self, now: Reading) -> "ClockWatch":
        """Return what to go on with: after a jump, the day of waiting begins anew."""
        return self if self.in_step(now) else ClockWatch(since=now, known=False)
