"""Letting questions in: what is used of the limits, and the question itself, in one step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all
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
from bot.storage.following import Followed, find_followed
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


_Which = tuple[ColumnElement[bool], ...]
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
    refused = await _slowed(session, new, slowmode, now) or await _limited(session, new, limits, now)
    if refused is not None:
        return Replayed() if await _was_accepted(session, new.origin) else refused
    row = await accept_question(session, new, nanodollars=at_most)
    return Replayed() if row is None else Admitted(row=row)


async def admit_follow_up(
    session: AsyncSession,
    followed: Followed,
    new: NewQuestion,
    limits: Limits | None,
    *,
    slowmode: int = 0,
    at_most: int = 0,
    now: int,
) -> tuple[Admission, int | None, tuple[str, ...]]:
    """Accept a question as `admit_question` does, with what it goes on from.

    Return also the row that it follows, if any, and the earlier questions that it may lean on.
    """
    follows, after = await find_followed(session, followed, new)
    following = replace(new, follows=follows)
    admission = await admit_question(session, following, limits, slowmode=slowmode, at_most=at_most, now=now)
    return admission, follows, after


async def usage_of(
    session: AsyncSession, guild: int, channel: int, asker: int, limits: Limits, *, now: int
) -> dict[Scope, Usage]:
    """Return what is used of each limit that would bind this person in this main channel."""
    whose = {
        Scope.PERSON: QuestionRow.asker.in_((asker, await stand_in_of(session, asker))),
        Scope.CHANNEL: func.coalesce(QuestionRow.main_channel, QuestionRow.channel) == channel,
        Scope.SERVER: QuestionRow.guild == guild,
    }
    bounds = {
        scope: ((QuestionRow.guild == guild, whose[scope]), allowance)
        for scope, allowance in allowances(limits).items()
    }
    accepted = await _newest(session, bounds, now)
    return {
        scope: used(allowance, accepted[scope], now=now, dollars=await _spent(session, which, allowance, now))
        for scope, (which, allowance) in bounds.items()
    }


async def _was_accepted(session: AsyncSession, origin: int) -> bool:
    found = await session.execute(select(QuestionRow.id).where(QuestionRow.origin == origin))
    return found.first() is not None


async def _slowed(session: AsyncSession, new: NewQuestion, slowmode: int, now: int) -> Slowed | None:
    if slowmode <= 0:
        return None
    askers = (new.asker, await stand_in_of(session, new.asker))
    mine = (QuestionRow.asker.in_(askers), QuestionRow.channel == new.channel)
    here = (QuestionRow.guild == new.guild, *mine)
    last = (await session.scalars(_accepted(here, slowmode, now).limit(1))).first()
    again_at = slowed_until(slowmode, last, now)
    return None if again_at is None else Slowed(again_at=again_at)


async def _limited(
    session: AsyncSession, new: NewQuestion, limits: Limits | None, now: int
) -> Limited | None:
    if limits is None:
        return None
    channel = new.main_channel or new.channel
    return judge(limits, await usage_of(session, new.guild, channel, new.asker, limits, now=now), now)


async def _newest(
    session: AsyncSession, bounds: Mapping[Scope, tuple[_Which, Allowance]], now: int
) -> dict[Scope, list[int]]:
    """Return when the newest requests of each scope were accepted, as many as matter; asked for at once."""
    parts = [
        _part(scope, _accepted(which, allowance.seconds, now).limit(allowance.requests))
        for scope, (which, allowance) in bounds.items()
        if allowance.requests is not None
    ]
    found: dict[Scope, list[int]] = {scope: [] for scope in bounds}
    if parts:
        for scope, at in await session.execute(union_all(*parts)):
            found[Scope(scope)].append(at)
    return found


def _part(scope: Scope, accepted: Select[int]) -> Select[str, int]:
    newest = accepted.subquery()  # SQLite takes no limit on a part itself
    return select(literal(scope.value), newest.c.accepted_at)


def _accepted(which: _Which, seconds: int, now: int) -> Select[int]:
    """Select when questions of the last seconds were accepted, newest first."""
    within = (QuestionRow.accepted_at > now - seconds, QuestionRow.accepted_at <= now + _AHEAD)
    return select(QuestionRow.accepted_at).where(*which, *within).order_by(QuestionRow.accepted_at.desc())


async def _spent(session: AsyncSession, which: _Which, allowance: Allowance, now: int) -> Decimal:
    """Return the dollars of today, where they are bound."""
    if allowance.dollars is None:
        return Decimal(0)
    today = QuestionRow.accepted_at >= day_began(now)
    total = select(func.sum(QuestionRow.nanodollars)).where(*which, today)
    return Decimal((await session.execute(total)).scalar_one() or 0) / NANO
