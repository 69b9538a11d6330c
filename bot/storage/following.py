"""What a question goes on from: an answer, or what was asked in the same thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.escaping import shorten
from bot.storage.questions import Ending, NewQuestion, StoredQuestion, question_of_message
from bot.storage.tables import QuestionRow

MOST_QUESTIONS = 5
_WITH_MATTER = (Ending.ANSWERED, Ending.ABSTAINED)
_LONGEST = 300  # characters of one earlier question
_ROOM = 1000  # characters of all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a question says it goes on from: a row, a message, or the thread that it stands in.

    `parent` is the channel that its thread hangs under.
    """

    row: int | None = None
    message: int | None = None
    parent: int | None = None


async def find_followed(
    session: AsyncSession, followed: Followed, new: NewQuestion
) -> tuple[int | None, tuple[str, ...]]:
    """Return the row that a question follows, if any, and the earlier questions it may lean on."""
    row = followed.row
    if row is None:
        row = await _row_of_message(session, new.channel, followed.message, new.asker)
    if row is not None:
        return row, bound(await earlier_in_chain(session, row, MOST_QUESTIONS))
    if followed.parent is None:
        return None, ()
    # A thread has the id of the message that it was opened on: it may be a question, or an answer.
    row = await _row_of_message(session, followed.parent, new.channel, new.asker)
    begun = await earlier_in_chain(session, row, MOST_QUESTIONS) if row is not None else []
    there = await earlier_in_thread(session, new.channel, new.asker, MOST_QUESTIONS)
    return row, bound([*begun, *there][-MOST_QUESTIONS:])


async def _row_of_message(session: AsyncSession, channel: int, message: int | None, asker: int) -> int | None:
    found = await question_of_message(session, channel, message)
    return found.id if found is not None and may_follow(found, asker) else None


def may_follow(question: StoredQuestion, asker: int) -> bool:
    """Tell whether this person may go on from a question: what is private is its asker's alone."""
    return question.public or question.asker == asker


def bound(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the last of these texts, each shortened, as many as there is room for."""
    kept: list[str] = []
    room = _ROOM
    for text in reversed(texts):
        shown = shorten(text, _LONGEST)
        room -= len(shown)
        if room < 0:
            break
        kept.append(shown)
    return tuple(reversed(kept))


async def earlier_in_chain(session: AsyncSession, last: int, limit: int) -> list[str]:
    """Return the questions of a reply chain that ends at row `last`, oldest first."""
    texts: list[str] = []
    row: int | None = last
    while row is not None and len(texts) < limit:
        found = await session.get(QuestionRow, row)
        if found is None:
            break
        if found.text is not None and found.ending in _WITH_MATTER:
            texts.append(found.text)
        # A row can only follow an older one, so this ends.
        row = found.follows
    return texts[::-1]


async def earlier_in_thread(session: AsyncSession, channel: int, asker: int, limit: int) -> list[str]:
    """Return a thread's last questions, oldest first: the open ones, and the asker's own."""
    statement = (
        select(QuestionRow.text)
        .where(
            QuestionRow.channel == channel,
            QuestionRow.text.is_not(None),
            QuestionRow.ending.in_(_WITH_MATTER),
            or_(QuestionRow.public, QuestionRow.asker == asker),
        )
        .order_by(QuestionRow.id.desc())
        .limit(limit)
    )
    texts = [text for text in await session.scalars(statement) if text is not None]
    return texts[::-1]
