"""Letting questions in: what is used of the limits, and the question itself, in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.limits import (
    Limited,
    Scope,
    Usage,
    allowances,
    day_began,
    judge,
    slowed_until,
    used,
)
from bot.moderation.rules import Allowance, Limits
from bot.storage.forgetting import stand_in_of
from bot.storage.inserting import is_postgresql
from bot.storage.outcomes import NANO
from bot.storage.questions import NewQuestion, accept_question
from bot.storage.tables import QuestionRow

# Rows of the future are left over from a clock that was put back; a little is two machines' difference.
_AHEAD = 60  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """The question is accepted, as this row."""

    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The same event came before: it is somebody else's to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowed:
    """Its asker may ask in this place again at `again_at`, in Unix seconds."""

    again_at: int


Admission = Admitted | Replayed | Slowed | Limited


async def admit_question(
    session: AsyncSession,
    new: NewQuestion,
    limits: Limits | None,
    *,
    slowmode: int = 0,
    at_most: int = 0,
    now: int,
) -> Admission:
    """Accept a question if the limits let it through; nothing can be accepted between the two.

    `slowmode` is in seconds between two questions of one person in this very place. `at_most` is what the
    question may cost, in billionths of a dollar: it counts as spent until its outcome is kept. In direct
    messages the guild is 0.
    """
    if is_postgresql(session):
        # Held to the end of the transaction; SQLite has one writer at a time anyway.
        await session.execute(select(func.pg_advisory_xact_lock(new.guild)))
    if await _was_accepted(session, new.origin):
        return Replayed()
    refused = await _slowed(session, new, slowmode, now) or await _limited(session, new, limits, now)
    if refused is not None:
        return refused
    row = await accept_question(session, new, nanodollars=at_most)
    return Replayed() if row is None else Admitted(row=row)


async def usage_of(
    session: AsyncSession, guild: int, channel: int, asker: int, limits: Limits, *, now: int
) -> dict[Scope, Usage]:
    """Return what is used of each limit that would bind this person in this main channel."""
    whose = {
        Scope.PERSON: QuestionRow.asker.in_((asker, await stand_in_of(session, asker))),
        Scope.CHANNEL: func.coalesce(QuestionRow.main_channel, QuestionRow.channel) == channel,
        Scope.SERVER: QuestionRow.guild == guild,
    }
    return {
        scope: await _usage(session, (QuestionRow.guild == guild, whose[scope]), allowance, now)
        for scope, allowance in allowances(limits).items()
    }


async def _was_accepted(session: AsyncSession, origin: int) -> bool:
    found = await session.execute(select(QuestionRow.id).where(QuestionRow.origin == origin))
    return found.first() is not None


async def _slowed(session: AsyncSession, new: NewQuestion, slowmode: int, now: int) -> Slowed | None:
    if slowmode <= 0:
        return None
    askers = (new.asker, await stand_in_of(session, new.asker))
    mine = (QuestionRow.asker.in_(askers), QuestionRow.channel == new.channel)
    last = await _newest(session, (QuestionRow.guild == new.guild, *mine), now - slowmode, now, 1)
    again_at = slowed_until(slowmode, last[0] if last else None, now)
    return None if again_at is None else Slowed(again_at=again_at)


async def _limited(
    session: AsyncSession, new: NewQuestion, limits: Limits | None, now: int
) -> Limited | None:
    if limits is None:
        return None
    channel = new.main_channel or new.channel
    return judge(limits, await usage_of(session, new.guild, channel, new.asker, limits, now=now), now)


async def _usage(
    session: AsyncSession, whose: Sequence[ColumnElement[bool]], allowance: Allowance, now: int
) -> Usage:
    accepted: Sequence[int] = ()
    if allowance.requests is not None:
        accepted = await _newest(session, whose, now - allowance.seconds, now, allowance.requests)
    dollars = Decimal(0) if allowance.dollars is None else await _spent(session, whose, now)
    return used(allowance, accepted, now=now, dollars=dollars)


async def _newest(
    session: AsyncSession, whose: Sequence[ColumnElement[bool]], after: int, now: int, most: int
) -> Sequence[int]:
    statement = (
        select(QuestionRow.accepted_at)
        .where(*whose, QuestionRow.accepted_at > after, QuestionRow.accepted_at <= now + _AHEAD)
        .order_by(QuestionRow.accepted_at.desc())
        .limit(most)
    )
    return (await session.scalars(statement)).all()


async def _spent(session: AsyncSession, whose: Sequence[ColumnElement[bool]], now: int) -> Decimal:
    since = QuestionRow.accepted_at >= day_began(now)
    total = select(func.sum(QuestionRow.nanodollars)).where(*whose, since)
    return Decimal((await session.execute(total)).scalar_one() or 0) / NANO
