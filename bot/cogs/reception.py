"""Where interactions hand in what is asked: a command, a message menu, a sent form."""

import time
from collections.abc import Container
from dataclasses import dataclass

import discord

from bot import wording
from bot.answering.asking import Asked
from bot.cogs.delivery import InteractionDelivery, tell_alone
from bot.cogs.desk import Incoming, QuestionDesk
from bot.cogs.places import place_of
from bot.storage.following import Followed
from bot.storage.questions import NewQuestion, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants; `kept` is False for words of another person, which are not stored.

    `follows` is the row of the answer that it goes on from.
    """

    way: Way
    asked: Asked
    heading: str
    private: bool = False
    kept: bool = True
    follows: int | None = None


class Reception:
    """Says who will see the answer, and hands the question to the desk."""

    def __init__(self, *, desk: QuestionDesk, open_channels: Container[int]) -> None:
        self._desk = desk
        self._open_channels = open_channels

    async def take(self, interaction: discord.Interaction, wanted: Wanted) -> None:
        """Have it answered: in public only where that is allowed and nothing speaks against it."""
        place = place_of(interaction)
        if place is None:
            await tell_alone(interaction, wording.NO_GUILD)
            return
        public = place.is_open(self._open_channels) and not wanted.private
        new = NewQuestion(
            origin=interaction.id,
            way=wanted.way,
            intent=wanted.asked.intent,
            guild=place.guild,
            channel=place.channel,
            asker=interaction.user.id,
            text=wanted.asked.text if wanted.kept else None,
            public=public,
            accepted_at=int(time.time()),
            token=interaction.token,
        )
        followed = Followed(row=wanted.follows, parent=place.parent if wanted.kept else None)
        incoming = Incoming(new=new, asked=wanted.asked, followed=followed, heading=wanted.heading)
        await self._desk.handle(incoming, InteractionDelivery(interaction, public=public))
