"""One simulated server: channels, people, and what they see."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypedDict, Unpack

import discord
import simcord
from simcord.results import ResponseMessage

from bot.client import DiscordBot
from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.storage.database import Database
from bot.storage.questions import StoredQuestion, find_question
from bot.storage.shelf.limits import ShelfLimits
from tests.bot.fakes import FakeAnswering, FakeBackend

Shown = simcord.InteractionResult | ResponseMessage | discord.Message


class Narrowing(TypedDict, total=False):
    """What else is set for a place."""

    roles: frozenset[int] | None
    newcomer_days: int | None
    sources: frozenset[str] | None


@dataclass(kw_only=True)
class Server:
    """An open channel, a private one, and one that is off; Ann asks, Bea is a stranger, Cleo moderates."""

    env: simcord.Env
    database: Database
    backend: FakeBackend
    open_channels: set[int]
    guild: simcord.GuildHandle
    talk: simcord.ChannelHandle
    nook: simcord.ChannelHandle
    office: simcord.ChannelHandle
    ann: simcord.MemberActor
    bea: simcord.MemberActor
    cleo: simcord.MemberActor

    @classmethod
    def furnish(
        cls, env: simcord.Env, *, database: Database, backend: FakeBackend, open_channels: set[int]
    ) -> "Server":
        guild = env.create_guild()
        talk, office = guild.create_text_channel("talk"), guild.create_text_channel("office")
        nook = guild.create_text_channel("nook")
        open_channels.add(talk.id)
        keepers = guild.create_role("Keepers", permissions=discord.Permissions(manage_messages=True))
        return cls(
            env=env,
            database=database,
            backend=backend,
            open_channels=open_channels,
            guild=guild,
            talk=talk,
            nook=nook,
            office=office,
            ann=guild.add_member(env.create_user("ann")),
            bea=guild.add_member(env.create_user("bea")),
            cleo=guild.add_member(env.create_user("cleo"), roles=[keepers]),
        )

    @property
    def answering(self) -> FakeAnswering:
        return self.backend.answering

    @property
    def bot_mention(self) -> str:
        user = self.env.bot.user
        assert user is not None
        return f"<@{user.id}>"

    @property
    def bot(self) -> DiscordBot:
        assert isinstance(self.env.bot, DiscordBot)
        return self.env.bot

    def new_bot(self, shelf_limits: ShelfLimits | None = None) -> DiscordBot:
        return DiscordBot(
            backend=self.backend,
            database=self.database,
            open_channels=self.open_channels,
            shelf_limits=shelf_limits,
            shard_count=1,
        )

    async def change_rules(self, change: Callable[[GuildRules], GuildRules]) -> None:
        """Change what the server has set, as a command of a moderator would."""
        await self.bot.rulebook.change(self.guild.id, change, int(time.time()))

    async def set_mode(
        self, where: simcord.ChannelHandle, mode: ChannelMode | None, **rules: Unpack[Narrowing]
    ) -> None:
        """Set how the bot speaks in a channel, thread or category, and what else holds there."""
        held = PlaceRules(mode=mode, **rules)
        await self.change_rules(lambda old: replace(old, places={**old.places, where.id: held}))

    async def row(self, number: int) -> StoredQuestion:
        async with self.database.session() as session:
            found = await find_question(session, number)
        assert found is not None
        return found


def read(shown: Shown | None) -> str:
    """Return all text of a message."""
    return "\n".join(part["content"] for part in _walk(_components(shown)) if part.get("type") == 10)


def sent_messages(server: Server) -> list[dict[str, Any]]:
    """Return the body of each message that the bot sent or edited; a form is none."""
    entries = (entry for entry in server.env.http_requests if entry.method in {"POST", "PATCH"})
    messages: list[Any] = [entry.json.get("data", entry.json) for entry in entries if entry.json]
    return [message for message in messages if "components" in message and "title" not in message]


def labels(shown: Shown | None) -> list[str]:
    """Return the labels of the buttons that can be pressed."""
    buttons = (part for part in _walk(_components(shown)) if part.get("type") == 2)
    return [button["label"] for button in buttons if not button.get("disabled")]


def links(shown: Shown | None) -> dict[str, str]:
    """Return where the buttons that leave Discord lead, by their labels."""
    buttons = (part for part in _walk(_components(shown)) if part.get("type") == 2)
    return {button["label"]: button["url"] for button in buttons if button.get("url")}


def _components(shown: Shown | None) -> list[dict[str, Any]]:
    assert shown is not None
    if isinstance(shown, simcord.InteractionResult):
        assert shown.response is not None
        return shown.response.components
    if isinstance(shown, ResponseMessage):
        return shown.components
    return [dict(component.to_dict()) for component in shown.components]


def _walk(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", ()))
