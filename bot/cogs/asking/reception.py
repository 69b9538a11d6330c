"""Where interactions hand in what is asked: a command, a message menu, a sent form."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import discord

from bot.answering.asking import Asked
from bot.cogs.asking.delivery import InteractionDelivery, tell_alone
from bot.cogs.asking.desk import QuestionDesk
from bot.cogs.asking.incoming import Incoming
from bot.cogs.asking.places import member_in, person_of, place_of, placed
from bot.moderation.places import Person, Place
from bot.storage.following import Followed
from bot.storage.questions import NewQuestion, Way
from bot.translating import tongue_of
from bot.wording import refusals


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
    """Reads where an interaction happens and who acts, and hands the question to the desk."""

    def __init__(self, *, desk: QuestionDesk) -> None:
        self._desk = desk

    async def take(self, interaction: discord.Interaction, wanted: Wanted) -> None:
        """Have it answered."""
        tongue = tongue_of(interaction.locale.value)
        place = place_of(interaction)
        if place is None:
            await tell_alone(interaction, tongue.say(refusals.UNKNOWN_PLACE))
            return
        locale = interaction.guild_locale
        incoming = Incoming(
            new=_new(interaction, wanted, guild=place.guild or 0, channel=place.channel),
            asked=wanted.asked,
            place=place,
            person=person_of(interaction),
            followed=Followed(row=wanted.follows, parent=place.parent if wanted.kept else None),
            heading=wanted.heading,
            private=wanted.private,
            tongue=tongue,
            server_language=None if locale is None else locale.value,
            rights=interaction.app_permissions,
            elsewhere=partial(_visible_places, interaction),
        )
        await self._desk.handle(incoming, InteractionDelivery(interaction))


def _new(interaction: discord.Interaction, wanted: Wanted, *, guild: int, channel: int) -> NewQuestion:
    return NewQuestion(
        origin=interaction.id,
        way=wanted.way,
        intent=wanted.asked.intent,
        guild=guild,
        channel=channel,
        asker=interaction.user.id,
        text=wanted.asked.text if wanted.kept else None,
        public=False,
        accepted_at=int(time.time()),
        token=interaction.token,
    )


def _visible_places(interaction: discord.Interaction) -> Iterator[tuple[Place, Person]]:
    """Give the channels of the server that whoever acts sees, with what they may do there."""
    guild, user = interaction.guild, interaction.user
    if guild is None or not isinstance(user, discord.Member):
        return
    for channel in guild.text_channels:
        place = placed(channel, guild.id)
        if place is not None and channel.permissions_for(user).view_channel:
            yield place, member_in(user, channel)
