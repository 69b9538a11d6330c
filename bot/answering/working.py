"""Work off the event loop, only so much of it at once that the loop keeps its turn."""

import asyncio
import os
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Python runs one thread at a time: more of them than there are cores only wait for each other, and the loop,
# on which everybody waits to be acknowledged, waits for all of them.
_AT_ONCE = max(2, os.cpu_count() or 1)


class Workers:
    """Runs work in threads, so much at once; what is more waits its turn without a thread."""

    def __init__(self, at_once: int = _AT_ONCE) -> None:
        self._turns = asyncio.Semaphore(at_once)

    async def run(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Return what the work returns."""
        async with self._turns:
            return await asyncio.to_thread(work, *arguments, **named)
