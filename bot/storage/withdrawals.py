"""Answers that were taken back: what must not be answered in the same way again."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import WithdrawalRow


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSpan:
    """What a withdrawn answer quoted: code points of a file, known by its sha256."""

    source: str
    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A withdrawn answer: no person, no words."""

    guild: int
    fingerprint: str
    quoted: tuple[QuotedSpan, ...]
    reason: str
    withdrawn_at: int


async def keep_withdrawal(session: AsyncSession, withdrawal: Withdrawal) -> int:
    """Keep a withdrawal and return its row's id."""
    row = WithdrawalRow(
        guild=withdrawal.guild,
        fingerprint=withdrawal.fingerprint,
        quoted=[[span.source, span.sha256, span.start, span.end] for span in withdrawal.quoted],
        reason=withdrawal.reason,
        withdrawn_at=withdrawal.withdrawn_at,
    )
    session.add(row)
    await session.flush()
    return row.id


async def withdrawals_for(session: AsyncSession, guild: int, fingerprint: str) -> list[Withdrawal]:
    """Return what was withdrawn of the answers to a question, latest first."""
    statement = (
        select(WithdrawalRow)
        .where(WithdrawalRow.guild == guild, WithdrawalRow.fingerprint == fingerprint)
        .order_by(WithdrawalRow.id.desc())
    )
    return [_withdrawal(row) for row in await session.scalars(statement)]


def _withdrawal(row: WithdrawalRow) -> Withdrawal:
    return Withdrawal(
        guild=row.guild,
        fingerprint=row.fingerprint,
        quoted=tuple(
            QuotedSpan(source=source, sha256=sha256, start=start, end=end)
            for source, sha256, start, end in row.quoted
        ),
        reason=row.reason,
        withdrawn_at=row.withdrawn_at,
    )
