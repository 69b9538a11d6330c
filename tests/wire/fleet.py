"""Several processes of the bot on one token and one database, a server on each shard, and what was asked."""

import asyncio
import itertools
import json
import random
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.fleet.shards import shard_of
from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.rulebook import Rulebook
from bot.storage.database import Database
from tests.bot.storage.schemas import ask as ask_database
from tests.wire import payloads
from tests.wire.fake import TOKEN, FakeDiscord
from tests.wire.killing import TEXTS, WITHOUT_BOUND, custom_ids
from tests.wire.payloads import Payload
from tests.wire.process import BotProcess, running

SHARDS = 16
LOADING = 1 << 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server of a shard, and its channels."""

    id: str
    open: str
    draft: str
    review: str

    @property
    def shard(self) -> int:
        """The shard that it is on."""
        return shard_of(int(self.id), SHARDS)


def server_on(shard: int) -> Server:
    """Return the server of a shard; its id says which, as Discord's do."""
    first = (1000 * SHARDS + shard) << 22
    return Server(id=str(first), open=str(first + 1), draft=str(first + 2), review=str(first + 3))


@dataclass(slots=True)
class WireFleet:
    """A folder of sources, a fake Discord, a database; and everything that was asked."""

    discord: FakeDiscord
    folder: Path
    url: str
    servers: list[Server] = field(default_factory=lambda: [server_on(one) for one in range(SHARDS)])
    asked: list[Payload] = field(default_factory=list[Payload])
    chance: random.Random = field(default_factory=lambda: random.Random(6))  # noqa: S311 - to be repeatable
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def prepare(self, *, buckets: int = SHARDS) -> None:
        """Make the servers and their rules; Discord takes so many logins at once."""
        world = self.discord.world
        world.servers[:] = [one.id for one in self.servers]
        world.channels.clear()
        self.discord.rest.start_limit["max_concurrency"] = buckets
        database = await Database.open(self.url)
        for server in self.servers:
            for channel in (server.open, server.draft, server.review):
                world.channels[channel] = payloads.channel(channel, f"c{channel[-2:]}", server.id)
            rules = GuildRules(
                places={
                    int(server.open): PlaceRules(mode=ChannelMode.OPEN),
                    int(server.draft): PlaceRules(mode=ChannelMode.DRAFT),
                },
                review_channel=int(server.review),
                limits=WITHOUT_BOUND,
                quiet_minutes=0,
            )
            await Rulebook(database).put(int(server.id), rules, at=0)
        await database.close()

    @asynccontextmanager
    async def process(
        self,
        shards: str,
        *,
        of: int = SHARDS,
        data: str | None = None,
        supervised: bool = False,
        **changed: str,
    ) -> AsyncGenerator[BotProcess]:
        """Start a process of these shards, with an index folder of its own unless `data` names one."""
        settings = {
            "DISCORD_TOKEN": TOKEN,
            "EMBEDDING": "none",
            "HEALTH_PORT": "0",
            "DATABASE_URL": self.url,
            **changed,
        }
        options = ["--shards", shards, "--of", str(of), "--data", data or f"data-{shards}"]
        async with running(
            *("bot.cli:main", "run", *options, *([] if supervised else ["--bare"])),
            address=self.discord.address,
            folder=self.folder,
            environment=settings,
        ) as bot:
            yield bot

    async def until_served(self, shards: range, *bots: BotProcess, seconds: float = 60) -> None:
        """Wait until these shards are connected."""
        try:
            async with asyncio.timeout(seconds):
                await until(lambda: set(shards) <= self.discord.gateway.served())
        except TimeoutError:
            printed = "\n\n".join(bot.output for bot in bots)
            served = sorted(self.discord.gateway.served())
            raise AssertionError(f"{served} are served; they printed:\n{printed}") from None

    async def ask_everywhere(self) -> list[Payload]:
        """Ask in every server: by a command, by a mention, and where a draft goes to moderators."""
        before = len(self.asked)
        for server in self.servers:
            number = next(self._numbers)
            text = f"{self.chance.choice(TEXTS)} Reader {number} asks."
            who = str(410_000_000_000_000_000 + number)
            self.asked += [
                await self.discord.ask(text, channel=server.open, asker=who),
                await self.discord.mention(f"{text} Mentioned.", channel=server.open, writer=who),
                await self.discord.ask(f"{text} Drafted.", channel=server.draft, asker=who),
            ]
        return self.asked[before:]

    async def until_accepted(self, asked: list[Payload], *bots: BotProcess, seconds: float = 60) -> None:
        """Wait until all of what was asked is in the database."""
        missing = wanted = {int(one["id"]) for one in asked}
        try:
            async with asyncio.timeout(seconds):
                while missing:
                    await asyncio.sleep(0.1)
                    missing = wanted - {
                        origin for (origin,) in await self.rows("SELECT origin FROM questions")
                    }
        except TimeoutError:
            printed = "\n\n".join("".join(bot.lines[-40:]) for bot in bots)
            raise AssertionError(f"{len(missing)} were not accepted; they printed:\n{printed}") from None

    async def rows(self, sql: str) -> list[tuple[int, ...]]:
        """Return what the database holds."""
        return [tuple(map(_number, row)) for row in await ask_database(self.url, sql)]

    async def settle(self, *bots: BotProcess, seconds: float = 90) -> None:
        """Wait until nothing runs any more."""
        left = [(-1,)]
        try:
            async with asyncio.timeout(seconds):
                while left != [(0, 0)]:
                    await asyncio.sleep(0.2)
                    left = await self.rows(
                        "SELECT (SELECT count(*) FROM questions WHERE state = 'accepted'),"
                        "(SELECT count(*) FROM reviews WHERE state = 'waiting' AND card_message IS NULL)"
                    )
        except TimeoutError:
            printed = "\n\n".join("".join(bot.lines[-40:]) for bot in bots)
            raise AssertionError(f"left {left} open; they printed:\n{printed}") from None

    async def faults(self) -> list[str]:
        """Return what is not as it must be, each in a sentence."""
        return [*await self._unended(), *self._doubled(), *await self._cards(), *await self._silent()]

    async def _unended(self) -> list[str]:
        left = await self.rows(
            "SELECT q.id FROM questions q LEFT JOIN reviews r ON r.question = q.id WHERE NOT ("
            "(q.state = 'ended' AND q.ending IS NOT NULL AND q.token IS NULL) OR"
            "(q.state = 'waiting' AND q.ending IS NULL AND r.state = 'waiting'))"
        )
        return [f"question {row} has no ending" for (row,) in left]

    def _doubled(self) -> list[str]:
        taken = self.discord.world.taken
        said = Counter((one["channel_id"], _referred(one), json.dumps(one["components"])) for one in taken)
        replies = Counter(_referred(one) for one in taken if _referred(one))
        return [
            *(f"written {times} times: {what}" for what, times in said.items() if times > 1),
            *(f"message {what} was answered {times} times" for what, times in replies.items() if times > 1),
        ]

    async def _cards(self) -> list[str]:
        reviews = {server.review for server in self.servers}
        sent = Counter(
            row
            for one in self.discord.world.taken
            if one["channel_id"] in reviews
            for row in {held.rpartition(":")[2] for held in custom_ids(one) if held.startswith("m:reject:")}
        )
        rows = await self.rows("SELECT id FROM reviews")
        return [f"review {row} has {sent[str(row)]} cards" for (row,) in rows if sent[str(row)] != 1]

    async def _silent(self) -> list[str]:
        accepted = {str(origin) for (origin,) in await self.rows("SELECT origin FROM questions")}
        tokens = self.discord.rest.tokens
        return [
            f"question {one['id']} is thought about for ever"
            for one in self.asked
            if one["id"] in accepted and tokens.get(one.get("token", ""), {}).get("flags", 0) & LOADING
        ]


async def until(there: Callable[[], bool]) -> None:
    """Wait until something holds."""
    while not there():  # noqa: ASYNC110 - another process changes what is looked at
        await asyncio.sleep(0.05)


def on(shards: range, asked: list[Payload]) -> list[Payload]:
    """Return what was asked in servers of these shards."""
    return [one for one in asked if shard_of(int(one["guild_id"]), SHARDS) in shards]


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _referred(message: Payload) -> str | None:
    reference = message.get("message_reference")
    return None if reference is None else str(reference["message_id"])
