"""Work that is not left half known: what it writes and what we know of it belong together."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


def _always() -> bool:
    return True


async def finish(work: Coroutine[Any, Any, _T], *, begun: Callable[[], bool] = _always) -> _T:
    """Do some work to its end, also where whoever waits is cancelled meanwhile: that comes after it.

    Work that has not `begun` yet, as it waits for its turn, is cancelled as well.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if not begun():
            task.cancel()
        await asyncio.wait({task})
        if not task.cancelled():
            # Cancelled is what we are, whatever became of it; nobody else asks for its error.
            task.exception()
        raise
