"""What one process does once for all: at its start if it leads, or as soon as it does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from bot.fleet.part import Part

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_AGAIN: Final = 60.0  # seconds


class Leading:
    """Does some work once this process leads; again after a failure, until it is done or ended."""

    def __init__(self, part: Part, work: Callable[[], Awaitable[None]], *, again: float = _AGAIN) -> None:
        self._part = part
        self._work = work
        self._again = again
        self._later: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Do the work now if this process leads, raising what it raises; else when it does."""
        if self._part.leads:
            await self._work()
        else:
            self._later = asyncio.create_task(self._lead())

    def end(self) -> None:
        """Wait no longer."""
        if self._later is not None:
            self._later.cancel()

    async def _lead(self) -> None:
        while True:
            await self._part.leading()
            try:
                await self._work()
            except Exception as error:  # noqa: BLE001 - the outermost edge: nobody waits for it
                _log.error("the leader's work is not done", again_in=self._again, exc_info=error)
                await asyncio.sleep(self._again)
            else:
                return
