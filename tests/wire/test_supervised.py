"""`whosaid run` as people start it: a parent, and the bot as its child."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from tests.wire.conftest import Run
from tests.wire.fake import FakeDiscord
from tests.wire.test_run import QUESTION, WORDS, shown

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="finds children as Linux lists them"
)


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_killed_bot_is_there_again_and_answers_and_ends_when_told(
    run: Run, discord: FakeDiscord
) -> None:
    async with run(supervised=True) as bot:
        await discord.gateway.wait_for(sessions=1)
        child = bot.child()
        assert child is not None
        os.kill(child, signal.SIGKILL)
        await discord.gateway.wait_for(sessions=2, seconds=30)
        assert WORDS in shown(await discord.answer(await discord.ask(QUESTION)))
        assert "reason='SIGKILL'" in bot.output
        assert await bot.stop() == 0
    assert bot.output.count("stopping") == 1


async def test_no_bot_is_left_with_the_token_when_its_parent_is_killed(
    run: Run, discord: FakeDiscord
) -> None:
    async with run(supervised=True) as bot:
        await discord.gateway.wait_for(sessions=1)
        child = bot.child()
        assert child is not None
        await bot.stop(signal.SIGKILL)
        until = time.monotonic() + 10
        while is_there(child):
            assert time.monotonic() < until, "the bot outlived its parent"
            await asyncio.sleep(0.02)


async def test_a_refusal_by_discord_is_not_tried_again(run: Run, discord: FakeDiscord) -> None:
    async with run(supervised=True) as bot:
        await discord.gateway.wait_for(sessions=1)
        discord.gateway.close(4004)
        assert await bot.ended() == 2
    assert len(discord.gateway.sessions) == 1
