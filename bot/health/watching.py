"""Keeping health told for as long as the bot runs."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot.health.health import Health
from bot.health.pulse import end_if_lost
from bot.health.server import LOOPBACK, told_at


@asynccontextmanager
async def watched(
    health: Health, port: int, *, host: str = LOOPBACK, supervised: bool
) -> AsyncGenerator[None]:
    """Let the pulse beat and tell of health at an address until the end of the block.

    A `supervised` process whose event loop hangs for good ends itself, as its parent starts it again.
    """
    beating = asyncio.create_task(health.pulse.beat())
    if supervised:
        end_if_lost(health.pulse)
    try:
        async with told_at(port, health, host=host):
            yield
    finally:
        beating.cancel()
