"""Packs in the database: one process of a fleet embeds a source, the others wait for that and take it."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import TypeVar

import structlog

from bot.indexing.work import worker_name
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.shelf.packs import FoundPack, find_pack, keep_pack, leave_pack, renew_packs
from index.packs import Packs
from index.placing import Placing
from index.settings import IndexSettings

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
LEASE = 15_000
"""Milliseconds for which a pack is taken; of a process that crashed it is taken over after that."""
_RENEWED = 4.0  # seconds after which it is taken for as long again
_LOOK = 0.5  # seconds between two looks for a pack that another process makes

_Result = TypeVar("_Result")


class StoredPacks:
    """Implements `Packs`; to be made in the event loop that has the database, used from worker threads.

    Who waits for another process's pack waits no longer once `stop` says so.
    """

    def __init__(self, database: Database, *, stop: Callable[[], bool], lease: int = LEASE) -> None:
        self._database = database
        self._stop = stop
        self._lease = lease
        self._worker = worker_name()
        self._loop = asyncio.get_running_loop()
        self._making: set[str] = set()
        self._renewing: asyncio.Task[None] | None = None

    def get(self, key: str) -> bytes | None:
        """Return the pack of a key; None is whoever asks to embed that source."""
        waits = False
        while True:
            found = self._wait(self._find(key))
            if found is None or found.ours or found.data is not None:
                return None if found is None else found.data
            if not waits:
                _log.info("another process embeds this", key=key[:16])
                waits = True
            if self._stop():
                return None
            time.sleep(_LOOK)

    def put(self, key: str, pack: bytes) -> None:
        """Keep a pack, unless its source is gone."""
        self._wait(self._keep(key, pack))

    def leave(self, key: str) -> None:
        """Let another process make a pack that this one was to make and did not."""
        if key in self._making:
            self._wait(self._leave(key))

    def _wait(self, work: Coroutine[None, None, _Result]) -> _Result | None:
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop).result()
        except StorageError as error:
            _log.warning("nothing shared with other processes", reason=str(error))
            return None

    async def _find(self, key: str) -> FoundPack:
        found = await self._database.run(
            lambda session: find_pack(session, key, by=self._worker, lease=self._lease)
        )
        if found.ours:
            self._making.add(key)
            if self._renewing is None:
                self._renewing = asyncio.create_task(self._renew())
        return found

    async def _keep(self, key: str, pack: bytes) -> None:
        await self._database.run(lambda session: keep_pack(session, key, pack))
        self._done(key)

    async def _leave(self, key: str) -> None:
        self._done(key)
        await self._database.run(lambda session: leave_pack(session, key, by=self._worker))

    def _done(self, key: str) -> None:
        self._making.discard(key)
        if not self._making and self._renewing is not None:
            self._renewing.cancel()
            self._renewing = None

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(_RENEWED)
            try:
                await self._database.run(
                    lambda session: renew_packs(session, by=self._worker, lease=self._lease)
                )
            except StorageError as error:
                _log.warning("a pack may be made twice", reason=str(error))


def packs_for(settings: IndexSettings, database: Database, *, stop: Callable[[], bool]) -> Packs | None:
    """Return where processes leave each other what they embedded; None where each has all of its own."""
    return StoredPacks(database, stop=stop) if Placing(settings=settings).at_server else None
