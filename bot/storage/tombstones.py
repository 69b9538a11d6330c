"""Withdrawn answers whose messages do not say so yet: what a crash left between the two."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.acts import ActKind
from bot.storage.tables import ActRow

_DUE = "due"


def due_detail() -> dict[str, bool]:
    """Return what a withdrawal's act holds until its message says so."""
    return {_DUE: True}


async def due_tombstones(session: AsyncSession) -> Sequence[int]:
    """Return the questions whose answers were withdrawn, and whose messages may not say so yet."""
    statement = select(ActRow).where(ActRow.act == ActKind.WITHDREW, ActRow.detail.is_not(None))
    acts = await session.scalars(statement.order_by(ActRow.id))
    return [act.question for act in acts if act.question is not None and (act.detail or {}).get(_DUE)]


async def note_tombstone(session: AsyncSession, question: int) -> None:
    """Note that an answer's message says that it was withdrawn, or is gone."""
    of_it = (ActRow.question == question, ActRow.act == ActKind.WITHDREW)
    await session.execute(update(ActRow).where(*of_it).values(detail=None))
