"""What becomes of who asked, of the place, and of the rules, between a question and its answer."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import discord
import simcord

from bot.moderation.rules import ChannelMode, PlaceRules
from tests.bot.server import Server


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A thread in a server where Ann, who has a role, may ask; moderators read in another channel."""

    server: Server
    thread: simcord.ChannelHandle
    desk: simcord.ChannelHandle
    readers: simcord.RoleHandle

    @classmethod
    async def set_up(cls, server: Server, mode: ChannelMode) -> "Scene":
        readers = server.guild.create_role("Readers")
        desk = server.guild.create_text_channel("desk")
        server.env.backend.add_member_role(server.guild.id, server.ann.id, readers.id)
        parent = server.bot.get_channel(server.talk.id)
        assert isinstance(parent, discord.TextChannel)
        thread = await parent.create_thread(name="aside", type=discord.ChannelType.public_thread)
        handle = next(one for one in server.talk.threads if one.id == thread.id)
        await server.set_mode(server.talk, mode, roles=frozenset({readers.id}))
        await server.change_rules(lambda old: replace(old, review_channel=desk.id))
        return cls(server=server, thread=handle, desk=desk, readers=readers)

    @property
    def posted(self) -> list[int]:
        """The messages of the bot in the thread that others than Ann read."""
        kept = self.server.env.backend.messages.get(self.thread.id, {})
        us = self.server.bot.user
        assert us is not None
        return [
            one.id for one in kept.values() if one.author_id == us.id and one.visible_to(self.server.bea.id)
        ]

    def channel(self) -> discord.Thread:
        """Return the thread as the bot can change it."""
        found = self.server.bot.get_channel(self.thread.id)
        assert isinstance(found, discord.Thread)
        return found


Change = Callable[[Scene], Awaitable[None]]


async def time_out(scene: Scene) -> None:
    # By the clock that the bot reads: the simulator has its own.
    until = datetime.fromtimestamp(time.time() + 3600, tz=UTC).isoformat()
    server = scene.server
    server.env.backend.edit_member(server.guild.id, server.ann.id, {"timed_out_until": until})


async def kick(scene: Scene) -> None:
    scene.server.env.backend.remove_member(scene.server.guild.id, scene.server.ann.id)


async def block(scene: Scene) -> None:
    blocked = frozenset({scene.server.ann.id})
    await scene.server.change_rules(lambda old: replace(old, blocked_people=blocked))


async def take_role(scene: Scene) -> None:
    server = scene.server
    server.env.backend.edit_member(server.guild.id, server.ann.id, {"role_ids": []})


async def delete_question(scene: Scene) -> None:
    """Delete what Ann wrote, if she wrote anything."""
    kept = scene.server.env.backend.messages.get(scene.thread.id, {})
    for message in [one.id for one in kept.values() if one.author_id == scene.server.ann.id]:
        await scene.channel().get_partial_message(message).delete()


async def lock(scene: Scene) -> None:
    await scene.channel().edit(locked=True)


async def archive(scene: Scene) -> None:
    await scene.channel().edit(archived=True)


async def delete_thread(scene: Scene) -> None:
    await scene.channel().delete()


async def switch_off(scene: Scene) -> None:
    await scene.server.set_mode(scene.server.talk, ChannelMode.OFF)


async def switch_thread_off(scene: Scene) -> None:
    off = PlaceRules(mode=ChannelMode.OFF)
    thread = scene.thread.id
    await scene.server.change_rules(lambda old: replace(old, places={**old.places, thread: off}))


async def make_private(scene: Scene) -> None:
    await scene.server.set_mode(scene.server.talk, ChannelMode.PRIVATE)


async def pause(scene: Scene) -> None:
    await scene.server.change_rules(lambda old: replace(old, paused_at=1))


async def hush_bot(scene: Scene) -> None:
    """Let the bot write in the thread no more."""
    await _deny_us(scene, {"send_messages": False, "send_messages_in_threads": False})


async def blind_bot(scene: Scene) -> None:
    """Let the bot see the place no more."""
    await _deny_us(scene, {"view_channel": False})


async def _deny_us(scene: Scene, rights: Mapping[str, bool]) -> None:
    parent = scene.server.bot.get_channel(scene.server.talk.id)
    assert isinstance(parent, discord.TextChannel)
    denied = discord.PermissionOverwrite(**rights)
    await parent.set_permissions(parent.guild.me, overwrite=denied)
