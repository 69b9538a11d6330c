"""Emptying the cards of what was erased, by whoever asked or by its age."""

import discord
import structlog

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.asking.policy import Policy
from bot.cogs.reviewing.moderators import public_tongue
from bot.fleet.part import Part
from bot.storage.cards import Card, cards_to_forget, note_card_forgotten
from bot.storage.database import Database
from bot.storage.questions import Ending
from bot.views.page import say
from bot.wording import reviewing as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_OUT_OF_REACH = {Ending.GONE, Ending.FORBIDDEN}


class ForgottenCards:
    """Takes the words of what was erased from moderators' cards."""

    def __init__(self, *, client: discord.Client, database: Database, policy: Policy, part: Part) -> None:
        self._client = client
        self._database = database
        self._policy = policy
        self._part = part

    async def empty(self) -> None:
        """Empty the cards of all that was erased; what Discord does not take now is tried again."""
        async with self._database.session() as session:
            cards = [card for card in await cards_to_forget(session) if self._part.tends(card.guild)]
        for card in cards:
            try:
                await self._empty(card)
            except DeliveryError as error:
                _log.warning("card not emptied", ending=error.ending.value)
                if error.ending not in _OUT_OF_REACH:
                    continue
            async with self._database.session() as session:
                await note_card_forgotten(session, card.message)

    async def _empty(self, card: Card) -> None:
        rules = await self._policy.rules_of(card.guild)
        page = say(public_tongue(self._client, card.guild, rules).say(words.CARD_FORGOTTEN))
        channel = self._client.get_partial_messageable(card.channel, guild_id=card.guild)
        message = channel.get_partial_message(card.message)
        await deliver(lambda: message.edit(view=page))
