"""The event loop's pulse: how long it has not come round, seen from other threads."""

import asyncio
import os
import threading
import time
from collections.abc import Callable

import structlog

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_EVERY = 0.25  # seconds between two beats
STUCK = 10.0
"""Seconds without a beat after which the loop is taken to hang; what takes long is worked on in threads."""
_TICK = 1.0  # seconds
_LOST = 120  # ticks in a row


class Pulse:
    """Beats while the event loop comes round; `lag` may be read from any thread."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at = clock()

    async def beat(self) -> None:
        """Beat until cancelled."""
        while True:
            self._at = self._clock()
            await asyncio.sleep(_EVERY)

    def lag(self) -> float:
        """Return how many seconds the next beat is late."""
        return max(0.0, self._clock() - self._at - _EVERY)


def end_if_lost(pulse: Pulse, *, tick: float = _TICK, lost: int = _LOST) -> None:
    """End the process, from a thread, once the loop has hung for `lost` ticks: a parent starts it again.

    Each tick must have passed here as well, so that a stopped and continued process is no lost one.
    """
    threading.Thread(target=_watch, args=(pulse, tick, lost), name="watchdog", daemon=True).start()


def _watch(pulse: Pulse, tick: float, lost: int) -> None:
    missed = 0
    while missed < lost:
        time.sleep(tick)
        missed = missed + 1 if pulse.lag() > tick else 0
    _log.critical("the event loop hangs", seconds=round(pulse.lag()))
    os._exit(1)
