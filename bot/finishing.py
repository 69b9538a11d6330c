"""Work that is not left half known: what it writes and what we know of it belong together."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


async def finish(work: Coroutine[Any, Any, _T]) -> _T:
    """Do some work to its end, also where whoever waits is cancelled meanwhile: that comes after it."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        if not task.cancelled():
            # Cancelled is what we are, whatever became of it; nobody else asks for its error.
            task.exception()
        raise
