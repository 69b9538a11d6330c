"""Finding a question that a moderator means."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.questions import StoredQuestion, find_question, stored_question
from bot.storage.tables import FlagRow, QuestionRow, ReviewRow


async def question_of_any_message(
    session: AsyncSession, guild: int, channel: int, message: int
) -> StoredQuestion | None:
    """Return the question that a message asked or answered, or whose card it is."""
    asked = select(QuestionRow).where(
        QuestionRow.guild == guild,
        QuestionRow.channel == channel,
        or_(QuestionRow.answer_message == message, QuestionRow.origin == message),
    )
    found = (await session.scalars(asked)).first()
    if found is not None:
        return stored_question(found)
    for row in (ReviewRow, FlagRow):
        carded = select(row.question).where(
            row.guild == guild, row.card_channel == channel, row.card_message == message
        )
        if (question := (await session.scalars(carded)).first()) is not None:
            return await find_question(session, question)
    return None


async def latest_question(
    session: AsyncSession, guild: int, channel: int, asker: int | None = None
) -> StoredQuestion | None:
    """Return what was asked last in a place, by somebody if they are given."""
    statement = select(QuestionRow).where(QuestionRow.guild == guild, QuestionRow.channel == channel)
    if asker is not None:
        statement = statement.where(QuestionRow.asker == asker)
    found = (await session.scalars(statement.order_by(QuestionRow.id.desc()).limit(1))).first()
    return None if found is None else stored_question(found)
