"""Messages of ours that are to be deleted: answers whose asker wants that, cards of what was forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.storage.flags import FlagState
from bot.storage.tables import FlagRow, QuestionRow, ReviewRow

_Messages = Select[Any, Any, Any]


class MessageKind(StrEnum):
    """What a message of ours is."""

    ANSWER = "answer"
    REVIEW = "review"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwanted:
    """A message that is to be deleted, and the row that knows of it."""

    kind: MessageKind
    row: int
    channel: int
    message: int


async def unwanted_messages(
    session: AsyncSession, *, most: int, after: Unwanted | None = None
) -> list[Unwanted]:
    """Return up to `most` messages of one kind that are to be deleted; `after` is where to go on.

    A card that was written after its question was forgotten holds no words, and stays.
    """
    kinds = list(MessageKind)
    start = 0 if after is None else kinds.index(after.kind)
    for kind in kinds[start:]:
        last = after.row if after is not None and after.kind is kind else 0
        statement = _SELECTS[kind]().limit(most)
        column = statement.selected_columns[0]
        rows = (await session.execute(statement.where(column > last).order_by(column))).all()
        found = [Unwanted(kind=kind, row=row[0], channel=row[1], message=row[2]) for row in rows]
        if found:
            return found
    return []


async def reject_message(session: AsyncSession, question: int, message: int, *, at: int) -> None:
    """Have a message deleted that was posted while its question was erased, or a private answer withdrawn."""
    withdrawn = QuestionRow.withdrawn_at.is_not(None) & QuestionRow.public.is_(False)
    taken_back = QuestionRow.erased_at.is_not(None) | withdrawn
    statement = update(QuestionRow).where(QuestionRow.id == question, taken_back)
    await session.execute(statement.values(answer_message=message, unwanted_at=at))


async def forget_message(session: AsyncSession, unwanted: Unwanted) -> None:
    """Note that a message is gone, or cannot be deleted by us."""
    row: Any = unwanted.row
    match unwanted.kind:
        case MessageKind.ANSWER:
            statement = update(QuestionRow).where(QuestionRow.id == row)
            values: dict[str, Any] = {"unwanted_at": None, "answer_message": None}
        case MessageKind.REVIEW:
            statement = update(ReviewRow).where(ReviewRow.id == row)
            values = {"card_message": None}
        case MessageKind.FLAG:
            # Several flags stand on one card; an open one would get a new card.
            card = select(FlagRow.card_message).where(FlagRow.id == row).scalar_subquery()
            statement = update(FlagRow).where(FlagRow.card_message == card)
            values = {"card_message": None, "state": FlagState.HANDLED}
    await session.execute(statement.values(values))


async def give_up_answers(session: AsyncSession, *, before: int) -> None:
    """Give up on answers that could not be deleted since a time."""
    statement = update(QuestionRow).where(QuestionRow.unwanted_at < before)
    await session.execute(statement.values(unwanted_at=None))


def _answers() -> _Messages:
    return select(QuestionRow.id, QuestionRow.channel, QuestionRow.answer_message).where(
        QuestionRow.unwanted_at.is_not(None), QuestionRow.answer_message.is_not(None)
    )


def _reviews() -> _Messages:
    return (
        select(ReviewRow.id, ReviewRow.card_channel, ReviewRow.card_message)
        .join(QuestionRow, QuestionRow.id == ReviewRow.question)
        .where(QuestionRow.erased_at >= ReviewRow.opened_at, ReviewRow.card_message.is_not(None))
    )


def _flags() -> _Messages:
    # Of several flags on one card, the first.
    same = aliased(FlagRow)
    first = select(func.min(same.id)).where(same.card_message == FlagRow.card_message).scalar_subquery()
    return (
        select(FlagRow.id, FlagRow.card_channel, FlagRow.card_message)
        .join(QuestionRow, QuestionRow.id == FlagRow.question)
        .where(QuestionRow.erased_at >= FlagRow.flagged_at, FlagRow.id == first)
    )


_SELECTS: dict[MessageKind, Callable[[], _Messages]] = {
    MessageKind.ANSWER: _answers,
    MessageKind.REVIEW: _reviews,
    MessageKind.FLAG: _flags,
}
