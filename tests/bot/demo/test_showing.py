"""The demo as a whole: the real bot in a page on loopback."""

import asyncio
import io
import json
import re
import signal
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiohttp
import pytest
from rich.console import Console

from bot.demo.errors import DemoError
from bot.demo.showing import run_demo
from tests.bot.fakes import FakeBackend


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A demo that is being shown: its page's origin, the key in its address, and what it printed."""

    origin: str
    key: str
    printed: io.StringIO
    task: asyncio.Task[None]


@asynccontextmanager
async def shown(backend: FakeBackend, *, question: str | None = None) -> AsyncGenerator[Shown]:
    printed = io.StringIO()
    console = Console(file=printed, width=40)
    task = asyncio.create_task(run_demo(backend, port=0, question=question, console=console))
    try:
        async with asyncio.timeout(30):
            while not (found := re.search(r"(http://127\.0\.0\.1:\d+)/#(\S+)", printed.getvalue())):
                if task.done():
                    task.result()
                await asyncio.sleep(0.02)
        yield Shown(origin=found[1], key=found[2], printed=printed, task=task)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def state(demo: Shown) -> str:
    """Return what the page shows, as its own script gets it."""
    headers = {"X-Simcord-Capability": demo.key}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{demo.origin}/api/pages", json={}, headers=headers) as answer,
    ):
        assert answer.status == 200
        return json.dumps(await answer.json(), ensure_ascii=False)


async def test_the_page_is_served_with_the_first_question_answered() -> None:
    backend = FakeBackend()
    async with shown(backend) as demo:
        async with aiohttp.ClientSession() as session, session.get(demo.origin) as page:
            assert (page.status, page.content_type) == (200, "text/html")
        seen = await state(demo)
        assert "Mostly I wait for fog." in seen
        assert "Show passage" in seen
        assert "Max (moderator)" in seen
        # Once to find a question that has an answer, and once by the bot.
        assert [asked.text for asked in backend.answering.asked] == [
            "What does a harbour master do all day?"
        ] * 2


async def test_a_question_can_be_given() -> None:
    backend = FakeBackend()
    async with shown(backend, question="Who stamps papers?"):
        assert [asked.text for asked in backend.answering.asked] == ["Who stamps papers?"]


async def test_only_who_has_the_address_gets_in() -> None:
    async with (
        shown(FakeBackend()) as demo,
        aiohttp.ClientSession() as session,
        session.post(f"{demo.origin}/api/pages", json={}) as answer,
    ):
        assert answer.status == 401


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    async with shown(FakeBackend()) as demo:
        signal.raise_signal(number)
        await asyncio.wait_for(demo.task, 10)
        assert "has ended" in demo.printed.getvalue()


async def test_a_signal_ends_it_while_the_index_is_still_being_made() -> None:
    task = asyncio.create_task(
        run_demo(FakeBackend(ready=False), port=0, console=Console(file=io.StringIO()))
    )
    await asyncio.sleep(0.1)
    signal.raise_signal(signal.SIGTERM)
    await asyncio.wait_for(task, 10)


async def test_a_taken_port_is_told_before_any_work_is_done() -> None:
    backend = FakeBackend(ready=False)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DemoError, match="is taken"):
        await run_demo(backend, port=taken.getsockname()[1], console=Console(file=io.StringIO()))
