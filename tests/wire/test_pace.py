"""The event loop is never held for longer than 50 ms while people may wait: long work is done beside it.

What is held to that is the processor time of the loop's own thread in each step, once Discord has let the bot
in: it does not depend on what else this machine does.
"""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.wire.fake import TOKEN, FakeDiscord
from tests.wire.killing import MODERATOR, Killing, custom_ids
from tests.wire.payloads import OPEN_CHANNEL, Payload
from tests.wire.process import BotProcess, running
from tests.wire.test_run import QUESTION, WORDS, shown

LONGEST = 0.05  # seconds
USED: tuple[tuple[str, Payload], ...] = (
    ("quote", {"words": "Forty jars in a good summer"}),
    ("check", {"claim": "The hives give forty jars of honey"}),
    ("compare", {"topic": "the bees"}),
    ("sources", {}),
    ("speakers", {}),
    ("about", {}),
    ("privacy", {}),
    ("moderation overview", {}),
    ("moderation setup", {}),
    ("moderation export", {}),
)


def settings(folder: Path, embedding: str) -> dict[str, str]:
    return {
        "DISCORD_TOKEN": TOKEN,
        "EMBEDDING": embedding,
        "HEALTH_PORT": "0",
        "PACED": str(folder / "paced"),
    }


def steps(folder: Path, since: float) -> list[dict[str, Any]]:
    """Return what held the loop since a time, the longest first."""
    lines = (folder / "paced").read_text("utf-8").splitlines()
    found = [step for step in map(json.loads, lines) if step["at"] >= since]
    return sorted(found, key=lambda step: -step["used"])


async def use_everything(killing: Killing, bot: BotProcess, start: int) -> None:
    """Use every command, ask in every way, decide about a draft, and press what can be pressed."""
    discord = killing.discord
    for name, options in USED:
        user = MODERATOR if name.startswith("moderation") else "400000000000000005"
        used = await discord.use(name, options, user=user)
        await discord.response(used, seconds=60)
    for _ in range(3):
        await killing.ask_round()
    await killing._press()  # pyright: ignore[reportPrivateUsage]  approves what waits
    answered = await discord.ask(f"{QUESTION} Reader number {start} asks.")
    await discord.answer(answered, seconds=60)
    message = discord.rest.tokens[answered["token"]]
    assert custom_ids(message)
    for control in sorted(custom_ids(message), key=lambda one: "delete" in one):
        await discord.response(await discord.press(control, message), seconds=60)
    assert await bot.stop() == 0


@pytest.mark.parametrize("language", ["en-US", "de"])
async def test_no_step_holds_the_loop_whatever_is_used(
    discord: FakeDiscord, folder: Path, language: str
) -> None:
    killing = Killing(discord, folder)
    discord.world.locale = language
    await killing.prepare()
    for start in (1, 2):  # what is done once for all, as the giving of commands, is done in the first
        async with running(
            *("bot.cli:main", "run", "--bare"),
            address=discord.address,
            folder=folder,
            environment=settings(folder, "none"),
            launcher="tests.wire.paced",
        ) as bot:
            await discord.gateway.wait_for(sessions=start, seconds=60)
            since = time.monotonic()
            await use_everything(killing, bot, start)
        long = [step for step in steps(folder, since) if step["used"] > LONGEST]
        assert not long, json.dumps(long, indent=1)


async def test_a_question_before_the_index_is_loaded_waits_and_nothing_holds_the_loop_meanwhile(
    discord: FakeDiscord, folder: Path
) -> None:
    async with running(
        *("bot.cli:main", "run", "--bare"),
        address=discord.address,
        folder=folder,
        environment=settings(folder, "minilm") | {"OPEN_CHANNELS": OPEN_CHANNEL},
        launcher="tests.wire.paced",
    ) as bot:
        await discord.gateway.wait_for(sessions=1, seconds=60)
        since = time.monotonic()
        asked = await discord.ask(QUESTION)
        deferred = await discord.response(asked, seconds=3)
        assert "sources loaded" not in bot.output
        assert deferred.payload["type"] == 5
        assert WORDS in shown(await discord.answer(asked, seconds=90))
        assert "sources loaded" in bot.output
        assert await bot.stop() == 0
    long = [step for step in steps(folder, since) if step["used"] > LONGEST]
    assert not long, json.dumps(long, indent=1)
