"""Locks with names that processes on one database take from each other: whoever ends has them no more.

However a process ends, its locks end with it, at once: files are locked by the system, a server's advisory
locks go with their connection. So who comes after a crash need not wait for anything to run out.
"""

import asyncio
import time
from pathlib import Path
from typing import Final, Protocol

import structlog
from filelock import FileLock, Timeout
from sqlalchemy import false, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.engines import file_of, make_engine
from bot.storage.errors import StorageError
from bot.storage.failures import connecting, storage_errors

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

ALONE: Final = "alone"
"""Had by a process that runs all shards, as many as Discord says."""
LEADER: Final = "leader"
"""Had by the one that does what must be done once."""

# Two numbers, beside the single ones that single transactions lock: these say that a lock is of this kind.
_KIND: Final = 0x77686F73
_NUMBERS: Final = {ALONE: -1, LEADER: -2}
# A server that lost us without a word lets go within half a minute, and not after hours.
_ALIVE: Final = {"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"}
_PATIENCE: Final = 60.0  # seconds for which a server may take our lost connection for a living one


class Locks(Protocol):
    """Locks of one process."""

    def has(self, name: str) -> bool:
        """Tell whether a lock is ours, as far as was seen last."""
        ...

    async def take(self, name: str) -> bool:
        """Take a lock, and tell whether it is ours now; StorageError if nobody can tell."""
        ...

    async def release(self, name: str) -> None:
        """Let a lock go."""
        ...

    async def look(self) -> frozenset[str]:
        """Look whether they are ours still, and return those that somebody else has now."""
        ...

    async def close(self) -> None:
        """Let all go."""
        ...


def shard_lock(shard: int) -> str:
    """Return the name of a shard's lock."""
    return f"shard-{shard}"


def open_locks(url: str) -> Locks:
    """Return the locks of a database; where nobody else can open it, they are always free."""
    engine, file = make_engine(url), file_of(url)
    if engine.dialect.name == "postgresql":
        return ServerLocks(engine)
    return FileLocks(None if file is None else file.with_name(f"{file.name}.locks"))


class FileLocks:
    """Locks beside a database's file, in a folder of their own."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._held: dict[str, FileLock | None] = {}

    def has(self, name: str) -> bool:
        """Tell whether a lock is ours."""
        return name in self._held

    async def take(self, name: str) -> bool:
        """Take a lock, and tell whether it is ours now."""
        if name not in self._held:
            try:
                self._held[name] = self._lock(name)
            except Timeout:
                return False
            except OSError as error:
                raise StorageError(
                    f"The folder of the database cannot be written ({error.strerror}): check DATABASE_URL."
                ) from error
        return True

    async def release(self, name: str) -> None:
        """Let a lock go."""
        lock = self._held.pop(name, None)
        if lock is not None:
            lock.release()

    async def look(self) -> frozenset[str]:
        """Return nothing: the system takes no lock away."""
        return frozenset()

    async def close(self) -> None:
        """Let all go."""
        for name in list(self._held):
            await self.release(name)

    def _lock(self, name: str) -> FileLock | None:
        if self._folder is None:
            return None
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / name, timeout=0, thread_local=False)
        lock.acquire()
        return lock


class ServerLocks:
    """Advisory locks of a PostgreSQL server, on a connection of their own."""

    def __init__(self, engine: AsyncEngine, *, patience: float = _PATIENCE) -> None:
        self._engine = engine
        self._patience = patience
        self._connection: AsyncConnection | None = None
        self._held: set[str] = set()
        self._missing: dict[str, float] = {}
        self._turn = asyncio.Lock()

    def has(self, name: str) -> bool:
        """Tell whether a lock is ours, as far as was seen last."""
        return name in self._held

    async def take(self, name: str) -> bool:
        """Take a lock, and tell whether it is ours now; StorageError if the server cannot be reached."""
        async with self._turn:
            if name not in self._held:
                with storage_errors(), connecting():
                    try:
                        taken = await self._try(name)
                    except (DBAPIError, OSError):
                        await self._drop()
                        raise
                if taken:
                    self._held.add(name)
            return name in self._held

    async def release(self, name: str) -> None:
        """Let a lock go."""
        async with self._turn:
            self._missing.pop(name, None)
            if name not in self._held or self._connection is None:
                return
            self._held.discard(name)
            try:
                await self._connection.execute(select(func.pg_advisory_unlock(_KIND, _number(name))))
            except (DBAPIError, OSError):
                await self._drop()

    async def look(self) -> frozenset[str]:
        """Take again what went with a lost connection; return what somebody else has had for too long."""
        async with self._turn:
            try:
                if self._connection is not None:
                    await self._connection.execute(select(1))
                for name in [*self._missing]:
                    if await self._try(name):
                        del self._missing[name]
                        self._held.add(name)
            except (DBAPIError, OSError) as error:
                await self._drop()
                _log.warning(
                    "the database's locks were lost, and are taken again", reason=type(error).__name__
                )
                return frozenset()
        now = time.monotonic()
        return frozenset(name for name, since in self._missing.items() if now - since > self._patience)

    async def close(self) -> None:
        """Let all go: with the connection, which no pool must keep."""
        async with self._turn:
            await self._drop()
            await self._engine.dispose()

    async def _try(self, name: str) -> bool:
        if self._connection is None:
            # A lock of the session needs no transaction, which would keep the server from tidying up.
            connection = await self._engine.connect()
            self._connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
            for setting, value in _ALIVE.items():
                await self._connection.execute(select(func.set_config(setting, value, false())))
        statement = select(func.pg_try_advisory_lock(_KIND, _number(name)))
        return bool((await self._connection.execute(statement)).scalar_one())

    async def _drop(self) -> None:
        """Give the connection up; what was held by it is missing from now on, but for who leads."""
        connection, self._connection = self._connection, None
        lost, self._held = self._held - {LEADER}, set()
        self._missing |= dict.fromkeys(lost, time.monotonic())
        if connection is not None:
            await connection.invalidate()
            await connection.close()


def _number(name: str) -> int:
    return _NUMBERS[name] if name in _NUMBERS else int(name.removeprefix("shard-"))
