"""What people hold against answers: one flag a person and answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.reviews import FlagReason
from bot.storage.forgetting import stand_in_of
from bot.storage.inserting import insert_unless
from bot.storage.people import has_opted_out
from bot.storage.tables import FlagRow


class FlagState(StrEnum):
    """Whether moderators have looked at it."""

    OPEN = "open"
    HANDLED = "handled"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFlag:
    """What somebody holds against the answer to a question."""

    question: int
    guild: int
    flagger: int
    reason: FlagReason
    note: str | None = None
    flagged_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag as it is kept; the card is the moderators' message about it."""

    id: int
    question: int
    guild: int
    flagger: int
    reason: FlagReason
    note: str | None
    state: FlagState
    card_channel: int | None
    card_message: int | None
    flagged_at: int


async def flag_answer(session: AsyncSession, new: NewFlag) -> bool:
    """Keep a flag, without its flagger if they opted out; False if they have flagged that answer before."""
    opted_out = await has_opted_out(session, new.flagger)
    values = {
        "question": new.question,
        "guild": new.guild,
        "flagger": await stand_in_of(session, new.flagger) if opted_out else new.flagger,
        "reason": new.reason,
        "note": new.note,
        "state": FlagState.OPEN,
        "flagged_at": new.flagged_at,
    }
    statement = insert_unless(session, FlagRow, values, taken="question flagger")
    return (await session.execute(statement.returning(FlagRow.id))).scalar_one_or_none() is not None


async def flags_of(session: AsyncSession, question: int) -> list[Flag]:
    """Return the flags on the answer to a question, in order."""
    statement = select(FlagRow).where(FlagRow.question == question).order_by(FlagRow.id)
    return [_flag(row) for row in await session.scalars(statement)]


async def flagged_by(session: AsyncSession, flagger: int, guild: int, *, since: int) -> list[int]:
    """Return when somebody flagged answers of a server since a time, in Unix seconds."""
    flaggers = (flagger, await stand_in_of(session, flagger))
    by = (FlagRow.flagger.in_(flaggers), FlagRow.guild == guild, FlagRow.flagged_at > since)
    return list(await session.scalars(select(FlagRow.flagged_at).where(*by)))


async def uncarded_flags(session: AsyncSession) -> list[Flag]:
    """Return the open flags that no card shows yet, oldest first."""
    waiting = (FlagRow.state == FlagState.OPEN, FlagRow.card_message.is_(None))
    statement = select(FlagRow).where(*waiting).order_by(FlagRow.id)
    return [_flag(row) for row in await session.scalars(statement)]


async def place_flag_card(session: AsyncSession, question: int, channel: int, message: int) -> None:
    """Note where the card of a question's open flags stands."""
    await session.execute(
        update(FlagRow)
        .where(FlagRow.question == question, FlagRow.state == FlagState.OPEN)
        .values(card_channel=channel, card_message=message)
    )


async def handle_flags(session: AsyncSession, question: int) -> Sequence[int]:
    """Note that moderators have dealt with a question's flags; return the ids that were still open."""
    statement = (
        update(FlagRow)
        .where(FlagRow.question == question, FlagRow.state == FlagState.OPEN)
        .values(state=FlagState.HANDLED)
        .returning(FlagRow.id)
    )
    return sorted((await session.execute(statement)).scalars())


def _flag(row: FlagRow) -> Flag:
    return Flag(
        id=row.id,
        question=row.question,
        guild=row.guild,
        flagger=row.flagger,
        reason=FlagReason(row.reason),
        note=row.note,
        state=FlagState(row.state),
        card_channel=row.card_channel,
        card_message=row.card_message,
        flagged_at=row.flagged_at,
    )
