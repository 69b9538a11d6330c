"""Questions: accepted once, ended once."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answering.asking import Intent
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.storage.ended import note_ended
from bot.storage.forgetting import forget_at_end, forget_words_about, without_words
from bot.storage.inserting import insert_unless
from bot.storage.outcomes import StoredOutcome, nanodollars_of, read_outcome, write_outcome
from bot.storage.tables import QuestionRow, ReviewRow


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
    REJECTED = "rejected"  # a moderator rejected the draft
    EXPIRED = "expired"  # no moderator decided on the draft in time
    STOPPED = "stopped"  # it may not be answered any more: paused, asker gone, thread locked
    POINTED = "pointed"  # the answer that stands to the same question was pointed to
    SCREENED = "screened"  # screening held back the question or its answer


_FREE = frozenset({Ending.REFUSED, Ending.POINTED})


class QuestionState(StrEnum):
    """Where a question is between accepted and ended."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    """Its draft is before moderators."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuestion:
    """A question as it is accepted. `token` edits an interaction's reply for 15 minutes.

    `text` is None where the words are another person's: they are answered, and never kept. `main_channel`
    is what a thread hangs under (None: the channel itself); `speaker` and `source` are what it was narrowed
    to, `mode` is the place's, `language` its asker's; `fingerprint` is of what was asked.
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
    main_channel: int | None = None
    speaker: str | None = None
    source: str | None = None
    mode: ChannelMode | None = None
    language: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuestion:
    """A question as it is kept; its words, `outcome`, `draft` and `trace` are None once erased.

    `draft` is the JSON of a whole outcome, while it may still have to be shown: as edited if it was, and in
    it what it was before (`bot.restoring.original_of`). `trace` is how it came about; `nanodollars` is what
    it cost, or may cost at most while that is not known yet.
    """

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
    state: QuestionState = QuestionState.ACCEPTED
    main_channel: int | None = None
    speaker: str | None = None
    source: str | None = None
    mode: ChannelMode | None = None
    language: str | None = None
    fingerprint: str | None = None
    draft: dict[str, Any] | None = None
    trace: dict[str, Any] | None = None
    nanodollars: int | None = None
    ended_at: int | None = None
    erased_at: int | None = None
    withdrawn_at: int | None = None


async def accept_question(
    session: AsyncSession, new: NewQuestion, *, nanodollars: int | None = None
) -> int | None:
    """Keep a new question and return its row's id; None if that origin was accepted before.

    `nanodollars` is what it may cost at most, held back until its outcome is kept.
    """
    values = asdict(new) | {
        "main_channel": new.main_channel or new.channel,
        "state": QuestionState.ACCEPTED,
        "nanodollars": nanodollars,
    }
    statement = insert_unless(session, QuestionRow, values, taken="origin")
    return (await session.execute(statement.returning(QuestionRow.id))).scalar_one_or_none()


async def keep_outcome(
    session: AsyncSession,
    row: int,
    outcome: StoredOutcome,
    *,
    draft: dict[str, Any] | None = None,
    trace: dict[str, Any] | None = None,
) -> bool:
    """Keep what an answer cites and cost, before it is shown: its buttons work from the first moment.

    `draft` is the JSON of the whole outcome, to be shown after a crash or a review; `trace` is how it came
    about. False, and nothing is kept, if the question was erased meanwhile: it must not be shown either.
    """
    values = {
        "outcome": write_outcome(outcome),
        "draft": draft,
        "trace": trace,
        "nanodollars": nanodollars_of(outcome),
    }
    return await change_question(session, row, QuestionRow.erased_at.is_(None), values)


async def end_question(
    session: AsyncSession,
    row: int,
    ending: Ending,
    *,
    ended_at: int,
    answer_message: int | None = None,
    public: bool | None = None,
) -> bool:
    """Give a question its one ending and forget its token; False if it had ended before.

    Without `answer_message` or `public`, what was known when it was accepted stays. Money that was held back
    stays counted where no outcome was kept, unless no model can have been asked. Who opted out is forgotten,
    and so are words that were held back.
    """
    values: dict[str, Any] = {
        "state": QuestionState.ENDED,
        "ending": ending,
        "token": None,
        "ended_at": ended_at,
    }
    if answer_message is not None:
        values["answer_message"] = answer_message
    if public is not None:
        values["public"] = public
    if ending in _FREE:
        values["nanodollars"] = 0
    if ending is Ending.SCREENED:
        # It may be a secret that somebody pasted, or words that hurt: none of it stays.
        values |= without_words(ended_at)
    if not await change_question(session, row, QuestionRow.state != QuestionState.ENDED, values):
        return False
    await note_ended(session, row, ending, ended_at=ended_at)
    await forget_at_end(session, row, at=ended_at)
    return True


async def change_question(
    session: AsyncSession, row: int, still: ColumnElement[bool], values: dict[str, Any]
) -> bool:
    """Change a question if something still holds of it, else return False: two at once, one effect."""
    statement = update(QuestionRow).where(QuestionRow.id == row, still).values(values)
    return (await session.execute(statement.returning(QuestionRow.id))).scalar_one_or_none() is not None


async def find_question(session: AsyncSession, row: int) -> StoredQuestion | None:
    """Return the question of that row."""
    found = await session.get(QuestionRow, row)
    return None if found is None else stored_question(found)


async def open_questions(session: AsyncSession) -> list[StoredQuestion]:
    """Return what was accepted and neither waits nor has ended, oldest first."""
    open_still = QuestionRow.state == QuestionState.ACCEPTED
    statement = select(QuestionRow).where(open_still).order_by(QuestionRow.id)
    return [stored_question(row) for row in await session.scalars(statement)]


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
    return None if found is None else stored_question(found)


async def erase_question(session: AsyncSession, row: int, *, erased_at: int) -> None:
    """Forget what was asked and answered; that there was a question stays, and who asked it.

    What waits before moderators is over: there is nothing to decide about any more.
    """
    await session.execute(update(QuestionRow).where(QuestionRow.id == row).values(without_words(erased_at)))
    waiting = (ReviewRow.question == row, ReviewRow.state == ReviewState.WAITING)
    over = {"state": ReviewState.WITHDRAWN, "decided_at": erased_at, "told_at": erased_at}
    await session.execute(update(ReviewRow).where(*waiting).values(over))
    await forget_words_about(session, select(QuestionRow.id).where(QuestionRow.id == row))


def stored_question(row: QuestionRow) -> StoredQuestion:
    """Return a row's question."""
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
        state=QuestionState(row.state),
        main_channel=row.main_channel,
        speaker=row.speaker,
        source=row.source,
        mode=None if row.mode is None else ChannelMode(row.mode),
        language=row.language,
        fingerprint=row.fingerprint,
        draft=row.draft,
        trace=row.trace,
        nanodollars=row.nanodollars,
        ended_at=row.ended_at,
        erased_at=row.erased_at,
        withdrawn_at=row.withdrawn_at,
    )
