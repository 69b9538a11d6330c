"""What the index has to do about each source: wanted by who changes the shelf, done by one process at a time.

Whoever works takes a source for a while and says again and again that it is still there; of who crashed
the work is taken over when that while is over. The index itself says what is made: a row is only ever behind
it, so work that was done and not noted is found done, and noted.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.inserting import insert_unless
from bot.storage.shelf.tables import IndexingRow

GONE = 0
"""The version of a source that is no more."""
_NEW = {"state": "waiting", "done": 0, "total": 0, "sentence": None, "taken_by": None, "taken_until": None}


class IndexingState(StrEnum):
    """How far a source is on its way into the index."""

    WAITING = "waiting"
    """Not made yet; somebody may be at it."""
    MADE = "made"
    FAILED = "failed"
    """It cannot be read: the version before stays, and the sentence says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexing:
    """What is to be done about a source, and how far it is; `done` of `total` are parts of it."""

    source: str
    version: int
    state: IndexingState
    done: int
    total: int
    sentence: str | None
    taken_by: str | None
    taken_until: int | None


async def want_made(session: AsyncSession, source: str, version: int, *, at: int) -> None:
    """Want a version of a source in the index, in place of what was wanted before."""
    wanted = _NEW | {"version": version, "changed_at": at}
    row = {"source": source} | wanted
    await session.execute(insert_unless(session, IndexingRow, row, taken="source"))
    await session.execute(update(IndexingRow).where(IndexingRow.source == source).values(wanted))


async def want_removed(session: AsyncSession, source: str, *, at: int) -> None:
    """Want a source out of the index."""
    await want_made(session, source, GONE, at=at)


async def indexing_of(session: AsyncSession, sources: Collection[str]) -> Sequence[Indexing]:
    """Return how far these sources are; of one that is out of the index nothing."""
    rows = await session.scalars(select(IndexingRow).where(IndexingRow.source.in_(sources)))
    return [_indexing(row) for row in rows]


async def waiting(session: AsyncSession) -> Sequence[Indexing]:
    """Return what has to be done, what was wanted first at first."""
    statement = select(IndexingRow).where(IndexingRow.state == IndexingState.WAITING)
    return [_indexing(row) for row in await session.scalars(statement.order_by(IndexingRow.id))]


async def take_waiting(
    session: AsyncSession, sources: Collection[str], *, by: str, at: int, until: int
) -> Sequence[str]:
    """Take the work on all of these that nobody has, or keep it longer; return of which it was taken."""
    which = (IndexingRow.source.in_(sources), IndexingRow.state == IndexingState.WAITING, _free(by, at))
    taken = update(IndexingRow).where(*which).values(taken_by=by, taken_until=until)
    return (await session.scalars(taken.returning(IndexingRow.source))).all()


async def take(session: AsyncSession, source: str, *, by: str, at: int, until: int) -> bool:
    """Take the work on a source, or keep it longer; False if another process has it, or it is done."""
    return bool(await take_waiting(session, [source], by=by, at=at, until=until))


async def let_go(session: AsyncSession, *, by: str) -> None:
    """Let others have all that a process has taken and not done."""
    free = {"taken_by": None, "taken_until": None}
    await session.execute(update(IndexingRow).where(IndexingRow.taken_by == by).values(free))


async def note_progress(
    session: AsyncSession, source: str, *, by: str, done: int, total: int, until: int
) -> bool:
    """Note how far the work on a source is, and keep it longer; False if it is this process's no more."""
    which = (IndexingRow.source == source, IndexingRow.taken_by == by)
    noted = update(IndexingRow).where(*which).values(done=done, total=total, taken_until=until)
    return await session.scalar(noted.returning(IndexingRow.id)) is not None


async def note_made(session: AsyncSession, source: str, version: int, *, at: int) -> None:
    """Note that a version is in the index; harmless if another is wanted by now."""
    which = (IndexingRow.source == source, IndexingRow.version == version)
    if version == GONE:
        await session.execute(delete(IndexingRow).where(*which))
        return
    made = {**_NEW, "state": IndexingState.MADE, "done": IndexingRow.total, "total": IndexingRow.total}
    await session.execute(update(IndexingRow).where(*which).values(made | {"changed_at": at}))


async def note_reconciled(
    session: AsyncSession, jobs: Sequence[Indexing], failed: Mapping[str, str], *, at: int
) -> None:
    """Note what came of work, where an index was brought to the shelf as it was when the work was seen."""
    for job in jobs:
        sentence = failed.get(job.source)
        if sentence is None or job.version == GONE:
            await note_made(session, job.source, job.version, at=at)
        else:
            await note_failed(session, job.source, job.version, sentence, at=at)


async def note_failed(session: AsyncSession, source: str, version: int, sentence: str, *, at: int) -> None:
    """Note why a version cannot be in the index; harmless if another is wanted by now."""
    which = (IndexingRow.source == source, IndexingRow.version == version)
    failed = {**_NEW, "state": IndexingState.FAILED, "sentence": sentence, "changed_at": at}
    await session.execute(update(IndexingRow).where(*which).values(failed))


def _free(by: str, at: int) -> ColumnElement[bool]:
    return or_(IndexingRow.taken_by.is_(None), IndexingRow.taken_by == by, IndexingRow.taken_until < at)


def _indexing(row: IndexingRow) -> Indexing:
    return Indexing(
        source=row.source,
        version=row.version,
        state=IndexingState(row.state),
        done=row.done,
        total=row.total,
        sentence=row.sentence,
        taken_by=row.taken_by,
        taken_until=row.taken_until,
    )
