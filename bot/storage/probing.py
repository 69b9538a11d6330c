"""Trying whether the database can be written."""

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.reviews import ReviewState
from bot.storage.tables import KeyRow, ReviewRow

_NOBODYS = ""  # the name of no key


async def probe(session: AsyncSession) -> int:
    """Take the right to write without writing anything, and return how many drafts wait for a moderator."""
    await session.execute(update(KeyRow).where(KeyRow.name == _NOBODYS).values(name=_NOBODYS))
    waiting = select(func.count()).select_from(ReviewRow).where(ReviewRow.state == ReviewState.WAITING)
    return (await session.execute(waiting)).scalar_one()
