"""How many words of a source a server was shown on a day: counted by all processes together.

The same words count once a day, however often and to whomever they are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.inserting import insert_unless
from bot.storage.tables import DayQuotesRow
from index.stretches import Shown
from index.types import Turn

_TRIES = 20  # others may be counting at the same moment, each once


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What is about to be shown of a source to a server: stretches of turns; `most` are words a day."""

    guild: int
    day: date
    source: str
    sha256: str
    most: int
    stretches: Sequence[tuple[Turn, int, int]]


class BusyError(Exception):
    """Others counted at the same moment, again and again."""


async def count_shown(session: AsyncSession, showing: Showing) -> bool:
    """Count words as shown; False, and nothing is counted, if they are more than are left of the day.

    Raises:
        BusyError: If it could not be counted for others who do.
    """
    for _ in range(_TRIES):
        counted = await _try(session, showing)
        if counted is not None:
            return counted
    raise BusyError


async def forget_days(session: AsyncSession, before: date) -> None:
    """Forget what was shown before a day."""
    await session.execute(delete(DayQuotesRow).where(DayQuotesRow.day < before))


async def _try(session: AsyncSession, showing: Showing) -> bool | None:
    """Count, or return None where somebody else did so since this looked."""
    which = (
        DayQuotesRow.day == showing.day,
        DayQuotesRow.guild == showing.guild,
        DayQuotesRow.source == showing.source,
    )
    row = (
        await session.execute(
            select(DayQuotesRow.words, DayQuotesRow.sha256, DayQuotesRow.shown, DayQuotesRow.version).where(
                *which
            )
        )
    ).first()
    words, version = (0, None) if row is None else (row.words, row.version)
    # In another version other words stand in the same places; those of the old one stay counted.
    same = row is not None and row.sha256 == showing.sha256
    shown = _read(showing.source, row.shown) if row is not None and same else Shown()
    for turn, start, end in showing.stretches:
        shown.add(turn, start, end)
    cost = shown.words(showing.source)
    if words + cost > showing.most:
        return False
    if cost == 0:
        return True
    values = {"words": words + cost, "sha256": showing.sha256, "shown": _write(shown, showing.source)}
    if version is None:
        key = {"day": showing.day, "guild": showing.guild, "source": showing.source, "version": 1}
        added = insert_unless(session, DayQuotesRow, values | key, taken="day guild source")
        return True if await session.scalar(added.returning(DayQuotesRow.words)) is not None else None
    changed = (
        update(DayQuotesRow)
        .where(*which, DayQuotesRow.version == version)
        .values(values | {"version": version + 1})
        .returning(DayQuotesRow.words)
    )
    return True if await session.scalar(changed) is not None else None


def _read(source: str, held: dict[str, Any]) -> Shown:
    return Shown(
        ((source, int(ordinal)), tuple((low, high) for low, high in stretches))
        for ordinal, stretches in held.items()
    )


def _write(shown: Shown, source: str) -> dict[str, Any]:
    return {str(ordinal): [list(one) for one in held] for ordinal, held in shown.stretches(source).items()}
