"""Coming back by itself, and giving up only where trying again is no use."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace, TracebackType
from typing import cast

import aiohttp
import discord
import pytest
import structlog

from bot.running import CannotRunError, Pauses, supervise

QUICK = Pauses(first=0.001, unreached=0.002, crashed=0.002)


class FakeDesk:
    def __init__(self) -> None:
        self.drained: list[float] = []

    async def drain(self, seconds: float) -> int:
        self.drained.append(seconds)
        return 0


class FakeBot:
    """Ends its connection as it is told to, or stays until it is closed."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.was_ready = False
        self.desk = FakeDesk()
        self.error = error
        self.started = asyncio.Event()
        self.closed = asyncio.Event()

    async def __aenter__(self) -> object:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.closed.set()

    async def start(self, token: str) -> None:
        assert token == "t"  # noqa: S105 - no secret
        self.started.set()
        if self.error:
            raise self.error
        await self.closed.wait()


def closed_with(code: int) -> discord.ConnectionClosed:
    socket = cast("aiohttp.ClientWebSocketResponse", SimpleNamespace(close_code=code))
    return discord.ConnectionClosed(socket, shard_id=0, code=code)


def in_turn(bots: list[FakeBot]) -> Callable[[], FakeBot]:
    given = iter(bots)
    return lambda: next(given)


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ClientConnectionError(),
        discord.GatewayNotFound(),
        KeyError("a malformed event"),
        OSError(104, "reset"),
        closed_with(4000),
        None,
    ],
)
async def test_it_comes_back_with_a_new_bot_after_whatever_can_pass(error: BaseException | None) -> None:
    stop = asyncio.Event()
    failing, staying = [FakeBot(error or asyncio.CancelledError()) for _ in range(3)], FakeBot()
    running = asyncio.create_task(supervise("t", in_turn([*failing, staying]), stop, 9, QUICK))
    await staying.started.wait()
    stop.set()
    await running

    assert staying.desk.drained == [9]


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (discord.LoginFailure(), "DISCORD_TOKEN"),
        (closed_with(4004), "DISCORD_TOKEN"),
        (discord.PrivilegedIntentsRequired(0), "intent"),
        (closed_with(4013), "intent"),
        (closed_with(4010), "shard"),
        (closed_with(4011), "shard"),
        (closed_with(4012), "shard"),
    ],
)
async def test_what_trying_again_cannot_mend_ends_with_one_sentence(error: Exception, word: str) -> None:
    with pytest.raises(CannotRunError, match=word):
        await supervise("t", in_turn([FakeBot(error)]), asyncio.Event(), 1, QUICK)


async def test_each_failure_in_a_row_counts_and_its_kind_too(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[tuple[int, bool]] = []

    def count(_pauses: Pauses, failures: int, *, was_ready: bool) -> float:
        counted.append((failures, was_ready))
        return 0.0

    monkeypatch.setattr(Pauses, "after", count)
    unreached, crashed = FakeBot(OSError(111, "refused")), FakeBot(KeyError("a malformed event"))
    crashed.was_ready = True
    bots = in_turn([unreached, crashed, FakeBot(discord.LoginFailure())])
    with pytest.raises(CannotRunError):
        await supervise("t", bots, asyncio.Event(), 1, QUICK)

    assert counted == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("error", "is_known"),
    [
        (aiohttp.ClientConnectionError("refused"), True),
        (OSError(104, "reset"), True),
        (discord.GatewayNotFound(), True),
        (closed_with(4000), True),
        (KeyError("a malformed event"), False),
    ],
)
async def test_a_failure_that_is_known_to_pass_is_one_line_without_frames(
    error: Exception, *, is_known: bool
) -> None:
    bots = in_turn([FakeBot(error), FakeBot(discord.LoginFailure())])
    with structlog.testing.capture_logs() as logged, pytest.raises(CannotRunError):
        await supervise("t", bots, asyncio.Event(), 1, QUICK)
    (warning,) = [line for line in logged if line["log_level"] == "warning"]

    assert ("reason" in warning, "exc_info" in warning) == (is_known, not is_known)
    assert [line["exc_info"] for line in logged if line["log_level"] == "debug"] == [error] * is_known
    if is_known:
        assert type(error).__qualname__ in warning["reason"]
        assert "\n" not in warning["reason"]


def test_pauses_grow_to_their_cap_and_differ() -> None:
    pauses = Pauses()
    unreached = [pauses.after(n, was_ready=False) for n in range(1, 40)]
    crashed = [pauses.after(n, was_ready=True) for n in range(1, 40)]

    assert unreached[0] <= 1 < unreached[9] <= 8
    assert max(unreached) <= 8 < max(crashed) <= 180
    assert len(set(unreached)) == len(unreached)


def test_a_bot_that_crashes_for_ever_spends_less_than_a_days_identifies() -> None:
    pauses = Pauses()
    spent, day = 0, 0.0
    while day < 86_400:
        spent += 1
        day += pauses.after(spent, was_ready=True)

    assert spent < 1_000
