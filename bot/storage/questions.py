"""Questions: accepted once, ended once."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answering.asking import Intent
from bot.storage.outcomes import StoredOutcome, read_outcome, write_outcome
from bot.storage.tables import QuestionRow


class Way(StrEnum):
    """How a question came in."""

    SLASH = "slash"
    MENTION = "mention"
    MENU = "menu"
    FORM = "form"


class Ending(StrEnum):
    """How a question ended; each has exactly one."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    REFUSED = "refused"  # the question itself cannot be read; the asker was told
    FAILED = "failed"  # we failed, and apologised
    INTERRUPTED = "interrupted"  # the process ended while it ran
    FORBIDDEN = "forbidden"  # a permission is missing, or the place is closed to us
    GONE = "gone"  # the message, channel or interaction is not there any more
    BLOCKED = "blocked"  # AutoMod refused the answer
    UNDELIVERED = "undelivered"  # Discord did not take it, however often it was tried


_ACCEPTED, _ENDED = "accepted", "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuestion:
    """A question as it is accepted. `token` edits an interaction's reply for 15 minutes.

    `text` is None where the words are another person's: they are answered, and never kept.
    """

    origin: int
    way: Way
    guild: int
    channel: int
    asker: int
    text: str | None
    public: bool
    accepted_at: int
    intent: Intent = Intent.QUESTION
    follows: int | None = None
    token: str | None = None
    answer_message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuestion:
    """A question as it is kept; `text` and `outcome` are None once erased."""

    id: int
    origin: int
    way: Way
    intent: Intent
    guild: int
    channel: int
    asker: int
    text: str | None
    public: bool
    follows: int | None
    token: str | None
    ending: Ending | None
    outcome: StoredOutcome | None
    answer_message: int | None
    accepted_at: int


async def accept_question(session: AsyncSession, new: NewQuestion) -> int | None:
    """Keep a new question and return its row's id; None if that origin was accepted before."""
    values = {
        "origin": new.origin,
        "way": new.way.value,
        "intent": new.intent.value,
        "guild": new.guild,
        "channel": new.channel,
        "asker": new.asker,
        "text": new.text,
        "public": new.public,
        "follows": new.follows,
        "token": new.token,
        "answer_message": new.answer_message,
        "state": _ACCEPTED,
        "accepted_at": new.accepted_at,
    }
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    statement = insert(QuestionRow).values(values).on_conflict_do_nothing(index_elements=["origin"])
    return (await session.execute(statement.returning(QuestionRow.id))).scalar_one_or_none()


async def keep_outcome(session: AsyncSession, row: int, outcome: StoredOutcome) -> None:
    """Keep what an answer cites, before it is shown: its buttons work from the first moment."""
    await session.execute(
        update(QuestionRow).where(QuestionRow.id == row).values(outcome=write_outcome(outcome))
    )


async def end_question(
    session: AsyncSession,
    row: int,
    ending: Ending,
    *,
    ended_at: int,
    answer_message: int | None = None,
) -> bool:
    """Give a question its one ending and forget its token; False if it had ended before.

    Without `answer_message`, the one that was known when it was accepted stays.
    """
    message = {} if answer_message is None else {"answer_message": answer_message}
    statement = (
        update(QuestionRow)
        .where(QuestionRow.id == row, QuestionRow.state == _ACCEPTED)
        .values(
            state=_ENDED,
            ending=ending.value,
            token=None,
            ended_at=ended_at,
            **message,
        )
        .returning(QuestionRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def find_question(session: AsyncSession, row: int) -> StoredQuestion | None:
    """Return the question of that row."""
    found = await session.get(QuestionRow, row)
    return None if found is None else _stored(found)


async def open_questions(session: AsyncSession) -> list[StoredQuestion]:
    """Return what was accepted and has not ended, oldest first."""
    statement = select(QuestionRow).where(QuestionRow.state == _ACCEPTED).order_by(QuestionRow.id)
    return [_stored(row) for row in await session.scalars(statement)]


async def question_of_message(
    session: AsyncSession, channel: int, message: int | None
) -> StoredQuestion | None:
    """Return the question that a message asked or answered."""
    if message is None:
        return None
    statement = select(QuestionRow).where(
        QuestionRow.channel == channel,
        or_(QuestionRow.answer_message == message, QuestionRow.origin == message),
    )
    found = (await session.scalars(statement)).first()
    return None if found is None else _stored(found)


async def erase_question(session: AsyncSession, row: int, *, erased_at: int) -> None:
    """Forget what was asked and answered; that there was a question stays."""
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.id == row)
        .values(text=None, outcome=None, token=None, erased_at=erased_at)
    )


def _stored(row: QuestionRow) -> StoredQuestion:
    return StoredQuestion(
        id=row.id,
        origin=row.origin,
        way=Way(row.way),
        intent=Intent(row.intent),
        guild=row.guild,
        channel=row.channel,
        asker=row.asker,
        text=row.text,
        public=row.public,
        follows=row.follows,
        token=row.token,
        ending=None if row.ending is None else Ending(row.ending),
        outcome=None if row.outcome is None else read_outcome(row.outcome),
        answer_message=row.answer_message,
        accepted_at=row.accepted_at,
    )
