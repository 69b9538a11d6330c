"""Keeping the bot in Discord: connecting, coming back, and ending cleanly."""

import asyncio
import os
import random
import re
import signal
import time
from collections.abc import AsyncGenerator, Callable, Container, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Protocol

import discord
import structlog

from bot.backend import BackendLoader
from bot.cases import Casebook
from bot.client import DiscordBot
from bot.failures import DISCORD_FAILURES
from bot.fleet.claiming import TakenError
from bot.fleet.fleet import Fleet, joined
from bot.fleet.shards import Shards
from bot.health.health import Health
from bot.health.metering import MeteredLoader
from bot.health.metrics import Metrics
from bot.health.server import LOOPBACK
from bot.health.tracing import count_requests
from bot.health.watching import watched
from bot.log import name_failure
from bot.moderation.screeners import Screener
from bot.storage.database import Database
from bot.storage.shelf.limits import ShelfLimits
from bot.sweeping import Terms
from index.errors import IndexingError, IndexInUseError

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

# Close codes after which Discord would refuse the same again.
_WRONG_TOKEN, _WRONG_INTENTS = 4004, (4013, 4014)
_WRONG_SHARDS = (4010, 4011, 4012)
_TOKEN = re.compile(r"[!-~]+")
_PASSING = (*DISCORD_FAILURES, discord.ConnectionClosed, discord.GatewayNotFound)
_STABLE = 300.0  # seconds connected after which pauses begin small again
_REPLACED = (
    "The database was lost for a while, and another whosaid runs these shards now: this one has ended."
)
_CRASH_DRAIN = 5.0  # seconds for running questions when the connection broke for good


class Runnable(Protocol):
    """What is run: one connection's worth of a bot."""

    was_ready: bool

    @property
    def desk(self) -> "Drainable":
        """What takes questions."""
        ...

    async def __aenter__(self) -> object: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    async def start(self, token: str) -> None:
        """Log in and stay connected."""
        ...


class Drainable(Protocol):
    """Takes questions until it is drained."""

    async def drain(self, seconds: float) -> int:
        """Take no more, wait for those that run, return how many were cut off."""
        ...


class CannotRunError(Exception):
    """Discord will not take this bot as it is set up; the text is one sentence, for exit code 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """How long to wait before connecting again, in seconds: doubled each time, up to a cap.

    Who was let in has used one of the day's 1,000 identifies, after which Discord resets the token; so a
    bot that crashes again and again waits longer than one that never got through.
    """

    first: float = 1.0
    unreached: float = 8.0
    crashed: float = 180.0

    def after(self, failures: int, *, was_ready: bool) -> float:
        """Return the pause after that many failures in a row, jittered."""
        cap = self.crashed if was_ready else self.unreached
        grown: float = min(cap, self.first * 2 ** min(failures - 1, 16))
        return grown * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, guards nothing


async def run_bot(
    *,
    token: str | None,
    database: Database,
    address: str,
    backend: BackendLoader,
    open_channels: Container[int],
    screener: Screener | None = None,
    casebook: Casebook | None = None,
    direct_messages: bool = False,
    at_once: int = 8,
    waiting: int = 200,
    at_most: int = 0,
    terms: Terms | None = None,
    privacy_policy: str | None = None,
    shelf_limits: ShelfLimits | None = None,
    health_host: str = LOOPBACK,
    health_port: int = 0,
    shards: Shards | None = None,
    restarts: int | None = None,
    drain: float = 25.0,
    pauses: Pauses | None = None,
) -> int:
    """Run until SIGTERM or SIGINT and return the exit code; CannotRunError where trying again is no use.

    `address` is the database's. `drain` is how many seconds running questions have to end when it stops.
    `restarts` is how often a parent has started it again, None without one.
    `shards` are those of this process, where others run the rest.
    """
    checked = _check_token(token)
    async with _in_fleet(database, address, shards) as fleet:
        with _signals() as stop:
            metrics = Metrics(restarts=restarts or 0)
            database.on_ended = metrics.question_ended
            backend = MeteredLoader(backend, metrics)
            health = Health(
                database=database, backend=backend, metrics=metrics, draining=stop.is_set, fleet=fleet
            )
            loading = asyncio.create_task(_load(backend, None if shards is None else stop))
            replaced = asyncio.create_task(_stop_when(fleet.lost, stop))
            try:
                make_bot = partial(
                    DiscordBot,
                    backend=backend,
                    database=database,
                    open_channels=open_channels,
                    screener=screener,
                    casebook=casebook,
                    direct_messages=direct_messages,
                    at_once=at_once,
                    waiting=waiting,
                    at_most=at_most,
                    terms=terms,
                    privacy_policy=privacy_policy,
                    shelf_limits=shelf_limits,
                    http_trace=count_requests(metrics),
                    part=fleet,
                )
                async with watched(health, health_port, host=health_host, supervised=restarts is not None):
                    await supervise(checked, health.noting(make_bot), stop, drain, pauses or Pauses())
            finally:
                loading.cancel()
                replaced.cancel()
        if fleet.lost.is_set():
            raise CannotRunError(_REPLACED)
        if loading.done() and not loading.cancelled() and (sentence := loading.result()):
            raise CannotRunError(sentence)
    return 0


async def supervise(
    token: str, make_bot: Callable[[], Runnable], stop: asyncio.Event, drain: float, pauses: Pauses
) -> None:
    """Connect again and again, each time with a new bot: a closed one cannot be used twice."""
    failures = 0
    while not stop.is_set():
        began = time.monotonic()
        bot = make_bot()
        error = await _live(bot, token, stop, drain)
        if stop.is_set():
            return
        if sentence := _fatal(error):
            raise CannotRunError(sentence) from error
        failures = 1 if time.monotonic() - began > _STABLE else failures + 1
        pause = pauses.after(failures, was_ready=bot.was_ready)
        _tell(error, again_in=round(pause, 1), failures=failures)
        await _wait(stop, pause)
    _log.info("stopped")


def _tell(error: BaseException | None, *, again_in: float, failures: int) -> None:
    """Log why there is no connection: what is known to pass is a line, anything else has its frames."""
    if isinstance(error, _PASSING):
        reason = name_failure(error)
        _log.warning("not connected", reason=reason, again_in=again_in, failures=failures)
        _log.debug("the connection failed here", exc_info=error)
    else:
        _log.warning("not connected", again_in=again_in, failures=failures, exc_info=error)


async def _live(bot: Runnable, token: str, stop: asyncio.Event, drain: float) -> BaseException | None:
    """Log in and stay connected until told to stop; return what ended it otherwise."""
    async with bot:
        session = asyncio.create_task(bot.start(token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({session, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        cut_off = await bot.desk.drain(drain if stop.is_set() else _CRASH_DRAIN)
        if cut_off:
            _log.warning("questions were interrupted", questions=cut_off)
    if not session.done():
        # Closing ends the session by itself, but not one that is still logging in.
        session.cancel()
    await asyncio.wait({session})
    return None if session.cancelled() else session.exception()


async def _load(backend: BackendLoader, stop: asyncio.Event | None) -> str | None:
    """Load the index before the first question; who asks meanwhile waits for the same loading.

    One process of several that shares an index with another would never answer: then it is to `stop`, and the
    sentence that says why is returned.
    """
    began = time.monotonic()
    try:
        await backend.ready()
    except IndexingError as error:
        _log.error("sources cannot be used", reason=str(error))
        if stop is not None and isinstance(error, IndexInUseError):
            stop.set()
            return str(error)
    else:
        _log.info("sources loaded", seconds=round(time.monotonic() - began, 2))
    return None


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def _check_token(token: str | None) -> str:
    if not token or not token.strip():
        raise CannotRunError(
            "DISCORD_TOKEN is not set: copy the token from Discord's developer portal (your application, "
            "Bot) into .env, or try `whosaid demo`, which needs none."
        )
    if not _TOKEN.fullmatch(token.strip()):
        raise CannotRunError("DISCORD_TOKEN holds a character that no token has: copy it again.")
    return token.strip()


def _fatal(error: BaseException | None) -> str | None:
    """Return the sentence for an error that trying again cannot mend."""
    code = error.code if isinstance(error, discord.ConnectionClosed) else None
    if isinstance(error, discord.LoginFailure) or code == _WRONG_TOKEN:
        return (
            "Discord does not know this DISCORD_TOKEN: make a new one in the developer portal (your "
            "application, Bot, Reset Token) and put it into .env."
        )
    if isinstance(error, discord.PrivilegedIntentsRequired) or code in _WRONG_INTENTS:
        return "Discord refuses the events this bot asks for: update whosaid, it needs no privileged intent."
    if code in _WRONG_SHARDS:
        return (
            "Discord refuses the way this bot is sharded: raise --of, the number of shards in all processes, "
            "or leave --shards and --of away."
        )
    return None


@asynccontextmanager
async def _in_fleet(database: Database, url: str, shards: Shards | None) -> AsyncGenerator[Fleet]:
    try:
        async with joined(database, url, shards) as fleet:
            yield fleet
    except TakenError as error:
        raise CannotRunError(str(error)) from error


async def _stop_when(lost: asyncio.Event, stop: asyncio.Event) -> None:
    await lost.wait()
    stop.set()


@contextmanager
def _signals() -> Generator[asyncio.Event]:
    """Give an event that SIGTERM or SIGINT sets; the second signal ends the process at once."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def handle(number: int) -> None:
        if stop.is_set():
            os._exit(128 + number)
        _log.info("stopping", signal=signal.Signals(number).name)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, handle, number)
    try:
        yield stop
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
