"""Processes that share a Qdrant server and a database: one embeds a source, all answer from it.

The server is the official emulation behind its own requests on loopback; so is the service of embeddings.
"""

import asyncio
import json
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.shelf.changing import add_source
from bot.storage.shelf.kept import OPERATOR, Handed
from index.sidecar import Sidecar
from tests.bot.storage.conftest import postgresql, url
from tests.bot.storage.schemas import ask as ask_database
from tests.index import embedding_server
from tests.index.stores import served
from tests.wire.fake import FakeDiscord
from tests.wire.fleet import SHARDS, WireFleet
from tests.wire.process import BotProcess, running
from tests.wire.test_sources import HONEY, MILL, QUESTION

__all__ = ["postgresql", "url"]

pytestmark = pytest.mark.timeout(300)


@dataclass(slots=True, kw_only=True)
class Shared:
    """A fleet of two processes, and what they share."""

    fleet: WireFleet
    store: served.Served
    service: embedding_server.Service

    @property
    def settings(self) -> dict[str, str]:
        """What each process is told of them."""
        return {
            "STORE_URL": self.store.url,
            "EMBEDDING": "openai:words",
            "EMBEDDING_DIMENSIONS": str(embedding_server.LENGTH),
            "OPENAI_BASE_URL": self.service.url,
            "ANSWERS": "extractive",
            "SCREENING": "none",
            "COLUMNS": "200",
        }

    def process(self, shards: str) -> AbstractAsyncContextManager[BotProcess]:
        """Start a bot with a data folder of its own."""
        return self.fleet.process(shards, of=SHARDS, data=None, supervised=False, **self.settings)

    async def command(self, *arguments: str) -> str:
        """Run a command of the program beside the bots, with a data folder of its own."""
        started = running(
            *("bot.cli:main", *arguments, "--data", "data-command"),
            address=self.fleet.discord.address,
            folder=self.fleet.folder,
            environment={**self.settings, "DATABASE_URL": self.fleet.url},
        )
        async with started as process:
            assert await process.ended(seconds=60) == 0, process.output
        return process.output

    async def answers(self, shard: int, question: str) -> str:
        """Ask in a server of a shard, in private and as somebody new."""
        channel, number = self.fleet.servers[shard].open, self.fleet.chance.randrange(10**15)
        asked = await self.fleet.discord.ask(question, channel=channel, asker=f"4{number:017}", private=True)
        return json.dumps(await self.fleet.discord.answer(asked), ensure_ascii=False)

    async def until_answers(self, shard: int, question: str, said: str, *, there: bool = True) -> float:
        """Ask until words are in the answer, or are not; return the seconds that it took."""
        began = time.monotonic()
        async with asyncio.timeout(30):
            while (said in await self.answers(shard, question)) is not there:  # noqa: ASYNC110 - a process does it
                await asyncio.sleep(0.2)
        return time.monotonic() - began

    def embedded_twice(self) -> list[str]:
        """Return what the sources say and was embedded more than once; questions are embedded by each."""
        counted = Counter(text for text in self.service.texts if text not in {QUESTION, HONEY})
        assert counted
        return [text for text, times in counted.items() if times > 1]


@pytest.fixture
async def shared(discord: FakeDiscord, folder: Path, url: str) -> AsyncIterator[Shared]:
    fleet = WireFleet(discord, folder, url)
    await fleet.prepare()
    (folder / "mill.txt").write_text(MILL, "utf-8")
    with served.serving() as store, embedding_server.serving() as service:
        yield Shared(fleet=fleet, store=store, service=service)


async def test_one_embeds_what_is_added_both_answer_from_it_and_lose_it_together(shared: Shared) -> None:
    fleet = shared.fleet
    async with shared.process("0-7") as first, shared.process("8-15") as second:
        await fleet.until_served(range(SHARDS), first, second)
        for shard in (0, 8):
            await shared.until_answers(shard, HONEY, "Forty jars")
        assert "1 added." in await shared.command("sources", "add", "mill.txt")
        for shard in (0, 8):
            assert await shared.until_answers(shard, QUESTION, "buckwheat") < 10
        assert not shared.embedded_twice()
        assert await ask_database(fleet.url, "SELECT count(data) FROM packs") == [(2,)]

        await shared.command("sources", "remove", "mill", "--yes")
        for shard in (0, 8):
            assert await shared.until_answers(shard, QUESTION, "buckwheat", there=False) < 10
        assert await ask_database(fleet.url, "SELECT count(*) FROM packs") == [(1,)]
        assert [await bot.stop() for bot in (first, second)] == [0, 0]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_of_one_that_is_killed_while_it_embeds_the_other_takes_it_over(shared: Shared) -> None:
    fleet = shared.fleet
    async with shared.process("0-7") as first, shared.process("8-15") as second:
        await fleet.until_served(range(SHARDS), first, second)
        for shard in (0, 8):
            await shared.until_answers(shard, HONEY, "Forty jars")
        shared.service.faults.append(embedding_server.Fault(status=503, wait=60, times=1))
        database = await Database.open(fleet.url)
        handed = Handed(name="mill.txt", data=MILL.encode(), sidecar=Sidecar(), words=30, turns=4)
        async with database.session() as session:
            await add_source(session, handed, by=OPERATOR, at=1)
        await database.close()
        maker = await _maker(shared)
        doomed, left = (first, 8) if first.process.pid == maker else (second, 0)
        assert doomed.process.pid == maker
        doomed.process.send_signal(signal.SIGKILL)
        await doomed.ended()
        took = await shared.until_answers(left, QUESTION, "buckwheat")
        assert took < 25
        assert await ask_database(fleet.url, "SELECT state FROM indexing") == [("made",)]
        assert await ask_database(fleet.url, "SELECT count(data) FROM packs") == [(2,)]


async def _maker(shared: Shared) -> int:
    """Wait until a process embeds, and return its id."""
    async with asyncio.timeout(20):
        while True:
            rows = await ask_database(shared.fleet.url, "SELECT taken_by FROM packs WHERE data IS NULL")
            if rows and not shared.service.faults[0].times:
                return int(str(rows[0][0]).split(":")[1])
            await asyncio.sleep(0.05)
