"""Ways in: `/ask`, a mention of the bot, a reply that pings it."""

import re
import time
from collections.abc import Container

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.answering.asking import Asked
from bot.backend import BackendLoader
from bot.cogs.completing import complete_sources, complete_speakers
from bot.cogs.delivery import DeliveryError, MentionDelivery, SlashDelivery
from bot.cogs.desk import Incoming, QuestionDesk
from bot.cogs.places import place_of
from bot.storage.questions import NewQuestion, Way
from bot.views.page import say

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

Choices = list[app_commands.Choice[str]]


class Questions(commands.Cog):
    """Hands questions over; what is answered, and how, is decided elsewhere."""

    def __init__(
        self,
        *,
        client: discord.Client,
        desk: QuestionDesk,
        backend: BackendLoader,
        open_channels: Container[int],
    ) -> None:
        self._client = client
        self._desk = desk
        self._backend = backend
        self._open_channels = open_channels

    @app_commands.command(description="Ask what was said, and see who said it, in their own words")
    @app_commands.describe(
        question="What do you want to know?",
        speaker="Only words of this speaker",
        source="Only from this source",
        private="Only you see the answer",
    )
    async def ask(
        self,
        interaction: discord.Interaction,
        question: str,
        speaker: str | None = None,
        source: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - an option of the command, passed by name
    ) -> None:
        """Answer a slash command."""
        place = place_of(interaction)
        if place is None:
            await interaction.response.send_message(view=say(wording.NO_GUILD), ephemeral=True)
            return
        public = place.is_open(self._open_channels) and not private
        new = NewQuestion(
            origin=interaction.id,
            way=Way.SLASH,
            guild=place.guild,
            channel=place.channel,
            asker=interaction.user.id,
            text=question,
            public=public,
            accepted_at=int(time.time()),
            token=interaction.token,
        )
        asked = Asked(text=question, speaker=speaker, source=source)
        incoming = Incoming(new=new, asked=asked, in_thread=place.parent is not None)
        await self._desk.handle(incoming, SlashDelivery(interaction, public=public))

    @ask.autocomplete("speaker")
    async def complete_speaker(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Offer speakers; nothing while the index loads, since completion must not wait."""
        backend = self._backend.loaded()
        source: object = interaction.namespace.source
        chosen = source if isinstance(source, str) else None
        found = complete_speakers(backend.catalogue.sources(), typed, chosen) if backend else []
        return [app_commands.Choice(name=choice.name, value=choice.value) for choice in found]

    @ask.autocomplete("source")
    async def complete_source(self, _interaction: discord.Interaction, typed: str) -> Choices:
        """Offer sources; nothing while the index loads."""
        backend = self._backend.loaded()
        found = complete_sources(backend.catalogue.sources(), typed) if backend else []
        return [app_commands.Choice(name=choice.name, value=choice.value) for choice in found]

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that mentions the bot, or a reply that pings it, in an open channel."""
        place = place_of(message)
        us = self._client.user
        if place is None or us is None or not _is_for(us, message) or not place.is_open(self._open_channels):
            return
        delivery = MentionDelivery(message)
        text = re.sub(rf"<@!?{us.id}>", " ", message.content).strip()
        if not text:
            await self._hint(delivery)
            return
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
        replies_to = message.reference.message_id if message.reference else None
        asked = Asked(text=text)
        incoming = Incoming(new=new, asked=asked, replies_to=replies_to, in_thread=place.parent is not None)
        await self._desk.handle(incoming, delivery)

    async def _hint(self, delivery: MentionDelivery) -> None:
        try:
            await delivery.tell(wording.HINT)
        except DeliveryError as error:
            _log.warning("hint not told", ending=error.ending.value)


def _is_for(us: discord.ClientUser, message: discord.Message) -> bool:
    written = message.type in {discord.MessageType.default, discord.MessageType.reply}
    by_person = written and not message.author.bot and message.webhook_id is None
    return by_person and any(user.id == us.id for user in message.mentions)
