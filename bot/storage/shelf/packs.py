"""Packs of a fleet: made by one process at a time, kept as long as the version of their source is there.

Whoever is first takes a pack to make it; of who crashed it is taken over a moment later. What belongs to
a source on the shelf goes in the transaction in which that version goes. Of the operator's folder the
database knows nothing, so its packs go by their age: by then every process has what was in them.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.clock import milliseconds
from bot.storage.inserting import insert_unless
from bot.storage.shelf.revision import be_the_writer
from bot.storage.shelf.tables import PackRow, SourceRow
from index.packs import offered_digest

PACK_DAYS = 7
"""For how long a pack of the operator's folder is kept."""
MOST_BYTES = 4 * 2**30
"""How much all packs may take; beyond it the oldest go."""
_FREE = {"taken_by": None, "taken_until": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPack:
    """A pack, or who is to make it: `ours` if that is whoever looked."""

    data: bytes | None = None
    ours: bool = False


async def find_pack(session: AsyncSession, key: str, *, by: str, lease: int) -> FoundPack:
    """Return a pack; where there is none, take it for so many milliseconds unless another is making it."""
    data = await session.scalar(select(PackRow.data).where(PackRow.key == key))
    if data is not None:
        return FoundPack(data=data)
    at = await milliseconds(session)
    row = _row(key, None, at // 1000)
    await session.execute(insert_unless(session, PackRow, row, taken="key"))
    free = or_(PackRow.taken_by.is_(None), PackRow.taken_by == by, PackRow.taken_until < at)
    taking = update(PackRow).where(PackRow.key == key, PackRow.data.is_(None), free)
    taken = taking.values(taken_by=by, taken_until=at + lease).returning(PackRow.id)
    return FoundPack(ours=await session.scalar(taken) is not None)


async def renew_packs(session: AsyncSession, *, by: str, lease: int) -> None:
    """Keep all that a process is making for so many milliseconds more."""
    until = await milliseconds(session) + lease
    making = (PackRow.taken_by == by, PackRow.data.is_(None))
    await session.execute(update(PackRow).where(*making).values(taken_until=until))


async def keep_pack(session: AsyncSession, key: str, data: bytes, *, most: int = MOST_BYTES) -> bool:
    """Keep a pack, in place of one of the same key; False if its source is gone, or has another version."""
    await be_the_writer(session)
    digest = offered_digest(key)
    if digest is not None and not await _is_on_shelf(session, digest):
        await session.execute(delete(PackRow).where(PackRow.key == key))
        return False
    row = _row(key, data, await milliseconds(session) // 1000)
    await session.execute(insert_unless(session, PackRow, row, taken="key"))
    await session.execute(update(PackRow).where(PackRow.key == key).values(row))
    await _drop_beyond(session, most)
    return True


async def leave_pack(session: AsyncSession, key: str, *, by: str) -> None:
    """Let another process make a pack that this one took and did not make."""
    ours = (PackRow.key == key, PackRow.taken_by == by, PackRow.data.is_(None))
    await session.execute(delete(PackRow).where(*ours))


async def drop_packs_of(session: AsyncSession, digest: str) -> None:
    """Delete what was made of a version that is gone, unless another source is the same in all."""
    if not await _is_on_shelf(session, digest):
        await session.execute(delete(PackRow).where(PackRow.digest == digest))


async def drop_packs_before(session: AsyncSession, before: int) -> None:
    """Delete packs of the operator's folder that are older, and what was begun before and never made."""
    aged = or_(PackRow.digest.is_(None), PackRow.data.is_(None))
    await session.execute(delete(PackRow).where(aged, PackRow.kept_at < before))


async def _is_on_shelf(session: AsyncSession, digest: str) -> bool:
    return await session.scalar(select(SourceRow.id).where(SourceRow.digest == digest).limit(1)) is not None


async def _drop_beyond(session: AsyncSession, most: int) -> None:
    total = int(await session.scalar(select(func.sum(PackRow.size))) or 0)
    oldest = await session.execute(select(PackRow.id, PackRow.size).order_by(PackRow.kept_at, PackRow.id))
    for identity, size in oldest.all() if total > most else ():
        if total <= most:
            break
        await session.execute(delete(PackRow).where(PackRow.id == identity))
        total -= size


def _row(key: str, data: bytes | None, at: int) -> dict[str, Any]:
    size = 0 if data is None else len(data)
    return {"key": key, "digest": offered_digest(key), "data": data, "size": size, "kept_at": at} | _FREE
