"""Telling that questions ended, once it is committed."""

from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import QuestionRow

_ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedQuestion:
    """A question that has its ending: no more of it than can be counted.

    `way`, `mode` and `ending` are values of `Way`, `ChannelMode` and `Ending`.
    """

    way: str
    mode: str | None
    ending: str
    seconds: int


async def note_ended(session: AsyncSession, row: int, ending: str, *, ended_at: int) -> None:
    """Note in a session that a question ends in it."""
    counted = select(QuestionRow.way, QuestionRow.mode, QuestionRow.accepted_at)
    way, mode, accepted_at = (await session.execute(counted.where(QuestionRow.id == row))).one()
    seconds = max(0, ended_at - accepted_at)
    noted = EndedQuestion(way=way, mode=mode, ending=ending, seconds=seconds)
    session.info.setdefault(_ENDED, []).append(noted)


def ended_in(session: AsyncSession) -> list[EndedQuestion]:
    """Return what ended in a session."""
    return cast("list[EndedQuestion]", session.info.get(_ENDED, []))
