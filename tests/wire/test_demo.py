"""`whosaid demo` as a process of its own: no token, no key, and nothing that reaches Discord."""

import signal
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.wire.process import BotProcess, running

NOWHERE = "http://127.0.0.1:9"


def databases(folder: Path) -> list[Path]:
    """Return the databases of questions in a folder."""
    return list(folder.rglob("whosaid.db"))


@asynccontextmanager
async def demo(folder: Path, port: int = 0) -> AsyncGenerator[BotProcess]:
    program = running(
        *("bot.cli:main", "demo", "--port", str(port)),
        address=NOWHERE,
        folder=folder,
        environment={"EMBEDDING": "none"},
    )
    async with program as process:
        yield process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_its_address_serves_the_answered_question_and_ends_cleanly(
    folder: Path, number: signal.Signals
) -> None:
    async with demo(folder) as process:
        address = await process.prints(r"(http://127\.0\.0\.1:\d+/\S+/)")
        async with aiohttp.ClientSession() as session:
            way = await session.get(f"{address[1]}discussion/member", allow_redirects=False)
            origin, key = way.headers["Location"].split("/#")
            headers = {"X-Simcord-Capability": key}
            async with session.post(f"{origin}/api/pages", json={}, headers=headers) as page:
                shown = await page.text()
        assert "Why do you keep bees on the roof of a library?" in shown
        assert "The roof was empty" in shown
        assert await process.stop(number) == 0
    assert "Traceback" not in process.output
    assert "warning" not in process.output
    assert not databases(folder)


async def test_a_taken_port_is_one_sentence(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with demo(folder, taken.getsockname()[1]) as process:
            assert await process.ended() == 2
    assert "is taken" in process.output
    assert "Traceback" not in process.output
