"""One writer at a time, and a number that grows with every change in the transaction that makes it."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.inserting import insert_unless
from bot.storage.shelf.tables import ShelfRow

_SHELF = "shelf"
_THE_ROW = ShelfRow.name == _SHELF


async def shelf_revision(session: AsyncSession) -> int:
    """Return a number that is another one if anything on the shelf changed."""
    return await session.scalar(select(ShelfRow.revision).where(_THE_ROW)) or 0


async def be_the_writer(session: AsyncSession) -> None:
    """Let nobody else change the shelf until this transaction ends: what is counted now stays true."""
    first = {"name": _SHELF, "revision": 0}
    await session.execute(insert_unless(session, ShelfRow, first, taken="name"))
    await session.execute(select(ShelfRow.revision).where(_THE_ROW).with_for_update())


async def note_change(session: AsyncSession) -> None:
    """Tell all who follow the shelf that it changed; only `be_the_writer` may."""
    await session.execute(update(ShelfRow).where(_THE_ROW).values(revision=ShelfRow.revision + 1))
