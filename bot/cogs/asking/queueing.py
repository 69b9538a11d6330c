"""So many questions at once, so many waiting; the next is told when to come again."""

import asyncio
import math
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

_FIRST_GUESS = 2.0  # seconds for an answer, before any was measured
_NEWEST = 0.2  # the newest answer's share in the average
_LONGEST = 600  # seconds; a longer estimate would be worth nothing


class QueueFullError(Exception):
    """Nobody more can wait; `again_in` is the seconds after which there should be room."""

    def __init__(self, again_in: int) -> None:
        super().__init__(again_in)
        self.again_in = again_in


class Queue:
    """A bounded queue: `at_once` are answered, `waiting` wait their turn."""

    def __init__(self, *, at_once: int = 8, waiting: int = 200) -> None:
        self._at_once = at_once
        self._most = at_once + waiting
        self._turns = asyncio.Semaphore(at_once)
        self._inside = 0
        self._seconds = _FIRST_GUESS

    def __len__(self) -> int:
        return self._inside

    @contextmanager
    def place(self) -> Generator[None]:
        """Hold a place in the queue; QueueFullError if there is none."""
        if self._inside >= self._most:
            raise QueueFullError(self._estimate())
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Wait for one's turn, and measure how long it takes."""
        async with self._turns:
            began = time.monotonic()
            try:
                yield
            finally:
                self._seconds += _NEWEST * (time.monotonic() - began - self._seconds)

    def _estimate(self) -> int:
        """Return after how many seconds a good part of the queue should be answered."""
        whole = self._seconds * self._inside / self._at_once
        return max(1, min(_LONGEST, math.ceil(whole)))
