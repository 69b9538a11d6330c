"""A question as it comes in, before anything was looked up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import discord

from bot.answering.asking import Asked
from bot.moderation.places import Person, Place
from bot.storage.following import Followed
from bot.storage.questions import NewQuestion, Way
from bot.translating import ENGLISH, Tongue

Elsewhere = Callable[[], Iterable[tuple[Place, Person]]]
"""Gives the channels that the asker sees, with the asker as they are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A question with the place and the person that the event told of.

    `heading` stands before the question above its answer; None where readers see what was asked.
    `private` is what the asker wants. `tongue` is the asker's, `server_language` the server's own as
    Discord names it; `rights` are the bot's own in the place, None where there is nothing to lack.
    `elsewhere` are the places where they might ask instead.
    """

    new: NewQuestion
    asked: Asked
    place: Place
    person: Person
    followed: Followed = field(default_factory=Followed)
    heading: str | None = None
    private: bool = False
    tongue: Tongue = ENGLISH
    server_language: str | None = None
    rights: discord.Permissions | None = None
    elsewhere: Elsewhere = tuple

    @property
    def by_mention(self) -> bool:
        """Whether a message asks, which has no private way to be answered."""
        return self.new.way is Way.MENTION

    @property
    def message(self) -> int | None:
        """The message that asks, without which there is nothing to answer."""
        return self.new.origin if self.by_mention else None
