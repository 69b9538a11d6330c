"""Deleting messages of ours in the background: slowly, with bounded tries, and through restarts."""

import asyncio
import time

import discord
import structlog

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.storage.database import Database
from bot.storage.questions import Ending
from bot.storage.unwanted import Unwanted, forget_message, give_up_answers, unwanted_messages

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_PAUSE = 1.0  # seconds between two deletions: what people do now goes before
_BATCH = 100
_LONGEST = 7 * 86_400  # seconds for which what Discord did not take is tried again


class Takedown:
    """Deletes what the database says is to be deleted."""

    def __init__(self, client: discord.Client, database: Database, *, pause: float = _PAUSE) -> None:
        self._client = client
        self._database = database
        self._pause = pause
        self._running = asyncio.Lock()

    async def run(self) -> int:
        """Try each message once and return how many are gone; nothing if it runs already."""
        if self._running.locked():
            return 0
        async with self._running:
            gone, last = 0, None
            async with self._database.session() as session:
                await give_up_answers(session, before=int(time.time()) - _LONGEST)
            while found := await self._next(last):
                for unwanted in found:
                    gone += await self._delete(unwanted)
                    await asyncio.sleep(self._pause)
                last = found[-1]
            if gone:
                _log.info("messages taken down", messages=gone)
            return gone

    async def _next(self, last: Unwanted | None) -> list[Unwanted]:
        async with self._database.session() as session:
            return await unwanted_messages(session, most=_BATCH, after=last)

    async def _delete(self, unwanted: Unwanted) -> bool:
        channel = self._client.get_partial_messageable(unwanted.channel)
        try:
            await deliver(channel.get_partial_message(unwanted.message).delete)
        except DeliveryError as error:
            if error.ending is not Ending.GONE:
                _log.warning("message not taken down", row=unwanted.row, ending=error.ending.value)
            if error.ending in {Ending.UNDELIVERED, Ending.INTERRUPTED}:
                return False  # tried again later
        async with self._database.session() as session:
            await forget_message(session, unwanted)
        return True
