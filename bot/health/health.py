"""Whether the bot lives and can answer, looked at from the event loop and asked for from any thread."""

import asyncio
import concurrent.futures
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bot.backend import BackendLoader
from bot.fleet.shards import Shards
from bot.health.metrics import Gauges, Metrics
from bot.health.pulse import STUCK, Pulse
from bot.health.shards import Client, problem_of
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.probing import probe

_PATIENCE = 2.0  # seconds for a look: a probe gives up after a few
_FRESH = 1.0  # seconds for which a look holds: who asks more often gets the same


Bot = TypeVar("Bot", bound="Watched")


class Questions(Protocol):
    """Where questions are worked on."""

    def __len__(self) -> int: ...


class Together(Protocol):
    """What is known of all processes together."""

    @property
    def shards(self) -> Shards | None:
        """The shards of this process; None is all."""
        ...

    @property
    def leads(self) -> bool:
        """Whether this process leads."""
        ...

    @property
    def unserved(self) -> tuple[int, ...]:
        """The shards that no process runs."""
        ...


class Watched(Client, Protocol):
    """The connection of the moment."""

    @property
    def desk(self) -> Questions:
        """Where its questions are."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen: problems by the part that has them (none: it can answer), and drafts that wait.

    `fleet` is what is known of several processes together; what others lack is no problem of this one.
    """

    at: float
    problems: Mapping[str, str]
    waiting_reviews: int | None = None
    fleet: Mapping[str, object] = field(default_factory=dict[str, object])


class Health:
    """How one process is; `bot` is its connection of the moment, `draining` tells once it takes no more."""

    def __init__(
        self,
        *,
        database: Database,
        backend: BackendLoader,
        metrics: Metrics,
        draining: Callable[[], bool],
        fleet: Together | None = None,
        pulse: Pulse | None = None,
    ) -> None:
        self.bot: Watched | None = None
        self._draining = draining
        self._fleet = fleet
        self.metrics = metrics
        self.pulse = pulse or Pulse()
        self._database = database
        self._backend = backend
        self._loop = asyncio.get_running_loop()
        self._last: Look | None = None
        self._seen = Look(at=0.0, problems={})
        self._looking = asyncio.Lock()
        metrics.watch(
            Gauges(
                running=lambda: 0 if self.bot is None else len(self.bot.desk),
                waiting_reviews=lambda: self._seen.waiting_reviews,
                lag=self.pulse.lag,
                ready=lambda: not self._seen.problems,
                leads=lambda: fleet is None or fleet.leads,
                unserved=lambda: 0 if fleet is None else len(fleet.unserved),
            )
        )

    def noting(self, make: Callable[[], Bot]) -> Callable[[], Bot]:
        """Return what makes a bot as `make` does, and has it looked at from then on."""

        def made() -> Bot:
            self.bot = bot = make()
            return bot

        return made

    def is_alive(self) -> bool:
        """Tell whether the event loop comes round; never asks Discord, a model or the database."""
        return self.pulse.lag() < STUCK

    def look(self) -> Look:
        """Look whether it can answer; for other threads than the event loop's, and within seconds."""
        looking = asyncio.run_coroutine_threadsafe(self._look(), self._loop)
        try:
            return looking.result(_PATIENCE)
        except concurrent.futures.TimeoutError:
            looking.cancel()
            return Look(at=time.monotonic(), problems={"event loop": "busy"})

    def written(self) -> bytes:
        """Return every number, with what a look sees now; for other threads than the event loop's."""
        self._seen = self.look()
        return self.metrics.written()

    async def _look(self) -> Look:
        async with self._looking:
            if self._last is None or time.monotonic() - self._last.at > _FRESH:
                self._last = await self._look_anew()
            return self._last

    async def _look_anew(self) -> Look:
        problems: dict[str, str] = {}
        if self._draining():
            problems["process"] = "draining"
        if discord := problem_of(self.bot, None if self._fleet is None else self._fleet.shards):
            problems["discord"] = discord
        if self._backend.loaded() is None:
            problems["index"] = "not loaded"
        waiting = None
        try:
            async with self._database.session() as session:
                waiting = await probe(session)
        except StorageError as error:
            problems["database"] = str(error)
        return Look(at=time.monotonic(), problems=problems, waiting_reviews=waiting, fleet=_told(self._fleet))


def _told(fleet: Together | None) -> dict[str, object]:
    if fleet is None or fleet.shards is None:
        return {}
    return {"shards": str(fleet.shards), "leads": fleet.leads, "shards_nobody_runs": list(fleet.unserved)}
