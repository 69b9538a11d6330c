"""When a shard may log in to Discord's gateway: by Discord's own rules, across all processes of a token.

Discord deals shards into `max_concurrency` buckets (a shard's number modulo that), and takes one login of
each bucket in five seconds; and so many logins in a day, after which it resets the token.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

import structlog

from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.identifies import take_turn

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
# What leaves us five seconds apart may arrive a little less apart.
_EVERY: Final = 5.25  # seconds
_RANK: Final = 0.02  # seconds by which a shard steps back behind the one before it in its bucket
_NEWCOMER: Final = 0.5  # seconds by which who has just come steps back behind those who wait
_LONGEST_LOOK: Final = 60.0  # seconds after which a day's limit is asked for again
_AGAIN: Final = 1.0  # seconds before another try at the database


class StartLimits(Protocol):
    """How many logins Discord takes: `reset_after` is in milliseconds."""

    remaining: int
    reset_after: int
    max_concurrency: int


class LoginTurns:
    """Gives each shard of this process its turn."""

    def __init__(
        self, database: Database, limits: Callable[[], Awaitable[StartLimits]], *, every: float = _EVERY
    ) -> None:
        self._database = database
        self._limits = limits
        self._every = every

    async def wait_for(self, shard: int) -> None:
        """Wait until a shard may log in; of several that wait, lower shards go first.

        No turn is given ahead of its time: one who is gone meanwhile keeps nobody waiting.
        """
        buckets = await self._within_the_day()
        bucket, rank = shard % buckets, shard // buckets
        waited = False
        while (seconds := await self._take(bucket)) > 0:
            await asyncio.sleep(seconds + rank * _RANK + (0.0 if waited else _NEWCOMER))
            waited = True
        _log.info("shard logs in", shard=shard, bucket=bucket)

    async def _within_the_day(self) -> int:
        """Wait until the day's logins are not used up, and return how many buckets there are."""
        while (limits := await self._limits()).remaining < 1:
            seconds = min(_LONGEST_LOOK, max(1.0, limits.reset_after / 1000))
            _log.error("the day's logins to Discord are used up", again_in=round(seconds))
            await asyncio.sleep(seconds)
        return max(1, limits.max_concurrency)

    async def _take(self, bucket: int) -> float:
        try:
            return await self._database.run(lambda session: take_turn(session, bucket, every=self._every))
        except StorageError as error:
            # An error that went on from here would close every shard of this process.
            _log.warning("no turn to log in", reason=str(error))
            return _AGAIN
