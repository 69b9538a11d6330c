"""The bot as Discord sees it."""

from collections.abc import Container

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.backend import BackendLoader
from bot.cogs.desk import QuestionDesk
from bot.cogs.forms import Forms
from bot.cogs.mentions import Mentions
from bot.cogs.menus import Menus
from bot.cogs.pressing import AnswerPresses
from bot.cogs.questions import Questions
from bot.cogs.reception import Reception
from bot.interrupted import end_interrupted
from bot.storage.database import Database
from bot.syncing import sync_commands
from bot.translator import CatalogueTranslator
from bot.views.controls import CONTROLS

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_LONGEST_WAIT = 30.0  # seconds a rate limit may hold a request back; the library's least


class DiscordBot(commands.AutoShardedBot):
    """Answers in Discord, with no privileged intent and nobody pinged.

    Auto-sharded from the first day: a plain client dies if its very first connection fails.
    """

    def __init__(
        self,
        *,
        backend: BackendLoader,
        database: Database,
        open_channels: Container[int],
        shard_count: int | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            # What a mention delivers needs no privilege; nothing else of a message is read.
            intents=discord.Intents(guilds=True, guild_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_WAIT,
            shard_count=shard_count,
        )
        self._database = database
        self.was_ready = False
        self.desk = QuestionDesk(database, backend)
        self.presses = AnswerPresses(database, backend)
        reception = Reception(desk=self.desk, open_channels=open_channels)
        self._cogs = (
            Questions(reception=reception, backend=backend),
            Mentions(client=self, desk=self.desk, open_channels=open_channels),
            Menus(tree=self.tree, reception=reception),
            Forms(reception=reception, database=database),
        )

    async def setup_hook(self) -> None:
        """Make ready before connecting: commands, controls of old answers, what a crash left open."""
        await self.add_ways_in()
        self.add_dynamic_items(*CONTROLS)
        if self.application_id is None:
            raise discord.MissingApplicationID
        await self.tree.set_translator(CatalogueTranslator())
        await sync_commands(self.tree, self.application_id, self._database)
        await end_interrupted(self, self.application_id, self._database)

    async def add_ways_in(self) -> None:
        """Add what people can do: commands, the message menu, mentions, forms."""
        for cog in self._cogs:
            await self.add_cog(cog)

    async def on_message(self, message: discord.Message, /) -> None:
        """Do nothing: there are no prefix commands, and mentions have a listener of their own."""

    async def on_ready(self) -> None:
        """Say in the log that it is there; comes again after each new session."""
        self.was_ready = True
        _log.info("ready", servers=len(self.guilds), shards=self.shard_count)
