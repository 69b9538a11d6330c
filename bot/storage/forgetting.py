"""What forgetting means, row by row: words and people go, that something happened stays."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.askers import FORGOTTEN, stand_in
from bot.storage.keys import installation_key
from bot.storage.tables import ActRow, FlagRow, OptOutRow, QuestionRow, ReviewRow

_ENDED = "ended"  # as `QuestionState` names it; questions themselves are forgotten at their end


async def stand_in_of(session: AsyncSession, person: int) -> int:
    """Return the number below 0 that stands for somebody whose id is not kept."""
    return stand_in(await installation_key(session, FORGOTTEN), person)


def without_words(at: int) -> dict[str, Any]:
    """Return what of a question is emptied when it is forgotten at `at`; everything that was typed or told.

    The origin stays until it is too old to come again: a replayed event would else be a new question.
    """
    return {
        "text": None,
        "speaker": None,
        "source": None,
        "language": None,
        "outcome": None,
        "draft": None,
        "trace": None,
        "fingerprint": None,
        "token": None,
        "erased_at": func.coalesce(QuestionRow.erased_at, at),
    }


async def forget_words_about(session: AsyncSession, questions: Select[int]) -> None:
    """Empty what others wrote about questions: reasons, edited answers, notes."""
    await session.execute(
        update(ReviewRow).where(ReviewRow.question.in_(questions)).values(reason=None, edited=None)
    )
    await session.execute(update(FlagRow).where(FlagRow.question.in_(questions)).values(note=None))
    await session.execute(update(ActRow).where(ActRow.question.in_(questions)).values(detail=None))


async def forget_flaggers(session: AsyncSession, *which: ColumnElement[bool]) -> int:
    """Forget who raised flags and in which words; return how many. That there was one, and why, stays."""
    # One person's flags on one answer are unique, so each nobody is a nobody of its own.
    nobody = {"flagger": -FlagRow.id, "note": None}
    statement = update(FlagRow).where(*which).values(nobody)
    return len((await session.scalars(statement.returning(FlagRow.id))).all())


async def forget_actors(session: AsyncSession, *which: ColumnElement[bool]) -> int:
    """Forget who acted as a moderator, and the details; return how many acts."""
    statement = update(ActRow).where(*which).values(actor=None, detail=None)
    return len((await session.scalars(statement.returning(ActRow.id))).all())


async def forget_reviewers(session: AsyncSession, *which: ColumnElement[bool]) -> int:
    """Forget who decided on drafts, and in which words; return how many.

    The words of an answer that is approved and not shown yet stay: else the draft would be shown unedited.
    """
    ended = select(QuestionRow.id).where(QuestionRow.state == _ENDED)
    words = update(ReviewRow).where(*which, ReviewRow.question.in_(ended)).values(reason=None, edited=None)
    await session.execute(words)
    statement = update(ReviewRow).where(*which).values(decided_by=None)
    return len((await session.scalars(statement.returning(ReviewRow.id))).all())


async def forget_at_end(session: AsyncSession, row: int, *, at: int) -> None:
    """Forget a question that has just ended, if its asker wants nothing kept."""
    opted_out = QuestionRow.asker.in_(select(OptOutRow.person))
    asker = await session.scalar(select(QuestionRow.asker).where(QuestionRow.id == row, opted_out))
    if asker is None:
        return
    values = without_words(at) | {"asker": await stand_in_of(session, asker)}
    await session.execute(update(QuestionRow).where(QuestionRow.id == row).values(values))
    await forget_words_about(session, select(QuestionRow.id).where(QuestionRow.id == row))
