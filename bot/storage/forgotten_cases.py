"""Cases that are to be forgotten: each process has a case file of its own, and looks here what leaves it."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import ForgottenCaseRow


async def note_forgotten_cases(session: AsyncSession, fingerprints: Iterable[str], *, at: int) -> None:
    """Have every process forget the cases of these questions."""
    for fingerprint in fingerprints:
        await session.merge(ForgottenCaseRow(fingerprint=fingerprint, forgotten_at=at))
    await session.flush()


async def cases_forgotten_since(session: AsyncSession, since: int) -> tuple[str, ...]:
    """Return the questions whose cases were to be forgotten since a time."""
    found = select(ForgottenCaseRow.fingerprint).where(ForgottenCaseRow.forgotten_at >= since)
    return tuple(await session.scalars(found.order_by(ForgottenCaseRow.forgotten_at)))


async def drop_forgotten_cases(session: AsyncSession, *, before: int) -> None:
    """Remember no more what every process has forgotten long ago."""
    await session.execute(delete(ForgottenCaseRow).where(ForgottenCaseRow.forgotten_at < before))
