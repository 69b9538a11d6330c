"""A message that mentions the bot, and a reply to it: answered, or told once why not."""

import re
import time

import discord
import structlog
from discord.ext import commands

from bot import wording
from bot.answering.asking import Asked
from bot.cogs.asking.delivery import DeliveryError, MentionDelivery
from bot.cogs.asking.desk import QuestionDesk
from bot.cogs.asking.hints import Hints
from bot.cogs.asking.incoming import Incoming
from bot.cogs.asking.places import permissions_in, person_of, place_of
from bot.cogs.asking.policy import Policy
from bot.moderation.decisions import Allowed
from bot.moderation.places import Place
from bot.moderation.rules import ChannelMode
from bot.storage.errors import StorageError
from bot.storage.following import Followed
from bot.storage.questions import NewQuestion, Way
from bot.translating import tongue_of

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_SPOKEN = frozenset({ChannelMode.DRAFT, ChannelMode.OPEN})


class Mentions(commands.Cog):
    """Hears what mentions the bot; Discord withholds the text of everything else."""

    def __init__(self, *, client: discord.Client, desk: QuestionDesk, policy: Policy) -> None:
        self._client = client
        self._desk = desk
        self._policy = policy
        self._hints = Hints()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Hand in what is asked; hint at the way where there is nothing to read."""
        us = self._client.user
        if us is None or not _is_by_person(message):
            return
        if not _mentions(us, message) and not _replies_to(us, message):
            return
        place = place_of(message)
        if place is None:
            return
        text = re.sub(rf"<@!?{us.id}>", " ", message.content).strip()
        if text:
            await self._desk.handle(_incoming(message, place, text), MentionDelivery(message))
        else:
            await self._hint(message, place)

    async def _hint(self, message: discord.Message, place: Place) -> None:
        """Tell the way, once, where the bot would answer in public."""
        try:
            judged = await self._policy.judge(place, person_of(message))
        except StorageError as error:
            _log.error("rules not read", exc_info=error)
            return
        decision = judged.decision
        spoken = isinstance(decision, Allowed) and decision.mode in _SPOKEN
        if not spoken or not self._hints.is_due(place.channel, message.author.id, time.monotonic()):
            return
        try:
            language = judged.rules.language or _language(message)
            await MentionDelivery(message).tell(tongue_of(language).say(wording.HINT))
        except DeliveryError as error:
            _log.warning("hint not told", ending=error.ending.value)


def _incoming(message: discord.Message, place: Place, text: str) -> Incoming:
    new = NewQuestion(
        origin=message.id,
        way=Way.MENTION,
        guild=place.guild or 0,
        channel=place.channel,
        asker=message.author.id,
        text=text,
        public=True,
        accepted_at=int(time.time()),
    )
    replied = message.reference.message_id if message.reference else None
    language = _language(message)
    return Incoming(
        new=new,
        asked=Asked(text=text),
        place=place,
        person=person_of(message),
        followed=Followed(message=replied, parent=place.parent),
        tongue=tongue_of(language),
        server_language=language,
        rights=_own_rights(message),
    )


def _own_rights(message: discord.Message) -> discord.Permissions | None:
    return None if message.guild is None else permissions_in(message.channel, message.guild.me)


def _language(message: discord.Message) -> str | None:
    return None if message.guild is None else message.guild.preferred_locale.value


def _is_by_person(message: discord.Message) -> bool:
    written = message.type in {discord.MessageType.default, discord.MessageType.reply}
    return written and not message.author.bot and message.webhook_id is None


def _mentions(us: discord.ClientUser, message: discord.Message) -> bool:
    return any(user.id == us.id for user in message.mentions)


def _replies_to(us: discord.ClientUser, message: discord.Message) -> bool:
    replied = message.reference.resolved if message.reference else None
    return isinstance(replied, discord.Message) and replied.author.id == us.id
