"""The time by which several processes agree: the database server's, or this machine's for a file."""

import time

from sqlalchemy import Float, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.inserting import is_postgresql


async def milliseconds(session: AsyncSession) -> int:
    """Return Unix time in milliseconds."""
    if not is_postgresql(session):
        return int(time.time() * 1000)
    now = select(cast(func.extract("epoch", func.clock_timestamp()), Float))
    seconds: float = (await session.execute(now)).scalar_one()
    return int(seconds * 1000)
