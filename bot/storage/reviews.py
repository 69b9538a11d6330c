"""Drafts before moderators: each waits, and is decided once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.reviews import ReviewState
from bot.storage.inserting import insert_unless
from bot.storage.questions import QuestionState, change_question
from bot.storage.tables import QuestionRow, ReviewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A draft and what became of it; the card is the moderators' message about it.

    `edited` is JSON: the sentences as a moderator wrote them. `told_at` is when its asker was told.
    """

    id: int
    question: int
    guild: int
    state: ReviewState
    card_channel: int | None
    card_message: int | None
    opened_at: int
    expires_at: int
    decided_by: int | None
    decided_at: int | None
    reason: str | None
    edited: dict[str, Any] | None
    told_at: int | None


async def wait_for_review(
    session: AsyncSession, question: int, guild: int, *, opened_at: int, expires_at: int
) -> int | None:
    """Put an accepted question's draft before moderators and return the review's id.

    None if the question waits already, or has ended. It keeps its token: who asked is told through it.
    """
    accepted = QuestionRow.state == QuestionState.ACCEPTED
    if not await change_question(session, question, accepted, {"state": QuestionState.WAITING}):
        return None
    return await open_review(session, question, guild, opened_at=opened_at, expires_at=expires_at)


async def open_review(
    session: AsyncSession, question: int, guild: int, *, opened_at: int, expires_at: int
) -> int | None:
    """Put a draft before moderators, whatever became of its question; None if there is a review of it.

    For an answer that was shown privately, and that its asker shares; else see `wait_for_review`.
    """
    values = {
        "question": question,
        "guild": guild,
        "state": ReviewState.WAITING,
        "opened_at": opened_at,
        "expires_at": expires_at,
    }
    statement = insert_unless(session, ReviewRow, values, taken="question")
    return (await session.execute(statement.returning(ReviewRow.id))).scalar_one_or_none()


async def reopen_review(
    session: AsyncSession, question: int, guild: int, *, opened_at: int, expires_at: int
) -> bool:
    """Put a new draft of an answered question before moderators; False if one waits already."""
    if await open_review(session, question, guild, opened_at=opened_at, expires_at=expires_at) is not None:
        return True
    values: dict[str, Any] = {
        **dict.fromkeys(
            ("card_channel", "card_message", "decided_by", "decided_at", "reason", "edited", "told_at")
        ),
        "state": ReviewState.WAITING,
        "opened_at": opened_at,
        "expires_at": expires_at,
    }
    decided = (ReviewRow.question == question, ReviewRow.state != ReviewState.WAITING)
    statement = update(ReviewRow).where(*decided).values(values).returning(ReviewRow.id)
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def place_card(session: AsyncSession, review: int, channel: int, message: int) -> None:
    """Note where a review's card stands."""
    await _change(session, review, {"card_channel": channel, "card_message": message})


async def decide_review(
    session: AsyncSession,
    review: int,
    state: ReviewState,
    *,
    by: int | None,
    at: int,
    reason: str | None = None,
    edited: dict[str, Any] | None = None,
) -> bool:
    """Decide a waiting review; False if it was decided before. `by` is None where nobody did: it expired."""
    values = {"state": state, "decided_by": by, "decided_at": at, "reason": reason, "edited": edited}
    return await _change(session, review, values, _waiting())


async def mark_told(session: AsyncSession, review: int, at: int) -> bool:
    """Note that who asked is told of the outcome; False if they were before."""
    return await _change(session, review, {"told_at": at}, ReviewRow.told_at.is_(None))


async def find_review(session: AsyncSession, review: int) -> Review | None:
    """Return the review of that id."""
    return await _first(session, ReviewRow.id == review)


async def review_of_question(session: AsyncSession, question: int) -> Review | None:
    """Return the review of a question's draft."""
    return await _first(session, ReviewRow.question == question)


async def waiting_reviews(session: AsyncSession, guild: int | None = None) -> list[Review]:
    """Return what waits for moderators, of one server or of all, oldest first."""
    return await _all(session, _waiting(), *(() if guild is None else (ReviewRow.guild == guild,)))


async def uncarded_reviews(session: AsyncSession) -> list[Review]:
    """Return what waits and has no card yet, oldest first."""
    return await _all(session, _waiting(), ReviewRow.card_message.is_(None))


async def due_reviews(session: AsyncSession, now: int) -> list[Review]:
    """Return what waits and should have been decided by now, oldest first."""
    return await _all(session, _waiting(), ReviewRow.expires_at <= now)


async def untold_reviews(session: AsyncSession) -> list[Review]:
    """Return what was decided and its asker was not told of, oldest first."""
    return await _all(session, ReviewRow.state != ReviewState.WAITING, ReviewRow.told_at.is_(None))


def _waiting() -> ColumnElement[bool]:
    return ReviewRow.state == ReviewState.WAITING


async def _change(
    session: AsyncSession, review: int, values: dict[str, Any], *still: ColumnElement[bool]
) -> bool:
    statement = update(ReviewRow).where(ReviewRow.id == review, *still).values(values)
    return (await session.execute(statement.returning(ReviewRow.id))).scalar_one_or_none() is not None


async def _first(session: AsyncSession, which: ColumnElement[bool]) -> Review | None:
    found = await _all(session, which)
    return found[0] if found else None


async def _all(session: AsyncSession, *which: ColumnElement[bool]) -> list[Review]:
    statement = select(ReviewRow).where(*which).order_by(ReviewRow.id)
    # A row that this session read before is read anew: another may have decided it meanwhile.
    statement = statement.execution_options(populate_existing=True)
    return [_review(row) for row in await session.scalars(statement)]


def _review(row: ReviewRow) -> Review:
    return Review(
        id=row.id,
        question=row.question,
        guild=row.guild,
        state=ReviewState(row.state),
        card_channel=row.card_channel,
        card_message=row.card_message,
        opened_at=row.opened_at,
        expires_at=row.expires_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
        edited=row.edited,
        told_at=row.told_at,
    )
