"""Taking shards: from nobody who lives, and beside nobody who divides them otherwise."""

import platform
from typing import Final

from bot.fleet.shards import Shards
from bot.storage.database import Database
from bot.storage.locks import ALONE, Locks, shard_lock
from bot.storage.processes import ALL, RunningProcess, forget_processes, known_processes, note_process

_APART: Final = (
    "give each its own part (`whosaid run --shards 0-3 --of 16`) and one database; beyond one machine "
    "set DATABASE_URL to PostgreSQL and STORE_URL to a Qdrant server"
)


class TakenError(Exception):
    """Somebody else runs what this process should; the text is one sentence."""


class Claim:
    """What one process takes for itself: its shards, or with None all there are."""

    def __init__(self, database: Database, locks: Locks, shards: Shards | None) -> None:
        self._database = database
        self._locks = locks
        self._shards = shards
        self._ids = (0,) if shards is None else shards.ids
        self._count = ALL if shards is None else shards.of
        self._names = [ALONE] if shards is None else [shard_lock(one) for one in shards.ids]

    async def make(self) -> int:
        """Take the locks, and return the row that says so.

        Raises:
            TakenError: If that may not be; nothing is taken then.
            StorageError: If the database cannot be used.
        """
        for name in self._names:
            if not await self._locks.take(name):
                await self._release()
                raise TakenError(self._taken())
        # Noted before others are looked at: of two who begin at once, at least one sees the other.
        row = await self.note()
        async with self._database.session() as session:
            others = [one for one in await known_processes(session) if one.id != row]
        try:
            gone = await self._replaced(others)
        except TakenError:
            await self.forget(row)
            await self._release()
            raise
        await self.forget(*gone)
        return row

    async def note(self) -> int:
        """Note that this process is there, and return its row."""
        async with self._database.session() as session:
            return await note_process(
                session, host=platform.node(), first=self._ids[0], last=self._ids[-1], count=self._count
            )

    async def forget(self, *rows: int) -> None:
        """Forget processes."""
        async with self._database.session() as session:
            await forget_processes(session, rows)

    async def _replaced(self, others: list[RunningProcess]) -> list[int]:
        """Return the rows of those that are gone and replaced by this one.

        Of who ended without a word and ran other shards of as many, the row stays: they are missed.
        """
        gone = list[int]()
        for other in others:
            if other.count == self._count:
                if other.first <= self._ids[-1] and self._ids[0] <= other.last:
                    gone.append(other.id)
            elif await self._lives(other):
                raise TakenError(self._otherwise_divided(other))
            else:
                gone.append(other.id)
        return gone

    async def _lives(self, other: RunningProcess) -> bool:
        name = ALONE if other.count == ALL else shard_lock(other.first)
        if self._locks.has(name):
            return False
        if await self._locks.take(name):
            await self._locks.release(name)
            return False
        return True

    async def _release(self) -> None:
        for name in self._names:
            await self._locks.release(name)

    def _taken(self) -> str:
        if self._shards is None:
            return f"Another whosaid runs with this database: stop it first, or, to run several, {_APART}."
        return f"Another whosaid runs some of the shards {self._shards} with this database: stop it first."

    def _otherwise_divided(self, other: RunningProcess) -> str:
        if other.count == ALL:
            return f"Another whosaid runs all shards with this database: stop it first, then {_APART}."
        if self._shards is None:
            return (
                f"Others run parts of {other.count} shards with this database: run this one with --shards "
                f"and --of {other.count} as well, or stop them first."
            )
        return (
            f"Another whosaid runs shards of {other.count} with this database, and this one should of "
            f"{self._shards.of}: stop all of them before the number of shards is changed."
        )
