"""Cards about questions whose words are forgotten: nothing of them may stand there either."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.reviews import ReviewState
from bot.storage.flags import FlagState
from bot.storage.tables import FlagRow, QuestionRow, ReviewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message of moderators about an answer."""

    guild: int
    channel: int
    message: int


async def cards_to_forget(session: AsyncSession) -> Sequence[Card]:
    """Return the cards of drafts and of flags whose question was erased."""
    erased = QuestionRow.erased_at.is_not(None)
    found: dict[int, Card] = {}
    for table in (ReviewRow, FlagRow):
        statement = (
            select(table.guild, table.card_channel, table.card_message)
            .join(QuestionRow, QuestionRow.id == table.question)
            .where(erased, table.card_message.is_not(None))
        )
        for guild, channel, message in await session.execute(statement):
            if channel is not None and message is not None:
                found[message] = Card(guild=guild, channel=channel, message=message)
    return list(found.values())


async def note_card_forgotten(session: AsyncSession, message: int) -> None:
    """Note that a card says nothing any more; what it was about is no matter for moderators now."""
    await session.execute(
        update(ReviewRow)
        .where(ReviewRow.card_message == message, ReviewRow.state != ReviewState.WAITING)
        .values(card_message=None)
    )
    await session.execute(
        update(FlagRow)
        .where(FlagRow.card_message == message)
        .values(card_message=None, state=FlagState.HANDLED)
    )
