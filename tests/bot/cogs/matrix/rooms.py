"""A server with one place in it, and one of each kind of people."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import discord
import simcord

from bot.client import DiscordBot
from bot.moderation.rules import Allowance, ChannelMode, GuildRules, Limits, PlaceRules
from bot.storage.database import Database
from tests.bot.cogs.matrix import forging
from tests.bot.cogs.matrix.axes import DIRECT, STAFF, Mode, Where, Who
from tests.bot.cogs.matrix.places import Spot, make_spot

CLAIM = "Forty ships wait at the quay."
FILE = ("quay.vtt", b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Iris Vale>Forty ships wait at the quay.\n")
_LONG_AGO = "2020-05-01T10:00:00+00:00"
_KEEPERS = frozenset({Who.MODERATOR, Who.FORMER, Who.BOT})
_FRIENDS = frozenset({Who.ROLE_MODERATOR, Who.FORMER, Who.BLOCKED_MODERATOR, Who.TIMED_OUT_MODERATOR})
_NEW = STAFF | {Who.NEWCOMER, Who.TIMED_OUT_MODERATOR}
_TIMED_OUT = (Who.TIMED_OUT, Who.TIMED_OUT_MODERATOR)
_BLOCKED = (Who.BLOCKED, Who.BLOCKED_MODERATOR, Who.BLOCKED_CURATOR)
_ARCHIVISTS = frozenset({Who.CURATOR, Who.BLOCKED_CURATOR, Who.BOT})
_BOUNDLESS = Limits(person=Allowance(), channel=Allowance(), server=Allowance())


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One server: Ann asks what others act on, Bea looks on and does nothing.

    `claim` is a message of hers, which can be checked; on `file` hangs a transcript.
    """

    env: simcord.Env
    database: Database
    guild: simcord.GuildHandle
    desk: simcord.ChannelHandle
    where: Where
    spot: Spot
    roles: Mapping[str, simcord.RoleHandle]
    people: Mapping[Who, simcord.MemberActor]
    ann: simcord.MemberActor
    bea: simcord.MemberActor
    hook: simcord.WebhookHandle
    claim: int
    file: int

    @classmethod
    async def furnish(cls, env: simcord.Env, database: Database, where: Where) -> "Room":
        """Make everything, with nothing set yet."""
        guild = env.create_guild()
        roles = {
            "readers": guild.create_role("Readers"),
            "hushed": guild.create_role("Hushed"),
            "keepers": guild.create_role("Keepers", permissions=discord.Permissions(manage_messages=True)),
            "friends": guild.create_role("Friends"),
            "archivists": guild.create_role("Archivists"),
        }
        people = {who: _person(env, guild, who, roles) for who in Who if who is not Who.WEBHOOK}
        ann, bea = (guild.add_member(env.create_user(name), roles=[roles["readers"]]) for name in "ab")
        env.backend.get_member(guild.id, ann.id).joined_at = _LONG_AGO
        spot = await make_spot(env, guild, where, [ann.id, bea.id, *(one.id for one in people.values())])
        desk = guild.create_text_channel("desk")
        claim = env.backend.create_message(spot.place.id, bea.id, CLAIM)
        return cls(
            env=env,
            database=database,
            guild=guild,
            desk=desk,
            where=where,
            spot=spot,
            roles=roles,
            people=people,
            ann=ann,
            bea=bea,
            hook=guild.create_webhook(desk),
            claim=claim.id,
            file=env.backend.create_message(
                spot.place.id, bea.id, "", attachments=env.backend.store_attachments(spot.place.id, [FILE])
            ).id,
        )

    @property
    def bot(self) -> DiscordBot:
        assert isinstance(self.env.bot, DiscordBot)
        return self.env.bot

    def actor(self, who: Who) -> forging.Actor:
        """Return who acts: in direct messages nobody is a member of anything."""
        member = self.people[who]
        return member.user if self.where in DIRECT else member

    def place_for(self, who: Who) -> simcord.ChannelHandle:
        """Return where they act."""
        return self.people[who].user.dm_channel if self.where in DIRECT else self.spot.place

    async def set_everywhere(self, mode: ChannelMode) -> None:
        """Let everybody ask everywhere, as long as nothing is tried yet."""
        held = PlaceRules(mode=mode)
        await self._put(GuildRules(default=held, places={self.spot.place.id: held}))

    async def settle_in(self, mode: Mode) -> None:
        """Let what is tried hold: rules, and what became of people and the place meanwhile."""
        await self._put(self._rules(mode))
        backend, guild = self.env.backend, self.guild.id
        until = _real_time(time.time() + 86_400)
        for who in _TIMED_OUT:
            backend.edit_member(guild, self.people[who].id, {"timed_out_until": until})
        backend.edit_member(guild, self.people[Who.FORMER].id, {"role_ids": [self.roles["readers"].id]})
        await self.env.settle()
        await self.spot.hush(self.roles["hushed"])
        await self.spot.close(self.where)
        self.bot.policy.direct_messages = self.where is Where.DIRECT_ALLOWED

    async def resume(self) -> None:
        """Take a pause back."""
        rules = await self.bot.rulebook.of(self.guild.id)
        await self._put(replace(rules, paused_at=None))

    def _rules(self, mode: Mode) -> GuildRules:
        held = ChannelMode.OPEN if mode is Mode.PAUSED else ChannelMode(mode.value)
        contrary = ChannelMode.OPEN if held is ChannelMode.OFF else ChannelMode.OFF
        named = self.spot.named
        default = PlaceRules(
            mode=held if named is None else contrary,
            roles=frozenset({self.roles["readers"].id}),
            newcomer_days=7,
        )
        places = {one: PlaceRules(mode=contrary) for one in self.spot.contrary}
        if named is not None:
            places[named] = PlaceRules(mode=held)
        blocked = frozenset(self.people[who].id for who in _BLOCKED)
        paused_at = 1 if mode is Mode.PAUSED else None
        return GuildRules(default=default, places=places, blocked_people=blocked, paused_at=paused_at)

    async def _put(self, rules: GuildRules) -> None:
        held = replace(
            rules,
            review_channel=self.desk.id,
            limits=_BOUNDLESS,
            moderator_roles=frozenset({self.roles["friends"].id}),
            curator_roles=frozenset({self.roles["archivists"].id}),
        )
        await self.bot.rulebook.put(self.guild.id, held, int(time.time()))


def _person(
    env: simcord.Env, guild: simcord.GuildHandle, who: Who, roles: Mapping[str, simcord.RoleHandle]
) -> simcord.MemberActor:
    """Return a new member, with the roles that such a one has at first."""
    held = [roles["readers"]] if who not in STAFF | {Who.ROLELESS} else []
    held += [roles["keepers"]] if who in _KEEPERS else []
    held += [roles["friends"]] if who in _FRIENDS else []
    held += [roles["archivists"]] if who in _ARCHIVISTS else []
    held += [roles["hushed"]] if who is Who.HUSHED else []
    user = env.create_user(who.name.lower().replace("_", "-"), bot=who is Who.BOT)
    member = guild.add_member(user, roles=held)
    joined_at = _real_time(time.time()) if who in _NEW else _LONG_AGO
    env.backend.get_member(guild.id, member.id).joined_at = joined_at
    return member


def _real_time(seconds: float) -> str:
    """Return a time as Discord writes it, by the clock that the bot reads: the simulator has its own."""
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat()
