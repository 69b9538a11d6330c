"""One bot, killed again and again over one database while people go on asking; and what is left of it."""

import asyncio
import itertools
import json
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.moderation.rules import Allowance, ChannelMode, GuildRules, Limits, PlaceRules
from bot.rulebook import Rulebook
from bot.storage.database import Database
from tests.wire import payloads
from tests.wire.fake import TOKEN, FakeDiscord
from tests.wire.payloads import GUILD, OPEN_CHANNEL, Payload
from tests.wire.process import BotProcess, running
from tests.wire.recording import Request

DRAFT_CHANNEL, REVIEW_CHANNEL = "300000000000000011", "300000000000000012"
MODERATOR = "400000000000000099"
WITHOUT_BOUND = Limits(
    person=Allowance(requests=None), channel=Allowance(requests=None), server=Allowance(requests=None)
)
RULES = GuildRules(
    places={
        int(OPEN_CHANNEL): PlaceRules(mode=ChannelMode.OPEN),
        int(DRAFT_CHANNEL): PlaceRules(mode=ChannelMode.DRAFT),
    },
    review_channel=int(REVIEW_CHANNEL),
    limits=WITHOUT_BOUND,
    quiet_minutes=0,
)
SETTLED = (
    "SELECT count(*) FROM questions WHERE state = 'accepted'",
    "SELECT count(*) FROM reviews WHERE state = 'waiting' AND card_message IS NULL",
    "SELECT count(*) FROM reviews WHERE state != 'waiting' AND told_at IS NULL",
)
_PATIENCE = 60.0  # seconds until a point is reached, on a busy machine too
_UNDER_WAY = 15
TEXTS = (
    "How much honey do the hives give?",
    "What did the readers say about the bees?",
    "Why do you keep bees on the roof?",
    "Who paid for the submarine?",
)


@dataclass(slots=True)
class Killing:
    """A folder, a fake Discord, and everything that was asked in it."""

    discord: FakeDiscord
    folder: Path
    asked: list[Payload] = field(default_factory=list[Payload])
    pressed: set[str] = field(default_factory=set[str])
    starts: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(4))  # noqa: S311 - to be repeatable
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.folder / "data" / "whosaid.db"

    async def prepare(self, rules: GuildRules = RULES) -> None:
        """Make the server's places and its rules."""
        world = self.discord.world
        for identity, name in ((DRAFT_CHANNEL, "drafts"), (REVIEW_CHANNEL, "review")):
            world.channels[identity] = payloads.channel(identity, name)
        world.members[MODERATOR] = payloads.moderator(MODERATOR)
        database = await Database.open(f"sqlite+aiosqlite:///{self.database}")
        await Rulebook(database).put(int(GUILD), rules, at=0)
        await database.close()

    @asynccontextmanager
    async def bot(self, **doom: str) -> AsyncGenerator[BotProcess]:
        """Start the bot once more, doomed or not, and wait until it is connected."""
        settings = {"DISCORD_TOKEN": TOKEN, "EMBEDDING": "none", "HEALTH_PORT": "0", **doom}
        started = running(
            *("bot.cli:main", "run", "--bare"),
            address=self.discord.address,
            folder=self.folder,
            environment=settings,
            launcher="tests.wire.doomed",
        )
        async with started as bot:
            before = len(self.discord.gateway.sessions)
            await _until(
                lambda: len(self.discord.gateway.sessions) > before or bot.process.returncode is not None
            )
            assert "DOOM" in doom or bot.process.returncode is None, bot.output
            self.starts += 1
            yield bot

    async def kill_at(self, point: str, *, call: int = 1) -> None:
        """Ask until the bot has killed itself at a named point."""
        async with self.bot(DOOM=point, DOOM_CALL=str(call)) as bot:
            await self._ask_until_dead(bot, point)

    async def kill_when_taken(self, method: str, channel: str | None) -> None:
        """Ask, and kill the bot when Discord has taken a request of its and not answered it yet."""
        path = r"/webhooks/.*" if channel is None else rf"/channels/{channel}/messages"
        async with self.bot() as bot:

            def strike(request: Request) -> None:
                if request.is_for(method, path) and bot.process.returncode is None:
                    self.discord.rest.witness = None
                    bot.process.send_signal(signal.SIGKILL)

            self.discord.rest.witness = strike
            await self._ask_until_dead(bot, f"{method} {path}")
        self.discord.rest.witness = None

    async def kill_some_time(self) -> None:
        """Ask, and kill the bot at any moment."""
        async with self.bot() as bot:
            for _ in range(self.chance.randint(1, 3)):
                await self.ask_round()
            await asyncio.sleep(self.chance.uniform(0, 0.8))
            bot.process.send_signal(signal.SIGKILL)
            await bot.ended()

    async def settle(self, *, seconds: float = 40) -> None:
        """Start it once more and wait until nothing is left to be taken up."""
        async with self.bot() as bot:
            try:
                async with asyncio.timeout(seconds):
                    await _until(lambda: not any(self._count(sql) for sql in SETTLED))
            except TimeoutError:
                left = [self._count(sql) for sql in SETTLED]
                raise AssertionError(f"left {left} open; it printed:\n{bot.output}") from None
            # What follows an ending (a card's last edit) needs a moment.
            await asyncio.sleep(0.5)
            assert await bot.stop() == 0

    async def ask_round(self) -> None:
        """Ask in every way and every place at once, and decide what waits for moderators."""
        discord, again = self.discord, f"{TEXTS[0]} {self.chance.choice('ab')}"
        for ask in (
            lambda: discord.ask(self._text(), asker=self._asker()),
            lambda: discord.ask(again, asker=self._asker()),
            lambda: discord.ask(self._text(), asker=self._asker(), private=True),
            lambda: discord.ask(self._text(), asker=self._asker(), channel=DRAFT_CHANNEL),
            lambda: discord.ask(self._text(), asker=self._asker(), channel=DRAFT_CHANNEL),
            lambda: discord.mention(self._text(), writer=self._asker()),
            lambda: discord.mention(self._text(), writer=self._asker(), channel=DRAFT_CHANNEL),
        ):
            self.asked.append(await ask())
        await asyncio.sleep(self.chance.uniform(0.1, 0.4))
        await self._press()

    async def _press(self) -> None:
        """Approve what waits, or show it privately; share what was answered privately."""
        cards = [(MODERATOR, one) for one in self.discord.world.by_bot(channels=[REVIEW_CHANNEL])]
        private = [
            (self.discord.rest.interactions.asked[token]["member"]["user"]["id"], one)
            for token, one in self.discord.rest.tokens.items()
        ]
        for who, message in (*cards, *private):
            found = custom_ids(message)
            shared = [one for one in found if one.startswith("q:share:")]
            decisions = [one for one in found if one.startswith(("m:approve:", "m:private:"))]
            for offered in (shared, decisions):
                if offered and not self.pressed & set(offered):
                    self.pressed |= set(offered)
                    await self.discord.press(self.chance.choice(offered), message, presser=who)

    async def _ask_until_dead(self, bot: BotProcess, point: str) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                while bot.process.returncode is None:
                    # More than it can answer would only make the point late.
                    if self._count(SETTLED[0]) < _UNDER_WAY:
                        await self.ask_round()
                    await asyncio.sleep(0.2)
                    await self._press()
                await bot.ended()
        except TimeoutError:
            printed = "".join(bot.lines[-60:])
            raise AssertionError(f"“{point}” was not reached; it printed at last:\n{printed}") from None
        assert bot.process.returncode == -signal.SIGKILL, bot.output

    def _text(self) -> str:
        return f"{self.chance.choice(TEXTS)} Reader {next(self._numbers)} asks."

    def _asker(self) -> str:
        return str(410_000_000_000_000_000 + next(self._numbers))

    def _count(self, sql: str) -> int:
        return self.rows(sql)[0][0]

    def rows(self, sql: str) -> list[tuple[int, ...]]:
        """Return what the database holds."""
        if not self.database.exists():
            return [(0,)]
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(sql).fetchall()

    def faults(self) -> list[str]:
        """Return what is not as it must be, each in a sentence."""
        return [*self._unended(), *self._doubled(), *self._cards(), *self._silent()]

    def _unended(self) -> list[str]:
        left = self.rows(
            "SELECT q.id FROM questions q LEFT JOIN reviews r ON r.question = q.id WHERE NOT ("
            "(q.state = 'ended' AND q.ending IS NOT NULL AND q.token IS NULL) OR"
            "(q.state = 'waiting' AND q.ending IS NULL AND r.state = 'waiting'))"
        )
        return [f"question {row} has no ending" for (row,) in left]

    def _doubled(self) -> list[str]:
        """Find messages that stand twice, however they came: by who is answered, and by their words."""
        taken = self.discord.world.taken
        said = Counter((one["channel_id"], _referred(one), json.dumps(one["components"])) for one in taken)
        replies = Counter(
            _referred(one) for one in taken if _referred(one) and not str(one["nonce"]).startswith(("p", "t"))
        )
        return [
            *(f"written {times} times: {what}" for what, times in said.items() if times > 1),
            *(f"message {what} was answered {times} times" for what, times in replies.items() if times > 1),
        ]

    def _cards(self) -> list[str]:
        """Compare the reviews with the cards that were ever sent: one each, and buttons while it waits."""
        sent = Counter(
            row
            for one in self.discord.world.taken
            if one["channel_id"] == REVIEW_CHANNEL
            for row in {held.rpartition(":")[2] for held in custom_ids(one) if held.startswith("m:reject:")}
        )
        rows = self.rows("SELECT id, state = 'waiting', card_message FROM reviews")
        wrong = [f"review {row} has {sent[str(row)]} cards" for row, *_ in rows if sent[str(row)] != 1]
        for row, waiting, message in rows:
            card = self.discord.world.messages.get(str(message))
            if card is None or bool(waiting) != any(one.startswith("m:reject:") for one in custom_ids(card)):
                wrong.append(f"the card of review {row} is not as the review is")
        return wrong

    def _silent(self) -> list[str]:
        """Find accepted questions whose asker sees a bot that thinks for ever."""
        sql = "SELECT origin, id, ending, mode, public FROM questions"
        told = {str(origin): values for origin, *values in self.rows(sql)}
        tokens, loading = self.discord.rest.tokens, 1 << 7
        return [
            f"question {told[one['id']]} is thought about for ever"
            for one in self.asked
            if one["id"] in told and tokens.get(one.get("token", ""), {}).get("flags", 0) & loading
        ]


def custom_ids(message: Payload) -> list[str]:
    """Return the custom ids of all controls of a message, however deep."""
    found: list[str] = []

    def look(part: object) -> None:
        if isinstance(part, list):
            for one in part:  # pyright: ignore[reportUnknownVariableType] - a tree of JSON
                look(one)  # pyright: ignore[reportUnknownArgumentType] - as above
        elif isinstance(part, dict):
            if isinstance(held := part.get("custom_id"), str):  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] - as above
                found.append(held)
            look(list(part.values()))  # pyright: ignore[reportUnknownArgumentType] - as above

    look(message["components"])
    return found


def _referred(message: Payload) -> str | None:
    reference = message.get("message_reference")
    return None if reference is None else str(reference["message_id"])


async def _until(there: Callable[[], bool]) -> None:
    while not there():  # noqa: ASYNC110 - another process changes what is looked at
        await asyncio.sleep(0.05)
