"""A simulated Discord with a server in it: a channel for each way the bot speaks, a member, a moderator."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, Preview, RoleHandle, UserHandle, run

from bot.demo.rooms import DISCUSSION, DRAFTS, LOUNGE, MODERATORS, QUIET, Room
from bot.moderation.rules import GuildRules, PlaceRules

Target = (
    RoleHandle | MemberActor | UserHandle | discord.Role | discord.Member | discord.User | discord.ClientUser
)
"""Who a channel can be closed to, as the simulation takes them."""

SERVER = "The reading room"
MEMBER = "Ada"
MODERATOR = "Max (moderator)"
SETTLE_SECONDS = 60.0
"""How long one action in the page may take: a model may be writing the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoServer:
    """The simulated server, before or after the bot has joined it."""

    simulation: Env
    guild: GuildHandle
    channels: dict[Room, ChannelHandle]
    member: MemberActor
    moderator: MemberActor

    name: str = SERVER
    member_name: str = MEMBER
    moderator_name: str = MODERATOR

    @property
    def mention(self) -> str:
        """What mentions the bot in a message: the page has no completion of names."""
        return self.simulation.bot.user.mention if self.simulation.bot.user else ""

    @property
    def rules(self) -> GuildRules:
        """What its moderators have set: each channel shows another way, the last none."""
        places = {
            channel.id: PlaceRules(mode=room.mode) for room, channel in self.channels.items() if room.mode
        }
        return GuildRules(places=places, review_channel=self.channels[MODERATORS].id)

    async def join(self, bot: discord.AutoShardedClient) -> None:
        """Let the bot log in, and wait until its commands are there."""
        await self.simulation.restart_bot(bot)

    async def catch_up(self) -> None:
        """Let the simulated clock, which stands still between acts, show the real time."""
        passed = (datetime.now(UTC) - self.simulation.now()).total_seconds()
        if passed > 0:
            await self.simulation.advance_time(passed)

    def page(self, room: Room, *, moderating: bool, port: int) -> Preview:
        """Return a page of one channel, to be entered; `moderating` is through whose eyes it opens."""
        both = (self.moderator, self.member) if moderating else (self.member, self.moderator)
        return self.simulation.preview(
            self.channels[room],
            viewers=(self.moderator,) if room.staff_only else both,
            layout="channel",
            port=port,
        )


@asynccontextmanager
async def demo_server(bot_name: str) -> AsyncGenerator[DemoServer]:
    """Build the server, and end it and the bot in it after the block.

    The bot's rules name channels by their ids, so the server has to be there before it: an idle client
    holds its place until then.
    """
    place = discord.AutoShardedClient(intents=discord.Intents(guilds=True))
    # The bot logs its own errors; here they must not end the page.
    async with run(place, shard_count=1, check_errors=False, settle_timeout=SETTLE_SECONDS) as simulation:
        if place.user is not None:
            await place.user.edit(username=bot_name)
        server = _furnished(simulation)
        # The simulation begins on a fixed day; dates in the page should be today's.
        await server.catch_up()
        yield server


def _furnished(simulation: Env) -> DemoServer:
    guild = simulation.create_guild(SERVER)
    moderators = guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_messages=True, manage_guild=True)
    )
    hidden, shown = (
        discord.PermissionOverwrite(view_channel=False),
        discord.PermissionOverwrite(view_channel=True),
    )
    us = simulation.bot.user
    assert us is not None  # noqa: S101 - it has logged in
    closed: dict[Target, discord.PermissionOverwrite] = {
        guild.default_role: hidden,
        moderators: shown,
        us: shown,
    }
    return DemoServer(
        simulation=simulation,
        guild=guild,
        channels={
            room: guild.create_text_channel(
                room.name, topic=room.topic, overwrites=closed if room.staff_only else None
            )
            for room in (DISCUSSION, DRAFTS, QUIET, LOUNGE, MODERATORS)
        },
        member=guild.add_member(simulation.create_user(MEMBER.lower(), global_name=MEMBER)),
        moderator=guild.add_member(simulation.create_user("max", global_name=MODERATOR), roles=[moderators]),
    )
