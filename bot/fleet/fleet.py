"""A process that joins a fleet: its shards are its own, it is seen to live, and one of all leads."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import structlog

from bot.fleet.claiming import Claim, TakenError
from bot.fleet.shards import Shards, shard_of, written
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.locks import LEADER, Locks, open_locks
from bot.storage.processes import RunningProcess, known_processes, note_seen

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_PATIENCE: Final = 30.0  # seconds that one who drains may take to let its shards go
_PAUSE: Final = 0.2  # seconds between two tries
_EVERY: Final = 5.0  # seconds between two signs of life: the next leader is found within them
_SILENT: Final = 15.0  # seconds without one, after which a process is not counted on
_ORPHANED: Final = 60.0  # seconds after which who leads looks after the servers of shards that nobody runs


class Fleet:
    """This process's part; implements `Part`."""

    def __init__(self, database: Database, locks: Locks, shards: Shards | None) -> None:
        self.shards = shards
        self.lost = asyncio.Event()
        """Set when somebody else has our shards: this process must end."""
        self._database = database
        self._locks = locks
        self._claim = Claim(database, locks, shards)
        self._row: int | None = None
        self._led = asyncio.Condition()
        self._unserved: dict[int, float] = {}

    @property
    def leads(self) -> bool:
        """Whether it does what must be done once for all processes."""
        return self._locks.has(LEADER)

    @property
    def unserved(self) -> tuple[int, ...]:
        """The shards that no process runs, as far as was seen last."""
        return tuple(sorted(self._unserved))

    async def leading(self) -> None:
        """Wait until it leads."""
        async with self._led:
            await self._led.wait_for(lambda: self.leads)

    def has(self, guild: int) -> bool:
        """Tell whether a server is on its shards."""
        return self.shards is None or self.shards.have(guild)

    def tends(self, guild: int) -> bool:
        """Tell whether it looks after what is due in a server."""
        if self.shards is None or self.shards.have(guild):
            return True
        since = self._unserved.get(shard_of(guild, self.shards.of))
        return self.leads and since is not None and time.monotonic() - since >= _ORPHANED

    async def join(self, patience: float) -> None:
        """Take its shards, from nobody who lives; wait `patience` seconds for one who is ending.

        Raises:
            TakenError: If somebody else runs them, or runs otherwise divided ones.
            StorageError: If the database cannot be used.
        """
        deadline = time.monotonic() + patience
        while self._row is None:
            try:
                self._row = await self._claim.make()
            except TakenError:
                if time.monotonic() >= deadline:
                    raise
                await asyncio.sleep(_PAUSE)
        await self.look()

    async def keep(self, every: float = _EVERY) -> None:
        """Show that it lives, and look who does not, until cancelled."""
        while True:
            await asyncio.sleep(every)
            try:
                await self.look()
            except StorageError as error:
                _log.warning("the fleet was not looked at", reason=str(error))

    async def look(self) -> None:
        """Show that it lives, look whether its locks are its own, try to lead, see what nobody runs."""
        if taken := await self._locks.look():
            _log.error("somebody else has what this process runs", locks=sorted(taken))
            self.lost.set()
            return
        await self._elect()
        async with self._database.session() as session:
            noted = self._row is not None and await note_seen(session, self._row)
            known = await known_processes(session)
        if not noted:
            # A backup was restored meanwhile, perhaps.
            self._row = await self._claim.note()
        self._see(known)

    async def leave(self) -> None:
        """Let go of everything, so that the next has it at once."""
        try:
            if self._row is not None:
                await self._claim.forget(self._row)
        except StorageError as error:
            _log.warning("this process was not forgotten", reason=str(error))

    async def _elect(self) -> None:
        if not self.leads and await self._locks.take(LEADER):
            _log.info("this process leads")
            async with self._led:
                self._led.notify_all()

    def _see(self, known: list[RunningProcess]) -> None:
        """Note which shards nobody runs, and say so when that changes."""
        if self.shards is None:
            return
        served = set(self.shards.ids)
        for one in known:
            if one.count == self.shards.of and one.silent < _SILENT:
                served |= set(range(one.first, one.last + 1))
        missing = [one for one in range(self.shards.of) if one not in served]
        if missing != sorted(self._unserved):
            _log.warning("shards that nobody runs", shards=written(missing) or "none", of=self.shards.of)
        now = time.monotonic()
        self._unserved = {one: self._unserved.get(one, now) for one in missing}


@asynccontextmanager
async def joined(
    database: Database, url: str, shards: Shards | None, *, patience: float = _PATIENCE, every: float = _EVERY
) -> AsyncGenerator[Fleet]:
    """Be part of the fleet on this database until the end of the block.

    Raises:
        TakenError: If somebody else runs these shards, or otherwise divided ones, beyond `patience` seconds.
        StorageError: If the database cannot be used.
    """
    locks = open_locks(url)
    fleet = Fleet(database, locks, shards)
    try:
        await fleet.join(patience)
        keeping = asyncio.create_task(fleet.keep(every))
        try:
            yield fleet
        finally:
            keeping.cancel()
            await asyncio.wait({keeping})
            await fleet.leave()
    finally:
        await locks.close()
