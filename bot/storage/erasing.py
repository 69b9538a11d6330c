"""Erasing one person: what they asked, flagged and did loses its words and its who."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, cast, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.askers import NOBODY
from bot.moderation.reviews import ReviewState
from bot.storage.forgetting import (
    forget_actors,
    forget_flaggers,
    forget_reviewers,
    forget_words_about,
    stand_in_of,
    without_words,
)
from bot.storage.forgotten_cases import note_forgotten_cases
from bot.storage.questions import Ending, QuestionState
from bot.storage.shelf.forgetting import forget_adder
from bot.storage.tables import ActRow, FlagRow, QuestionRow, ReviewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was erased; `stopped` of the questions had not ended.

    `sources` counts versions of sources that they added. `rows` are the questions' ids, `cases` the
    fingerprints of those whose answers were withdrawn.
    """

    questions: int
    stopped: int
    flags: int
    reviews: int
    acts: int
    sources: int
    rows: tuple[int, ...]
    cases: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether there was anything at all."""
        return any((self.questions, self.flags, self.reviews, self.acts, self.sources))


async def erase_person(
    session: AsyncSession, person: int, guild: int | None, *, at: int, answers: bool = False
) -> Erased:
    """Erase what is kept of a person, in one server or (None) in all; `answers` marks theirs for deletion.

    What runs or waits is stopped, and cannot come back: nothing is written into a row that was erased. A
    block stays, as it is the moderators' decision; an opt-out stays, as it is the person's own.
    """
    asked = (QuestionRow.asker == person, *_in(QuestionRow.guild, guild))
    columns = select(QuestionRow.id, QuestionRow.fingerprint, QuestionRow.withdrawn_at)
    found = (await session.execute(columns.where(*asked))).all()
    nobody = await stand_in_of(session, person)
    flagged = FlagRow.flagger.in_((person, nobody))
    flags = await forget_flaggers(session, flagged, *_in(FlagRow.guild, guild))
    reviews = await forget_reviewers(session, ReviewRow.decided_by == person, *_in(ReviewRow.guild, guild))
    acts = await forget_actors(session, ActRow.actor == person, *_in(ActRow.guild, guild))
    sources = await forget_adder(session, person, guild)
    await _forget_in_details(session, person, guild)
    stopped = await stop_questions(session, *asked, at=at)
    await forget_words_about(session, select(QuestionRow.id).where(*asked))
    if answers:
        public = (QuestionRow.public.is_(True), QuestionRow.answer_message.is_not(None))
        await session.execute(update(QuestionRow).where(*asked, *public).values(unwanted_at=at))
    await session.execute(update(QuestionRow).where(*asked).values(without_words(at) | {"asker": nobody}))
    return Erased(
        questions=len(found),
        stopped=stopped,
        flags=flags,
        reviews=reviews,
        acts=acts,
        sources=sources,
        rows=tuple(row for row, _, _ in found),
        cases=tuple({case for _, case, withdrawn in found if case is not None and withdrawn is not None}),
    )


async def erase_with_cases(
    session: AsyncSession,
    person: int,
    guild: int | None,
    *,
    at: int,
    answers: bool,
    forget_case: Callable[[str], Awaitable[None]],
) -> Erased:
    """Erase a person and the case files of their questions: if one cannot be written, nothing is changed."""
    erased = await erase_person(session, person, guild, at=at, answers=answers)
    for case in erased.cases:
        await forget_case(case)
    # Other processes have case files of their own.
    await note_forgotten_cases(session, erased.cases, at=at)
    return erased


async def stop_questions(
    session: AsyncSession, *which: ColumnElement[bool], at: int, review: ReviewState = ReviewState.WITHDRAWN
) -> int:
    """End what runs of these questions, and what waits before moderators; return how many did."""
    ended = {"state": QuestionState.ENDED, "ending": Ending.STOPPED, "ended_at": at}
    statement = update(QuestionRow).where(*which, QuestionRow.state != QuestionState.ENDED).values(ended)
    # Questions first: what has ended is put before moderators no more, so no review escapes below.
    stopped = (await session.scalars(statement.returning(QuestionRow.id))).all()
    over = {"state": review, "decided_at": at, "told_at": at}
    waiting = (
        ReviewRow.state == ReviewState.WAITING,
        ReviewRow.question.in_(select(QuestionRow.id).where(*which)),
    )
    await session.execute(update(ReviewRow).where(*waiting).values(over))
    return len(stopped)


async def _forget_in_details(session: AsyncSession, person: int, guild: int | None) -> None:
    """Put nobody in place of a person whom somebody else's act names, as a block does."""
    named = cast(ActRow.detail, String).contains(str(person))
    number = re.compile(rf"(?<!\d){person}(?!\d)")
    for row in await session.scalars(select(ActRow).where(named, *_in(ActRow.guild, guild))):
        row.detail = json.loads(number.sub(str(NOBODY), json.dumps(row.detail)))


def _in(column: InstrumentedAttribute[int], guild: int | None) -> tuple[ColumnElement[bool], ...]:
    return () if guild is None else (column == guild,)
