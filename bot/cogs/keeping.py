"""What runs in the background for everybody's privacy: nothing too old, nothing of servers that are gone."""

import asyncio
import itertools
import time

import discord
import structlog
from discord.ext import commands

from bot.fleet.part import Part
from bot.fleet.shards import shard_of
from bot.storage.database import Database
from bot.storage.departures import cancel_departures, known_servers, note_departure
from bot.storage.errors import StorageError
from bot.sweeping import Sweeper
from bot.takedown import Takedown

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_EVERY = 300.0  # seconds
_HOUR = 12  # of these


class Keeping(commands.Cog):
    """Looks for what is too old every hour, for messages to delete more often; hears of servers' comings."""

    def __init__(
        self,
        *,
        client: discord.AutoShardedClient,
        database: Database,
        sweeper: Sweeper,
        takedown: Takedown,
        part: Part,
    ) -> None:
        self._client = client
        self._database = database
        self._sweeper = sweeper
        self._takedown = takedown
        self._part = part
        self._task: asyncio.Task[None] | None = None

    async def cog_unload(self) -> None:
        """Stop; what is left is done after the next start."""
        if self._task is not None:
            self._task.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Compare the servers that are known with those there are, all of them having come; then begin."""
        present = {guild.id for guild in self._client.guilds}
        try:
            async with self._database.session() as session:
                back = await cancel_departures(session, present)
                gone = {guild for guild in await known_servers(session) if self._is_ours(guild)} - present
                noted = [guild for guild in gone if await note_departure(session, guild, at=int(time.time()))]
        except StorageError as error:
            _log.error("servers not compared", exc_info=error)
        else:
            _log.info("servers compared", back=len(back), gone=len(noted))
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that a server removed the bot; one that is only unavailable has another event."""
        try:
            async with self._database.session() as session:
                await note_departure(session, guild.id, at=int(time.time()))
        except StorageError as error:
            # It is found missing at the next start.
            _log.error("departure not noted", guild=guild.id, exc_info=error)
        else:
            _log.info("removed from a server", guild=guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep what is kept of a server that took the bot back in time."""
        try:
            async with self._database.session() as session:
                back = await cancel_departures(session, [guild.id])
        except StorageError as error:
            # Nothing is deleted of a server that the bot is in, whatever was noted.
            _log.error("return not noted", guild=guild.id, exc_info=error)
        else:
            _log.info("added to a server", guild=guild.id, back=bool(back))

    def _is_ours(self, guild: int) -> bool:
        """Tell whether a server would be among ours: another process may have other shards."""
        return shard_of(guild, self._client.shard_count or 1) in self._client.shards

    async def _run(self) -> None:
        for turn in itertools.count():
            try:
                await self._sweeper.forget_cases()
                if self._part.leads:
                    await self._takedown.run()
                if turn % _HOUR == 0:
                    present = {guild.id for guild in self._client.guilds}
                    await self._sweeper.sweep(present, leads=self._part.leads, ours=self._is_ours)
            except Exception as error:  # noqa: BLE001 - the outermost edge: the next hour tries again
                _log.error("what is too old was not deleted", exc_info=error)
            await asyncio.sleep(_EVERY)
