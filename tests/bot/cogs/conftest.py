"""A simulated server with the real bot in it."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import simcord

from bot.cases import Casebook
from bot.client import DiscordBot
from bot.moderation.rules import ChannelMode
from bot.storage.database import Database
from tests.bot.fakes import FakeBackend
from tests.bot.server import Server


@dataclass(kw_only=True)
class Parts:
    """What the bot of a test is made of."""

    database: Database
    backend: FakeBackend = field(default_factory=FakeBackend)
    open_channels: set[int] = field(default_factory=set[int])
    casebook: Casebook | None = None


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction] - pytest uses it
    """Try again at once what Discord did not take: nothing here is about how long one waits for that."""
    monkeypatch.setattr("bot.cogs.asking.delivery._PAUSE", 0)


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncGenerator[Parts]:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    yield Parts(database=database)
    await database.close()


@pytest.fixture
def simcord_bot(parts: Parts) -> DiscordBot:
    return DiscordBot(
        backend=parts.backend,
        database=parts.database,
        open_channels=parts.open_channels,
        casebook=parts.casebook,
        shard_count=1,
    )


@pytest.fixture
async def server(simcord_env: simcord.Env, parts: Parts) -> Server:
    server = Server.furnish(
        simcord_env, database=parts.database, backend=parts.backend, open_channels=parts.open_channels
    )
    await server.set_mode(server.nook, ChannelMode.PRIVATE)
    return server
