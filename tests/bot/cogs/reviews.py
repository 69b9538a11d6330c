"""A server in which answers go to moderators first."""

from dataclasses import dataclass, replace

import discord
import simcord

from bot.moderation.rules import ChannelMode
from bot.storage.reviews import Review, find_review
from tests.bot.server import Server, read

QUESTION = "What do they wait for?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chamber:
    """A server with a review channel; Cleo and Dora moderate, Ann asks, Bea does not moderate."""

    server: Server
    desk: simcord.ChannelHandle
    dora: simcord.MemberActor

    @classmethod
    async def open(cls, server: Server) -> "Chamber":
        """Make answers in the channel drafts, and let moderators see them in another."""
        keepers = server.guild.roles["Keepers"]
        dora = server.guild.add_member(server.env.create_user("dora"), roles=[keepers])
        desk = server.guild.create_text_channel("desk")
        await server.set_mode(server.talk, ChannelMode.DRAFT)
        await server.change_rules(lambda old: replace(old, review_channel=desk.id))
        return cls(server=server, desk=desk, dora=dora)

    @property
    def card(self) -> discord.Message:
        """The last card."""
        return self.desk.history()[-1]

    async def dismiss(self, moderator: simcord.MemberActor) -> None:
        """Let somebody be no moderator any more."""
        keepers = self.server.guild.roles["Keepers"]
        await (await self._member(moderator)).remove_roles(discord.Object(keepers.id))

    async def give(self, person: simcord.MemberActor, role: simcord.RoleHandle) -> None:
        """Give somebody a role."""
        await (await self._member(person)).add_roles(discord.Object(role.id))

    async def silence(self, channel: simcord.ChannelHandle) -> None:
        """Let the bot write in a channel no more."""
        found = self.server.bot.get_channel(channel.id)
        assert isinstance(found, discord.TextChannel)
        silent = discord.PermissionOverwrite(send_messages=False)
        await found.set_permissions(found.guild.me, overwrite=silent)

    async def give_voice(self, channel: simcord.ChannelHandle) -> None:
        """Let the bot write in a channel again."""
        found = self.server.bot.get_channel(channel.id)
        assert isinstance(found, discord.TextChannel)
        await found.set_permissions(found.guild.me, overwrite=None)

    async def _member(self, actor: simcord.MemberActor) -> discord.Member:
        guild = self.server.bot.get_guild(self.server.guild.id)
        assert guild is not None
        return await guild.fetch_member(actor.id)

    async def review(self, number: int = 1) -> Review:
        async with self.server.database.session() as session:
            found = await find_review(session, number)
        assert found is not None
        return found


def told(result: simcord.InteractionResult) -> str:
    """Return what only who acted was told; nothing if the message that they acted on is gone."""
    if result.followups:
        return read(result.followups[-1])
    return "" if result.response is None else read(result)
