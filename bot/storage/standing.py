"""Answers that stand in public: pointed to, published, taken back, and left behind by their sources."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.questions import Ending, StoredQuestion, change_question, stored_question
from bot.storage.tables import QuestionRow


async def standing_answer(
    session: AsyncSession, guild: int, channel: int, fingerprint: str
) -> StoredQuestion | None:
    """Return the latest answer to the same question that everybody can read in that channel."""
    statement = (
        select(QuestionRow)
        .where(
            *_standing(guild),
            QuestionRow.fingerprint == fingerprint,
            QuestionRow.channel == channel,
            QuestionRow.answer_message.is_not(None),
        )
        .order_by(QuestionRow.id.desc())
        .limit(1)
    )
    found = (await session.scalars(statement)).first()
    return None if found is None else stored_question(found)


async def answers_quoting(
    session: AsyncSession, guild: int, sources: Mapping[str, str | None]
) -> list[StoredQuestion]:
    """Return the answers that stand and quote one of these sources as it is no more, newest first.

    `sources` gives each source's sha256 as it is now, None for one that is gone; others are not looked at.
    """
    statement = (
        select(QuestionRow)
        .where(*_standing(guild), QuestionRow.outcome.is_not(None))
        .order_by(QuestionRow.id.desc())
    )
    questions = [stored_question(row) for row in await session.scalars(statement)]
    return [question for question in questions if _quotes_otherwise(question, sources)]


async def publish_question(session: AsyncSession, row: int, *, answer_message: int) -> bool:
    """Note that a private answer was posted for everybody.

    False if it is public already, was erased, or was withdrawn.
    """
    values = {"public": True, "answer_message": answer_message}
    kept = QuestionRow.erased_at.is_(None) & QuestionRow.withdrawn_at.is_(None)
    private = QuestionRow.public.is_(False) & kept
    return await change_question(session, row, private, values)


async def mark_withdrawn(session: AsyncSession, row: int, *, withdrawn_at: int) -> bool:
    """Note that an answer was taken back; False if it was before."""
    not_yet = QuestionRow.withdrawn_at.is_(None)
    return await change_question(session, row, not_yet, {"withdrawn_at": withdrawn_at})


def _standing(guild: int) -> tuple[ColumnElement[bool], ...]:
    return (
        QuestionRow.guild == guild,
        QuestionRow.public.is_(True),
        QuestionRow.ending == Ending.ANSWERED,
        QuestionRow.withdrawn_at.is_(None),
        QuestionRow.erased_at.is_(None),
    )


def _quotes_otherwise(question: StoredQuestion, sources: Mapping[str, str | None]) -> bool:
    # What an older version kept names no sha256: whether its source changed cannot be told.
    return question.outcome is not None and any(
        citation.source in sources and citation.sha256 != "" and citation.sha256 != sources[citation.source]
        for citation in question.outcome.citations
    )
