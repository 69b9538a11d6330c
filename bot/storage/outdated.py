"""Answers that stand and quote words of sources that are not there any more, or not as they were."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.outcomes import StoredOutcome, nanodollars_of, read_outcome, write_outcome
from bot.storage.questions import Ending, StoredQuestion, change_question, stored_question
from bot.storage.tables import QuestionRow

_SHOWN = (Ending.ANSWERED, Ending.ABSTAINED)
_PART = 100  # rows read at once


async def outdated_answers(
    session: AsyncSession, guild: int, present: Mapping[str, str], *, only: str | None = None
) -> list[StoredQuestion]:
    """Return the public answers of a server that quote what is no more, newest first.

    `present` are all sources with the sha256 of their files as they are now; `only` looks at one source.
    """
    standing = (
        QuestionRow.guild == guild,
        QuestionRow.public.is_(True),
        QuestionRow.ending.in_(_SHOWN),
        QuestionRow.withdrawn_at.is_(None),
        QuestionRow.erased_at.is_(None),
        QuestionRow.outcome.is_not(None),
    )
    found: list[StoredQuestion] = []
    rows = (
        await session.scalars(select(QuestionRow.id).where(*standing).order_by(QuestionRow.id.desc()))
    ).all()
    # A part at a time: the words of thousands at once would hold up everybody.
    for part in (rows[at : at + _PART] for at in range(0, len(rows), _PART)):
        outcomes = await session.execute(
            select(QuestionRow.id, QuestionRow.outcome).where(QuestionRow.id.in_(part))
        )
        changed = [
            row
            for row, outcome in outcomes
            if outcome and _concerns(_changed(read_outcome(outcome), present), only)
        ]
        if changed:
            whole = select(QuestionRow).where(QuestionRow.id.in_(changed)).order_by(QuestionRow.id.desc())
            found += [stored_question(row) for row in await session.scalars(whole)]
    return found


def _concerns(changed: Mapping[str, bool], only: str | None) -> bool:
    return bool(changed) if only is None else only in changed


def changed_sources(question: StoredQuestion, present: Mapping[str, str]) -> dict[str, bool]:
    """Return the sources that an answer quotes otherwise than they are now, and whether each is still there.

    What an older version kept names no sha256: whether its source changed cannot be told.
    """
    return {} if question.outcome is None else _changed(question.outcome, present)


def _changed(outcome: StoredOutcome, present: Mapping[str, str]) -> dict[str, bool]:
    return {
        one.source: one.source in present
        for one in outcome.citations
        if one.sha256 and one.sha256 != present.get(one.source)
    }


async def untold_of(session: AsyncSession, rows: Iterable[int]) -> list[int]:
    """Return those of the questions whose moderators have not been told."""
    statement = select(QuestionRow.id).where(QuestionRow.id.in_(rows), QuestionRow.outdated_at.is_(None))
    return list(await session.scalars(statement))


async def note_outdated(session: AsyncSession, rows: Iterable[int], at: int) -> None:
    """Note that moderators were told of these answers."""
    await session.execute(update(QuestionRow).where(QuestionRow.id.in_(rows)).values(outdated_at=at))


async def renew_answer(
    session: AsyncSession,
    row: int,
    outcome: StoredOutcome,
    *,
    draft: dict[str, Any],
    trace: dict[str, Any] | None,
) -> bool:
    """Keep a new answer in place of an old one, of which nothing is left; False if it was taken back."""
    values = {
        "outcome": write_outcome(outcome),
        "draft": draft,
        "trace": trace,
        "nanodollars": nanodollars_of(outcome),
        "ending": Ending.ANSWERED if outcome.kind == "answer" else Ending.ABSTAINED,
        "outdated_at": None,
    }
    stands = QuestionRow.withdrawn_at.is_(None) & QuestionRow.erased_at.is_(None)
    return await change_question(session, row, stands, values)


async def keep_renewal(
    session: AsyncSession, row: int, draft: dict[str, Any], trace: dict[str, Any] | None
) -> bool:
    """Keep a new answer that waits for a moderator beside the old one, which stands until then."""
    stands = QuestionRow.withdrawn_at.is_(None) & QuestionRow.erased_at.is_(None)
    return await change_question(session, row, stands, {"draft": draft, "trace": trace})
