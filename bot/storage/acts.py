"""What somebody did as a moderator, one row an act."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import ActRow


class ActKind(StrEnum):
    """What was done."""

    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    ANSWERED_PRIVATELY = "answered_privately"
    EXPIRED = "expired"
    """Nobody decided on a draft in time; done by nobody."""
    SHARED = "shared"
    WITHDREW = "withdrew"
    RENEWED = "renewed"
    DELETED = "deleted"
    FLAG_HANDLED = "flag_handled"
    PAUSED = "paused"
    RESUMED = "resumed"
    RULES_CHANGED = "rules_changed"
    IMPORTED = "imported"
    EXPORTED = "exported"
    SOURCE_ADDED = "source_added"
    SOURCE_UPDATED = "source_updated"
    SOURCE_EDITED = "source_edited"
    """What is said of a source was changed: who speaks, or what is known of it."""
    SOURCE_REMOVED = "source_removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act; `actor` is None where nobody did it, or who did is forgotten. `detail` holds no words."""

    id: int
    guild: int
    act: ActKind
    actor: int | None
    question: int | None
    detail: dict[str, Any] | None
    acted_at: int


async def record_act(
    session: AsyncSession,
    guild: int,
    act: ActKind,
    *,
    actor: int | None,
    question: int | None = None,
    detail: dict[str, Any] | None = None,
    at: int,
) -> None:
    """Keep what somebody did; `detail` is JSON and holds no words of anybody else's."""
    session.add(
        ActRow(guild=guild, act=act.value, actor=actor, question=question, detail=detail, acted_at=at)
    )
    await session.flush()


async def acts_of(session: AsyncSession, question: int) -> list[Act]:
    """Return what was done about a question, in order."""
    statement = select(ActRow).where(ActRow.question == question).order_by(ActRow.id)
    return [act_of(row) for row in await session.scalars(statement)]


async def latest_acts(
    session: AsyncSession, guild: int, limit: int, *, before: int | None = None
) -> list[Act]:
    """Return what was done in a server, latest first; `before` is the id of an act to go on after."""
    statement = select(ActRow).where(ActRow.guild == guild).order_by(ActRow.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(ActRow.id < before)
    return [act_of(row) for row in await session.scalars(statement)]


async def latest_act(session: AsyncSession, guild: int, act: ActKind) -> Act | None:
    """Return the last act of a kind in a server, or None."""
    statement = (
        select(ActRow)
        .where(ActRow.guild == guild, ActRow.act == act.value)
        .order_by(ActRow.id.desc())
        .limit(1)
    )
    row = (await session.scalars(statement)).first()
    return None if row is None else act_of(row)


def act_of(row: ActRow) -> Act:
    """Return an act of its row."""
    return Act(
        id=row.id,
        guild=row.guild,
        act=ActKind(row.act),
        actor=row.actor,
        question=row.question,
        detail=row.detail,
        acted_at=row.acted_at,
    )
