"""A simulated Discord with a server in it: a discussion channel, a member and a moderator."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
from simcord import ChannelHandle, Env, MemberActor, Preview, SetupError, run

from bot.demo.errors import DemoError

SERVER = "The reading room"
CHANNEL = "discussion"
TOPIC = "Type /ask, /quote, /check or /compare in the box below"
MEMBER = "Ada"
MODERATOR = "Max (moderator)"
SETTLE_SECONDS = 60.0
"""How long one action in the page may take: a model may be writing the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoServer:
    """The simulated server, before or after the bot has joined it."""

    simulation: Env
    channel: ChannelHandle
    member: MemberActor
    moderator: MemberActor

    @property
    def mention(self) -> str:
        """What mentions the bot in a message: the page has no completion of names."""
        return self.simulation.bot.user.mention if self.simulation.bot.user else ""

    async def join(self, bot: discord.AutoShardedClient) -> None:
        """Let the bot log in, and wait until its commands are there."""
        await self.simulation.restart_bot(bot)

    @asynccontextmanager
    async def page(self, port: int) -> AsyncGenerator[Preview]:
        """Serve the channel as a page, seen as the member or the moderator; port 0 is any free one."""
        viewers = (self.member, self.moderator)
        page = self.simulation.preview(self.channel, viewers=viewers, layout="channel", port=port)
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(page)
            except SetupError as error:
                raise DemoError(f"The page cannot be served ({error}): try another --port.") from error
            yield page


@asynccontextmanager
async def demo_server(bot_name: str) -> AsyncGenerator[DemoServer]:
    """Build the server, and end it and the bot in it after the block.

    The bot is told its channel's id when it is made, so the server has to be there before it: an idle
    client holds its place until then.
    """
    place = discord.AutoShardedClient(intents=discord.Intents(guilds=True))
    # The bot logs its own errors; here they must not end the page.
    async with run(place, shard_count=1, check_errors=False, settle_timeout=SETTLE_SECONDS) as simulation:
        # The simulation begins on a fixed day; dates in the page should be today's.
        await simulation.advance_time((datetime.now(UTC) - simulation.now()).total_seconds())
        if place.user is not None:
            await place.user.edit(username=bot_name)
        yield _furnished(simulation)


def _furnished(simulation: Env) -> DemoServer:
    server = simulation.create_guild(SERVER)
    moderators = server.create_role(
        "Moderators", permissions=discord.Permissions(manage_messages=True, manage_guild=True)
    )
    return DemoServer(
        simulation=simulation,
        channel=server.create_text_channel(CHANNEL, topic=TOPIC),
        member=server.add_member(simulation.create_user(MEMBER.lower(), global_name=MEMBER)),
        moderator=server.add_member(simulation.create_user("max", global_name=MODERATOR), roles=[moderators]),
    )
