"""What a probe is told, over real sockets, while all is well and while it is not."""

import asyncio
import json
import socket
import time
import urllib.error
import urllib.request
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from bot.health.health import Health
from bot.health.metrics import Metrics
from bot.health.server import told_at
from bot.health.shards import SILENCE, ShardInfo, problem_of
from bot.health.watching import watched
from bot.storage.database import Database
from tests.bot.fakes import FakeBackend


@dataclass
class FakeShard:
    """As much of a shard as is looked at."""

    closed: bool = False
    last: float = field(default_factory=time.perf_counter)

    def is_closed(self) -> bool:
        return self.closed

    @property
    def _parent(self) -> SimpleNamespace:
        return SimpleNamespace(ws=SimpleNamespace(_keep_alive=SimpleNamespace(_last_recv=self.last)))


@dataclass
class FakeBot:
    shards: dict[int, ShardInfo] = field(default_factory=lambda: {0: FakeShard()})
    desk: list[int] = field(default_factory=list[int])
    ready: bool = True

    def is_ready(self) -> bool:
        return self.ready


@dataclass(slots=True)
class Watch:
    """Health that is served at a port, and what it is told of."""

    port: int
    health: Health
    bot: FakeBot
    backend: FakeBackend
    database: Database
    stop: asyncio.Event

    async def get(self, path: str) -> tuple[int, str]:
        return await asyncio.to_thread(fetch, self.port, path)

    async def problems(self) -> dict[str, str]:
        await asyncio.sleep(1.05)  # a look holds for a second
        status, body = await self.get("/readyz")
        told = json.loads(body)
        assert (status == 200) == told["ready"] == (not told["problems"])
        return told["problems"]


def fetch(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncGenerator[Watch]:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'kept.db'}")
    stop, backend, bot = asyncio.Event(), FakeBackend(ready=False), FakeBot()
    health = Health(database=database, backend=backend, metrics=Metrics(), draining=stop.is_set)
    port = free_port()
    async with watched(health, port, supervised=False):
        yield Watch(port, health, bot, backend, database, stop)
    await database.close()


async def test_it_lives_from_the_first_moment_and_is_ready_once_everything_is(watch: Watch) -> None:
    assert (await watch.get("/livez"))[0] == 200
    assert await watch.problems() == {"discord": "not connected yet", "index": "not loaded"}
    watch.health.noting(lambda: watch.bot)()
    watch.backend.load()
    assert await watch.problems() == {}
    watch.stop.set()
    assert await watch.problems() == {"process": "draining"}
    assert (await watch.get("/livez"))[0] == 200


async def test_a_database_that_cannot_be_written_is_a_problem_and_no_death(
    watch: Watch, tmp_path: Path
) -> None:
    watch.health.noting(lambda: watch.bot)()
    watch.backend.load()
    async with watch.database.session() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("PRAGMA query_only = ON")
    assert "database" in await watch.problems()
    assert (await watch.get("/livez"))[0] == 200
    assert (tmp_path / "kept.db").exists()


async def test_a_blocked_loop_is_told_of_while_it_is_blocked(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.health.health.STUCK", 0.5)
    told = asyncio.create_task(_after(watch, 1.0))
    await asyncio.sleep(0.1)
    time.sleep(2)  # noqa: ASYNC251 - blocking the loop is what is tried
    status, seconds = await told
    assert status == 503
    assert seconds < 0.5
    assert (await watch.get("/livez"))[0] == 200


async def _after(watch: Watch, seconds: float) -> tuple[int, float]:
    def ask() -> tuple[int, float]:
        time.sleep(seconds)
        began = time.monotonic()
        return fetch(watch.port, "/livez")[0], time.monotonic() - began

    return await asyncio.to_thread(ask)


async def test_it_is_told_within_its_budget_while_the_loop_is_busy(watch: Watch) -> None:
    async def burn() -> None:
        while True:
            until = time.monotonic() + 0.05
            while time.monotonic() < until:
                pass
            await asyncio.sleep(0)

    burning = [asyncio.create_task(burn()) for _ in range(4)]
    seconds: list[float] = []
    for path in ("/livez", "/readyz", "/metrics") * 3:
        began = time.monotonic()
        status, _ = await watch.get(path)
        seconds.append(time.monotonic() - began)
        assert status in {200, 503}
    for one in burning:
        one.cancel()
    assert max(seconds) < 4


async def test_metrics_are_told_with_what_is_read_anew(watch: Watch) -> None:
    watch.health.noting(lambda: watch.bot)()
    watch.bot.desk += [1, 2, 3]
    _, text = await watch.get("/metrics")
    assert "whosaid_running_questions 3.0" in text
    assert "whosaid_waiting_reviews 0.0" in text
    assert "whosaid_ready 0.0" in text
    assert (await watch.get("/elsewhere"))[0] == 404


async def test_a_port_that_is_taken_is_said_once_and_nothing_fails(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'kept.db'}")
    health = Health(
        database=database, backend=FakeBackend(), metrics=Metrics(), draining=asyncio.Event().is_set
    )
    with socket.create_server(("127.0.0.1", 0)) as taken, capture_logs() as logs:
        async with told_at(taken.getsockname()[1], health):
            pass
        async with told_at(0, health):
            pass
    await database.close()
    assert [(log["log_level"], "HEALTH_PORT" in log["event"]) for log in logs] == [("warning", True)]


def test_what_is_wrong_with_discord_is_said() -> None:
    assert problem_of(None) == "not connected yet"
    assert problem_of(FakeBot(ready=False)) == "not connected yet"
    closed = FakeBot(shards={0: FakeShard(), 3: FakeShard(closed=True)})
    assert problem_of(closed) == "shard 3 is not connected"


def test_a_silent_connection_is_no_connection() -> None:
    assert problem_of(FakeBot(shards={0: FakeShard(last=time.perf_counter() - SILENCE + 5)})) is None
    silent = problem_of(FakeBot(shards={1: FakeShard(last=time.perf_counter() - SILENCE - 5)}))
    assert silent == "shard 1 has been silent for 65 s"
