"""How many people can ask at once: a burst at the same instant, and a steady stream of questions.

usage: python -m benchmarks.load [--burst N] [--rate N --seconds N] [--sources FOLDER] [--plot FILE]

Three processes on loopback: the bot as `whosaid run` starts it, with its database on disk; a fake Discord
(`tests/wire`), which sends the questions and takes the answers; and a model that answers in half a second.
Every question is another one, so that none is answered by a link, and by another person. `acknowledged` is
from the moment that a question was sent (of a burst: the whole burst) until Discord had its "thinking";
`beside the model` is what an answer took without what the model took. Other work on the machine counts in:
the load stands beside, and CPU seconds of the bot are its own.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import aiohttp
from rich.console import Console
from rich.table import Table

from benchmarks.drawing import times_as_svg
from bot.moderation.rules import Allowance, ChannelMode, GuildRules, Limits, PlaceRules
from bot.rulebook import Rulebook
from bot.storage.database import Database
from tests.wire.fake import TOKEN, FakeDiscord, fake_discord
from tests.wire.payloads import GUILD, OPEN_CHANNEL
from tests.wire.process import BotProcess, running
from tests.wire.recording import Request

_NO_BOUND = Allowance(requests=None)
_RULES = GuildRules(
    places={int(OPEN_CHANNEL): PlaceRules(mode=ChannelMode.OPEN)},
    limits=Limits(person=_NO_BOUND, channel=_NO_BOUND, server=_NO_BOUND),
    quiet_minutes=0,
)
_CALLBACK = re.compile(r"/interactions/\d+/([^/]+)/callback")
_ANSWER = re.compile(r"/webhooks/\d+/([^/]+)(?:/messages/@original)?")
_TEXTS = (
    "What was said about software and hardware?",
    "Why did companies rush into the market?",
    "Who spoke of privacy and data?",
    "What happened when it began?",
    "How much did it cost, and who paid?",
)
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(slots=True, kw_only=True)
class Watch:
    """When each question was sent, acknowledged and answered, by its token."""

    sent: dict[str, float] = field(default_factory=dict[str, float])
    acknowledged: dict[str, float] = field(default_factory=dict[str, float])
    answered: dict[str, float] = field(default_factory=dict[str, float])
    refused: list[str] = field(default_factory=list[str])

    def see(self, request: Request) -> None:
        """Note what a request of the bot means for a question."""
        if request.status >= 400:  # noqa: PLR2004 - where HTTP's failures begin
            self.refused.append(f"{request.method} {request.path}: {request.status}")
        elif found := _CALLBACK.fullmatch(request.path):
            self.acknowledged.setdefault(found[1], time.perf_counter())
        elif found := _ANSWER.fullmatch(request.path):
            self.answered.setdefault(found[1], time.perf_counter())


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one load came to, in seconds."""

    name: str
    acknowledged: Sequence[float]
    beside: Sequence[float]
    lasted: float
    cpu: float
    memory: tuple[float, float]
    load: float

    @property
    def questions(self) -> int:
        """How many were asked."""
        return len(self.acknowledged)


def share_of(values: Iterable[float], share: float) -> float:
    """Return the value below which so large a share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


@asynccontextmanager
async def slow_model(seconds: float) -> AsyncGenerator[str]:
    """Run the model as a process of its own; give its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.slow_model", "--seconds", str(seconds)), stdin=PIPE, stdout=PIPE
    )
    assert process.stdout is not None and process.stdin is not None  # noqa: S101, PT018 - both are piped
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.stdin.close()
        await _ended(process)


async def _ended(process: Process) -> None:
    try:
        await asyncio.wait_for(process.wait(), 10)
    except TimeoutError:
        process.kill()


@asynccontextmanager
async def started(
    options: argparse.Namespace, folder: Path, model: str
) -> AsyncGenerator[tuple[FakeDiscord, BotProcess]]:
    """Start the bot against a fake Discord, in a folder of its own, its index made and loaded."""
    shutil.copytree(options.sources, folder / "seeds")
    database = await Database.open(f"sqlite+aiosqlite:///{folder / 'data' / 'whosaid.db'}")
    await Rulebook(database).put(int(GUILD), _RULES, at=0)
    await database.close()
    settings = {
        "DISCORD_TOKEN": TOKEN,
        "ANSWERS": "openai:slow",
        "OPENAI_BASE_URL": f"{model}/v1",
        "OPENAI_API_KEY": "none",
        "EMBEDDING": options.embedding,
        "HEALTH_PORT": "0",
        "LOG_LEVEL": "WARNING",
        "AT_ONCE": str(options.at_once),
        "WAITING": str(max(options.burst, 200)),
    }
    async with (
        fake_discord() as discord,
        running(
            *("bot.cli:main", "run", "--bare"), address=discord.address, folder=folder, environment=settings
        ) as bot,
    ):
        await discord.gateway.wait_for(sessions=1, seconds=120)
        yield discord, bot
        await bot.stop()


async def ask(discord: FakeDiscord, watch: Watch, number: int) -> str:
    """Ask one question as one person; return its token."""
    text = f"{_TEXTS[number % len(_TEXTS)]} (reader {number})"
    began = time.perf_counter()
    asked = await discord.ask(text, asker=str(10**17 + number))
    token = str(asked["token"])
    watch.sent[token] = began
    return token


async def until(there: Callable[[], bool], seconds: float) -> None:
    """Wait until something is there; fail if it is not in time."""
    async with asyncio.timeout(seconds):
        while not there():  # noqa: ASYNC110 - another process changes what is looked at
            await asyncio.sleep(0.02)


async def burst(discord: FakeDiscord, watch: Watch, size: int, first: int) -> list[str]:
    """Ask so many questions at the same instant, and wait until all are answered."""
    began = time.perf_counter()
    tokens = [await ask(discord, watch, first + number) for number in range(size)]
    for token in tokens:
        watch.sent[token] = began
    await until(lambda: all(token in watch.answered for token in tokens), 900)
    return tokens


async def steady(discord: FakeDiscord, watch: Watch, rate: float, seconds: float, first: int) -> list[str]:
    """Ask so many questions a second for so many seconds, whatever becomes of them."""
    tokens: list[str] = []
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        tokens.append(await ask(discord, watch, first + number))
    await until(lambda: all(token in watch.answered for token in tokens), 120)
    return tokens


def memory_of(process: int) -> float:
    """Return the MB that a process holds in memory of its own."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    found = re.search(r"^RssAnon:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def cpu_of(process: int) -> float:
    """Return the CPU seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


async def measure(options: argparse.Namespace) -> list[Result]:
    """Put each load on one bot, one after the other."""
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as place:
        async with (
            slow_model(options.model_seconds) as model,
            started(options, Path(place), model) as (discord, bot),
        ):
            watch = Watch()
            discord.rest.witness = watch.see
            # The index is made and the model loaded before anything is measured.
            await burst(discord, watch, 20, 1)
            first = 100
            for name, put in _loads(options, discord, watch).items():
                result, tokens = await _observe(name, bot, watch, partial(put, first))
                calls = await _calls_of(model)
                numbers = range(first, first + len(tokens))
                model_s = [options.model_seconds * calls.get(str(number), 0) for number in numbers]
                beside = [whole - one for whole, one in zip(result.beside, model_s, strict=True)]
                results.append(replace(result, beside=beside))
                first += len(tokens)
            if watch.refused:
                print(f"Discord refused: {watch.refused[:3]}")
            print("".join(bot.lines[-5:]), end="")
    return results


def _loads(
    options: argparse.Namespace, discord: FakeDiscord, watch: Watch
) -> dict[str, Callable[[int], Awaitable[list[str]]]]:
    loads: dict[str, Callable[[int], Awaitable[list[str]]]] = {
        f"{size} at the same instant": partial(burst, discord, watch, size) for size in options.bursts
    }
    if options.seconds:
        name = f"{options.rate:g} a second for {options.seconds:g} s"
        loads[name] = partial(steady, discord, watch, options.rate, options.seconds)
    return loads


async def _observe(
    name: str, bot: BotProcess, watch: Watch, load: Callable[[], Awaitable[list[str]]]
) -> tuple[Result, list[str]]:
    process = bot.process.pid
    cpu, memory, began = cpu_of(process), memory_of(process), time.perf_counter()
    tokens = await load()
    result = Result(
        name=name,
        acknowledged=[watch.acknowledged[token] - watch.sent[token] for token in tokens],
        beside=[watch.answered[token] - watch.sent[token] for token in tokens],
        lasted=time.perf_counter() - began,
        cpu=cpu_of(process) - cpu,
        memory=(memory, memory_of(process)),
        load=os.getloadavg()[0],
    )
    return result, tokens


async def _calls_of(model: str) -> dict[str, int]:
    """Return how often the model was asked for each question, by its number."""
    async with aiohttp.ClientSession() as session, session.get(f"{model}/calls") as answer:
        return json.loads(await answer.text())


def show(results: Sequence[Result]) -> None:
    """Print the table."""
    table = Table("", title="Seconds from the question on")
    for column in ("Acknowledged: median", "99 %", "most", "Beside the model: median", "95 %", "99 %"):
        table.add_column(column, justify="right")
    for column in ("Whole", "CPU a question", "RssAnon, MB", "Load"):
        table.add_column(column, justify="right")
    for one in results:
        seconds = (
            statistics.median(one.acknowledged),
            share_of(one.acknowledged, 0.99),
            max(one.acknowledged),
            statistics.median(one.beside),
            share_of(one.beside, 0.95),
            share_of(one.beside, 0.99),
            one.lasted,
        )
        table.add_row(
            one.name,
            *(f"{value:.3f}" for value in seconds),
            f"{1000 * one.cpu / one.questions:.1f} ms",
            f"{one.memory[0]:.0f} → {one.memory[1]:.0f}",
            f"{one.load:.1f}",
        )
    Console(width=160).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bursts", type=int, nargs="*", default=[100, 400, 1500])
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--model-seconds", type=float, default=0.5)
    parser.add_argument("--at-once", type=int, default=32)
    parser.add_argument("--embedding", default="minilm")
    parser.add_argument("--sources", type=Path, default=Path("seeds"))
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    options.burst = max(options.bursts, default=0)
    results = asyncio.run(measure(options))
    show(results)
    if options.plot is not None:
        lines = {one.name: sorted(one.acknowledged) for one in results}
        options.plot.write_text(
            times_as_svg("Share of the questions that are acknowledged, by seconds", lines, 3.0), "utf-8"
        )


if __name__ == "__main__":
    main()
