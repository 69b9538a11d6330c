"""Logins to Discord's gateway: one in so many seconds of each bucket, whichever process makes it."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.clock import milliseconds
from bot.storage.inserting import is_postgresql
from bot.storage.tables import IdentifyRow


async def take_turn(session: AsyncSession, bucket: int, *, every: float) -> float:
    """Take a bucket's turn and return 0.0, or how many seconds to wait before asking again.

    One turn is given in `every` seconds, by the clock that all processes share.
    """
    now, between = await milliseconds(session), int(every * 1000)
    insert = insert_postgresql if is_postgresql(session) else insert_sqlite
    # A turn in the future was taken by a clock that was put back since.
    free = or_(IdentifyRow.taken_at <= now - between, IdentifyRow.taken_at > now + between)
    values: dict[str, Any] = {"bucket": bucket, "taken_at": now}
    statement = insert(IdentifyRow).values(values)
    statement = statement.on_conflict_do_update(
        index_elements=["bucket"], set_={"taken_at": now}, where=free
    ).returning(IdentifyRow.bucket)
    if (await session.execute(statement)).scalar_one_or_none() is not None:
        return 0.0
    taken = await session.scalar(select(IdentifyRow.taken_at).where(IdentifyRow.bucket == bucket))
    return max(0.001, ((taken or now) + between - now) / 1000)
