"""What is kept of one person, in one server or in all; and who wants nothing kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, cast, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.storage.inserting import insert_unless
from bot.storage.questions import Ending, StoredQuestion, stored_question
from bot.storage.shelf.kept import Addition
from bot.storage.shelf.listing import added_by
from bot.storage.tables import (
    ActRow,
    FlagRow,
    GuildRulesRow,
    OptOutRow,
    QuestionRow,
    ReviewRow,
    SourceRow,
    SourceVersionRow,
)

_PART = 200  # rows read at once
_SHOWN = {Ending.ANSWERED, Ending.ABSTAINED}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReview:
    """A draft that somebody decided on as a moderator."""

    id: int
    guild: int
    question: int
    state: str
    reason: str | None
    edited: dict[str, Any] | None
    decided_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFlag:
    """What somebody held against an answer."""

    id: int
    guild: int
    question: int
    reason: str
    note: str | None
    flagged_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAct:
    """What somebody did as a moderator."""

    id: int
    guild: int
    act: str
    question: int | None
    detail: dict[str, Any] | None
    acted_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Everything that is kept of a person.

    `sources` are the versions that they added; `blocked_in` are the servers whose moderators blocked them.
    """

    questions: tuple[StoredQuestion, ...]
    flags: tuple[KeptFlag, ...]
    reviews: tuple[KeptReview, ...]
    acts: tuple[KeptAct, ...]
    sources: tuple[Addition, ...]
    blocked_in: tuple[int, ...]
    opted_out_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCounts:
    """How much is kept of a person; `texts` are the questions whose words are still there."""

    questions: int
    texts: int
    flags: int
    reviews: int
    acts: int
    sources: int


async def kept_of(session: AsyncSession, person: int, guild: int | None) -> Kept:
    """Return everything kept of a person, in one server or (None) in all, newest first."""
    return Kept(
        questions=tuple(await _all_questions(session, person, guild)),
        flags=tuple(await _flags(session, person, guild)),
        reviews=tuple(await _reviews(session, person, guild)),
        acts=tuple(await _acts(session, person, guild)),
        sources=tuple(await added_by(session, person, guild, everywhere=guild is None)),
        blocked_in=tuple(await blocked_in(session, person, guild)),
        opted_out_at=await opted_out_since(session, person),
    )


async def count_kept(session: AsyncSession, person: int, guild: int | None) -> KeptCounts:
    """Return how much is kept of a person, in one server or (None) in all."""

    async def count(column: InstrumentedAttribute[Any], *which: ColumnElement[bool]) -> int:
        return int(await session.scalar(select(func.count(column)).where(*which)) or 0)

    asked = _whose(QuestionRow.asker, QuestionRow.guild, person, guild)
    return KeptCounts(
        questions=await count(QuestionRow.id, *asked),
        texts=await count(QuestionRow.text, *asked),
        flags=await count(FlagRow.id, *_whose(FlagRow.flagger, FlagRow.guild, person, guild)),
        reviews=await count(ReviewRow.id, *_whose(ReviewRow.decided_by, ReviewRow.guild, person, guild)),
        acts=await count(ActRow.id, *_whose(ActRow.actor, ActRow.guild, person, guild)),
        sources=await _count_additions(session, person, guild),
    )


async def _count_additions(session: AsyncSession, person: int, guild: int | None) -> int:
    whose = (SourceVersionRow.added_by == person, *(() if guild is None else (SourceRow.guild == guild,)))
    joined = select(func.count()).select_from(SourceVersionRow).join(SourceRow).where(*whose)
    return int(await session.scalar(joined) or 0)


async def last_questions(
    session: AsyncSession, person: int, guild: int | None, *, limit: int, before: int | None = None
) -> Sequence[StoredQuestion]:
    """Return the last questions of a person, newest first; `before` is the row to go on after."""
    whose = _whose(QuestionRow.asker, QuestionRow.guild, person, guild)
    statement = select(QuestionRow).where(*whose).order_by(QuestionRow.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(QuestionRow.id < before)
    return [stored_question(row) for row in await session.scalars(statement)]


async def blocked_in(session: AsyncSession, person: int, guild: int | None) -> Sequence[int]:
    """Return the servers whose rules block a person."""
    which = () if guild is None else (GuildRulesRow.guild == guild,)
    # Narrowed in the database, as text in either engine; whether it stands among the blocked is read here.
    named = cast(GuildRulesRow.rules, String).contains(str(person))
    rows = (
        await session.execute(select(GuildRulesRow.guild, GuildRulesRow.rules).where(named, *which))
    ).all()
    return [
        row.guild
        for row in rows
        if str(person) in {str(blocked) for blocked in row.rules.get("blocked_people", ())}
    ]


async def has_opted_out(session: AsyncSession, person: int) -> bool:
    """Tell whether somebody wants nothing stored beyond what an answer needs."""
    return await opted_out_since(session, person) is not None


async def opted_out_since(session: AsyncSession, person: int) -> int | None:
    """Return since when somebody wants nothing stored, in Unix seconds; None if they let it be stored."""
    return await session.scalar(select(OptOutRow.opted_out_at).where(OptOutRow.person == person))


async def opt_out(session: AsyncSession, person: int, *, at: int) -> bool:
    """Store nothing more of somebody; False if that was so before."""
    values = {"person": person, "opted_out_at": at}
    statement = insert_unless(session, OptOutRow, values, taken="person").returning(OptOutRow.person)
    return await session.scalar(statement) is not None


async def opt_in(session: AsyncSession, person: int) -> bool:
    """Store again what is stored of everybody; False if that was so before."""
    statement = delete(OptOutRow).where(OptOutRow.person == person).returning(OptOutRow.person)
    return await session.scalar(statement) is not None


def was_shown(question: StoredQuestion) -> bool:
    """Tell whether its asker has seen the answer: a draft before moderators is not theirs to read yet."""
    return question.ending in _SHOWN


def _whose(
    person_column: InstrumentedAttribute[Any],
    guild_column: InstrumentedAttribute[int],
    person: int,
    guild: int | None,
) -> tuple[ColumnElement[bool], ...]:
    here = () if guild is None else (guild_column == guild,)
    return (person_column == person, *here)


async def _all_questions(session: AsyncSession, person: int, guild: int | None) -> Sequence[StoredQuestion]:
    # A part at a time: reading thousands of rows at once would hold everybody else up.
    found: list[StoredQuestion] = []
    while True:
        before = found[-1].id if found else None
        part = await last_questions(session, person, guild, limit=_PART, before=before)
        found += part
        if len(part) < _PART:
            return found


async def _flags(session: AsyncSession, person: int, guild: int | None) -> list[KeptFlag]:
    whose = _whose(FlagRow.flagger, FlagRow.guild, person, guild)
    rows = await session.scalars(select(FlagRow).where(*whose).order_by(FlagRow.id.desc()))
    return [
        KeptFlag(
            id=row.id,
            guild=row.guild,
            question=row.question,
            reason=row.reason,
            note=row.note,
            flagged_at=row.flagged_at,
        )
        for row in rows
    ]


async def _reviews(session: AsyncSession, person: int, guild: int | None) -> list[KeptReview]:
    whose = _whose(ReviewRow.decided_by, ReviewRow.guild, person, guild)
    rows = await session.scalars(select(ReviewRow).where(*whose).order_by(ReviewRow.id.desc()))
    return [
        KeptReview(
            id=row.id,
            guild=row.guild,
            question=row.question,
            state=row.state,
            reason=row.reason,
            edited=row.edited,
            decided_at=row.decided_at,
        )
        for row in rows
    ]


async def _acts(session: AsyncSession, person: int, guild: int | None) -> list[KeptAct]:
    whose = _whose(ActRow.actor, ActRow.guild, person, guild)
    rows = await session.scalars(select(ActRow).where(*whose).order_by(ActRow.id.desc()))
    return [
        KeptAct(
            id=row.id,
            guild=row.guild,
            act=row.act,
            question=row.question,
            detail=row.detail,
            acted_at=row.acted_at,
        )
        for row in rows
    ]
