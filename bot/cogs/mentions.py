"""A message that mentions the bot, and a reply to it: answered, or told once why not."""

import re
import time
from collections.abc import Container

import discord
import structlog
from discord.ext import commands

from bot import wording
from bot.answering.asking import Asked
from bot.cogs.delivery import DeliveryError, MentionDelivery
from bot.cogs.desk import Incoming, QuestionDesk
from bot.cogs.hints import Hints
from bot.cogs.places import Place, place_of
from bot.storage.following import Followed
from bot.storage.questions import NewQuestion, Way

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Mentions(commands.Cog):
    """Hears what mentions the bot; Discord withholds the text of everything else."""

    def __init__(self, *, client: discord.Client, desk: QuestionDesk, open_channels: Container[int]) -> None:
        self._client = client
        self._desk = desk
        self._open_channels = open_channels
        self._hints = Hints()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer in an open channel; hint at the way where there is nothing to read."""
        place = place_of(message)
        us = self._client.user
        if (
            place is None
            or us is None
            or not _is_by_person(message)
            or not place.is_open(self._open_channels)
        ):
            return
        if not _mentions(us, message) and not _replies_to(us, message):
            return
        text = re.sub(rf"<@!?{us.id}>", " ", message.content).strip()
        if text:
            await self._take(message, place, text)
        elif self._hints.is_due(place.channel, message.author.id, time.monotonic()):
            await _hint(message)

    async def _take(self, message: discord.Message, place: Place, text: str) -> None:
        new = NewQuestion(
            origin=message.id,
            way=Way.MENTION,
            guild=place.guild,
            channel=place.channel,
            asker=message.author.id,
            text=text,
            public=True,
            accepted_at=int(time.time()),
        )
        replied = message.reference.message_id if message.reference else None
        followed = Followed(message=replied, parent=place.parent)
        incoming = Incoming(new=new, asked=Asked(text=text), followed=followed)
        await self._desk.handle(incoming, MentionDelivery(message))


async def _hint(message: discord.Message) -> None:
    try:
        await MentionDelivery(message).tell(wording.HINT)
    except DeliveryError as error:
        _log.warning("hint not told", ending=error.ending.value)


def _is_by_person(message: discord.Message) -> bool:
    written = message.type in {discord.MessageType.default, discord.MessageType.reply}
    return written and not message.author.bot and message.webhook_id is None


def _mentions(us: discord.ClientUser, message: discord.Message) -> bool:
    return any(user.id == us.id for user in message.mentions)


def _replies_to(us: discord.ClientUser, message: discord.Message) -> bool:
    replied = message.reference.resolved if message.reference else None
    return isinstance(replied, discord.Message) and replied.author.id == us.id
