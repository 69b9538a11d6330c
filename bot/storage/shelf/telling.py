"""Which changes of a server's sources its moderators have not been told of yet."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.acts import Act, ActKind, act_of
from bot.storage.tables import ActRow

_TOLD = (ActKind.SOURCE_ADDED, ActKind.SOURCE_UPDATED, ActKind.SOURCE_REMOVED)
_KEY = "told"


async def untold_changes(session: AsyncSession, *, after: int) -> Sequence[Act]:
    """Return what was added, updated and removed after a time and not told yet, oldest first."""
    which = (ActRow.act.in_([kind.value for kind in _TOLD]), ActRow.acted_at > after)
    rows = await session.scalars(select(ActRow).where(*which).order_by(ActRow.id))
    return [act_of(row) for row in rows if row.detail is not None and not row.detail.get(_KEY)]


async def note_told(session: AsyncSession, act: Act) -> None:
    """Note that moderators were told of a change."""
    detail = {**(act.detail or {}), _KEY: True}
    await session.execute(update(ActRow).where(ActRow.id == act.id).values(detail=detail))
