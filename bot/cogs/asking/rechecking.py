"""Before anything is shown: may it still be, by the rules and by Discord as both are now?"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import discord

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.asking.places import Holder, member_in, placed
from bot.cogs.asking.policy import Policy
from bot.moderation.decisions import Allowed, Decision, Refusal, Refused
from bot.moderation.places import Person, Place, PlaceKind
from bot.moderation.rules import ChannelMode, GuildRules
from bot.storage.questions import Ending

T = TypeVar("T")
_DEADLINE = 8.0  # seconds for all that is asked of Discord
# How much each mode lets the bot do.
_MODES = (ChannelMode.OFF, ChannelMode.PRIVATE, ChannelMode.DRAFT, ChannelMode.OPEN)


class StoppedError(Exception):
    """It may not be answered any more; `reason` is one word for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UncheckedError(Exception):
    """Discord could not be asked, so nothing is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is about to be shown: where, to whom, how (`mode` is what it needs at least).

    `message` is the one that asked; without it there is nothing to answer.
    """

    guild: int | None
    channel: int
    asker: int
    mode: ChannelMode
    message: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A place and a person as Discord says they are now, and whether the bot itself may write there."""

    place: Place
    person: Person
    may_write: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """What still holds: the place as it is now, its rules, and what they allow.

    `may_write` is whether the bot itself may: a command's public reply would be taken all the same.
    """

    place: Place
    rules: GuildRules
    allowed: Allowed
    may_write: bool = True


class Recheck:
    """Asks anew, and of Discord itself: what is remembered may be older than a moderator's click."""

    def __init__(self, client: discord.Client, policy: Policy, *, deadline: float = _DEADLINE) -> None:
        self._client = client
        self._policy = policy
        self._deadline = deadline

    async def check(self, subject: Subject) -> Still:
        """Return what holds now, if it lets the subject be shown.

        Raises:
            StoppedError: If it does not.
            UncheckedError: If Discord cannot be asked in time.
            DeliveryError: If we may not look into the place any more.
        """
        # The rules first: after a pause nothing is asked of Discord for nothing.
        rules = await self._policy.rules_of(subject.guild)
        if rules.paused_at is not None:
            raise StoppedError(Refusal.PAUSED.value)
        fresh = await self._look(subject)
        judged = await self._policy.judge(fresh.place, fresh.person)
        allowed = _allowed(judged.decision, subject.mode)
        return Still(place=fresh.place, rules=judged.rules, allowed=allowed, may_write=fresh.may_write)

    async def _look(self, subject: Subject) -> Fresh:
        guild = subject.guild
        if guild is None:
            place = Place(guild=None, channel=subject.channel, kind=PlaceKind.DIRECT)
            return Fresh(place=place, person=Person(id=subject.asker, member=False))
        try:
            async with asyncio.timeout(self._deadline):
                return await self._fetch(guild, subject)
        except TimeoutError as error:
            raise UncheckedError from error
        except discord.InvalidData as error:
            raise StoppedError("moved") from error
        except DeliveryError as error:
            if error.ending is Ending.GONE:
                raise StoppedError("gone") from error
            if error.ending is Ending.FORBIDDEN:
                raise
            raise UncheckedError from error

    async def _fetch(self, guild_id: int, subject: Subject) -> Fresh:
        # Before the connection stands, and while a server is unavailable, its roles are not known.
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            guild = await deliver(lambda: self._client.fetch_guild(guild_id, with_counts=False))
        member, channel, _ = await asyncio.gather(
            _asked(lambda: guild.fetch_member(subject.asker)),
            _asked(lambda: guild.fetch_channel(subject.channel)),
            self._message(subject),
        )
        parent = await self._parent(guild, channel)
        place = placed(channel, guild_id, parent)
        if place is None:
            raise StoppedError("unknown")
        # Of a server that is only looked up it is not known; writing there then tells.
        us = self._client.user and guild.get_member(self._client.user.id)
        return Fresh(
            place=place,
            person=member_in(member, channel, parent),
            may_write=us is None or member_in(us, channel, parent).may_send,
        )

    async def _parent(self, guild: discord.Guild, channel: Holder) -> discord.abc.GuildChannel | None:
        if not isinstance(channel, discord.Thread):
            return None
        parent = guild.get_channel(channel.parent_id) or await _asked(
            lambda: guild.fetch_channel(channel.parent_id)
        )
        return parent if isinstance(parent, discord.abc.GuildChannel) else None

    async def _message(self, subject: Subject) -> None:
        if subject.message is None:
            return
        message = subject.message
        channel = self._client.get_partial_messageable(subject.channel, guild_id=subject.guild)
        await _asked(lambda: channel.fetch_message(message))


def _allowed(decision: Decision, needed: ChannelMode) -> Allowed:
    if isinstance(decision, Refused):
        raise StoppedError(decision.refusal.value)
    if _MODES.index(decision.mode) < _MODES.index(needed):
        raise StoppedError("mode")
    return decision


async def _asked(act: Callable[[], Awaitable[T]]) -> T:
    """Ask Discord; whoever or whatever is not there stops the question."""
    try:
        return await deliver(act)
    except DeliveryError as error:
        if isinstance(error.__cause__, discord.NotFound):
            raise StoppedError("gone") from error
        raise
