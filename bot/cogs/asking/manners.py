"""Good manners in Discord: keeping out where staff answer, and letting people finish what they type."""

import asyncio
import time

import discord
import structlog
from discord.ext import commands

from bot.cogs.asking.places import person_of, place_of
from bot.cogs.asking.policy import Policy
from bot.moderation.manners import StaffWatch, Typing
from bot.moderation.places import Person, Place
from bot.moderation.rules import GuildRules
from bot.storage.errors import StorageError

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Manners(commands.Cog):
    """Sees who of the staff writes in threads, and who types."""

    def __init__(self, *, client: discord.Client, policy: Policy) -> None:
        self._client = client
        self._policy = policy
        self._staff = StaffWatch()
        self.typing = Typing()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Learn who wrote in a thread; of what they wrote, nothing."""
        self.typing.wrote(message.channel.id, message.author.id)
        if not isinstance(message.channel, discord.Thread) or message.author.bot:
            return
        place = place_of(message)
        if place is None:
            return
        us = self._client.user
        to_bot = us is not None and any(user.id == us.id for user in message.mentions)
        try:
            rules = await self._policy.rules_of(place.guild)
        except StorageError as error:
            _log.error("rules not read", exc_info=error)
            return
        self._staff.wrote(rules, place, person_of(message), to_bot=to_bot, at=int(time.time()))

    @commands.Cog.listener()
    async def on_raw_typing(self, event: discord.RawTypingEvent) -> None:
        """Learn that somebody types."""
        self.typing.began(event.channel_id, event.user_id, time.monotonic())

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """Forget a thread."""
        self._staff.forget(event.thread_id)

    def quiet_until(self, rules: GuildRules, place: Place, person: Person) -> int | None:
        """Return until when the bot keeps out of a thread, in Unix seconds; None if it does not."""
        return self._staff.quiet_until(rules, place, person, int(time.time()))

    async def let_finish(self, channel: int, person: int) -> None:
        """Wait a moment while somebody types on."""
        waited = 0.0
        while pause := self.typing.pause(channel, person, waited=waited, now=time.monotonic()):
            await asyncio.sleep(pause)
            waited += pause
