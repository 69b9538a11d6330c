"""What is too old: it goes in small batches, and only counts stay."""

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.askers import NOBODY
from bot.moderation.reviews import ReviewState
from bot.storage.erasing import stop_questions
from bot.storage.forgetting import (
    forget_actors,
    forget_flaggers,
    forget_reviewers,
    forget_words_about,
    without_words,
)
from bot.storage.tables import ActRow, FlagRow, QuestionRow, ReviewRow, SweepRow, WithdrawalRow

_DAY = 86_400  # seconds; a day of Unix time begins at midnight UTC
_FIRST_MILLISECOND = 1_420_070_400_000  # Unix time at which Discord's ids begin


async def expire_questions(session: AsyncSession, *, before: int, at: int, most: int) -> tuple[int, ...]:
    """Reduce up to `most` questions accepted before a time to counts; return their rows.

    What stays: which server, channel and day, by which way, what was wanted, how it ended, what it cost.
    """
    # By Discord's ids, which grow with time and are indexed: those that were reduced before have none.
    too_old = select(QuestionRow.id).where(
        QuestionRow.origin > 0,
        QuestionRow.origin < _newest_id(before),
        QuestionRow.accepted_at < before,
        QuestionRow.unwanted_at.is_(None),
    )
    rows = tuple(await session.scalars(too_old.order_by(QuestionRow.origin).limit(most)))
    if not rows:
        return rows
    these = QuestionRow.id.in_(rows)
    await stop_questions(session, these, at=at, review=ReviewState.EXPIRED)
    await forget_words_about(session, select(QuestionRow.id).where(these))
    count = without_words(at) | {
        "asker": NOBODY,
        # An event of that age does not come again.
        "origin": -QuestionRow.id,
        "answer_message": None,
        "accepted_at": QuestionRow.accepted_at - QuestionRow.accepted_at % _DAY,
        "ended_at": QuestionRow.ended_at - QuestionRow.ended_at % _DAY,
    }
    await session.execute(update(QuestionRow).where(these).values(count))
    return rows


async def expire_people(session: AsyncSession, *, before: int, most: int) -> int:
    """Forget up to `most` each of who flagged, decided and acted before a time; return how many.

    Of a withdrawal its reason goes too: a keyed hash of the question and what was quoted stay.
    """
    flags = select(FlagRow.id).where(FlagRow.flagged_at < before, FlagRow.flagger != -FlagRow.id)
    decided = (ReviewRow.decided_at < before, ReviewRow.decided_by.is_not(None))
    reviews = select(ReviewRow.id).where(*decided)
    named = ActRow.actor.is_not(None) | ActRow.detail.is_not(None)
    acts = select(ActRow.id).where(ActRow.acted_at < before, named)
    worded = select(WithdrawalRow.id).where(WithdrawalRow.withdrawn_at < before, WithdrawalRow.reason != "")
    unworded = update(WithdrawalRow).where(WithdrawalRow.id.in_(await _first(session, worded, most)))
    await session.execute(unworded.values(reason=""))
    return (
        await forget_flaggers(session, FlagRow.id.in_(await _first(session, flags, most)))
        + await forget_reviewers(session, ReviewRow.id.in_(await _first(session, reviews, most)))
        + await forget_actors(session, ActRow.id.in_(await _first(session, acts, most)))
    )


async def forget_stand_ins(session: AsyncSession, *, before: int) -> None:
    """Put nobody in place of the numbers that stood for people, for questions accepted before a time."""
    which = (QuestionRow.asker < 0, QuestionRow.accepted_at < before)
    await session.execute(update(QuestionRow).where(*which).values(asker=NOBODY))


async def last_sweep(session: AsyncSession, name: str) -> int | None:
    """Return when what is too old was last looked for, in Unix seconds."""
    return await session.scalar(select(SweepRow.ended_at).where(SweepRow.name == name))


async def note_sweep(session: AsyncSession, name: str, *, at: int) -> None:
    """Note that what is too old was looked for."""
    await session.merge(SweepRow(name=name, ended_at=at))
    await session.flush()


async def newest_question(session: AsyncSession) -> int | None:
    """Return when the last question was accepted, in Unix seconds."""
    return await session.scalar(select(QuestionRow.accepted_at).order_by(QuestionRow.id.desc()).limit(1))


def _newest_id(seconds: int) -> int:
    """Return an id of Discord's that is newer than all of a time, also if our clock is a day behind."""
    return ((seconds + _DAY) * 1000 - _FIRST_MILLISECOND) << 22


async def _first(session: AsyncSession, statement: Select[int], most: int) -> list[int]:
    return list(await session.scalars(statement.limit(most)))
