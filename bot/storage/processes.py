"""The processes that run the bot, and when each was last seen."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.clock import milliseconds
from bot.storage.tables import ProcessRow

ALL = 0
"""Stands for the number of shards where one process runs them all, as many as Discord says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningProcess:
    """A process as it is known: its shards `first` to `last` of `count`, and for how long it was silent."""

    id: int
    host: str
    first: int
    last: int
    count: int
    silent: float


async def note_process(session: AsyncSession, *, host: str, first: int, last: int, count: int) -> int:
    """Note a process that begins, and return its row."""
    now = await milliseconds(session)
    row = ProcessRow(
        host=host, first_shard=first, last_shard=last, shard_count=count, started_at=now, seen_at=now
    )
    session.add(row)
    await session.flush()
    return row.id


async def note_seen(session: AsyncSession, row: int) -> bool:
    """Note that a process is there still; False if its row is gone."""
    seen = update(ProcessRow).where(ProcessRow.id == row).values(seen_at=await milliseconds(session))
    return await session.scalar(seen.returning(ProcessRow.id)) is not None


async def forget_processes(session: AsyncSession, rows: Collection[int]) -> None:
    """Forget processes that ended."""
    await session.execute(delete(ProcessRow).where(ProcessRow.id.in_(rows)))


async def known_processes(session: AsyncSession) -> list[RunningProcess]:
    """Return every process that did not end in order, whether or not it is still there."""
    now = await milliseconds(session)
    return [
        RunningProcess(
            id=row.id,
            host=row.host,
            first=row.first_shard,
            last=row.last_shard,
            count=row.shard_count,
            silent=(now - row.seen_at) / 1000,
        )
        for row in await session.scalars(select(ProcessRow).order_by(ProcessRow.id))
    ]
