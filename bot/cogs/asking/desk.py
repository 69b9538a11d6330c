"""Takes questions until it closes, and knows which still run."""

import asyncio
from collections.abc import Collection

import structlog

from bot.cogs.asking.delivery import Delivery
from bot.cogs.asking.incoming import Incoming
from bot.cogs.asking.life import Life
from bot.cogs.asking.running import Running, RunningQuestions

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_SHOWING = 60.0  # seconds that one send may take with all its tries
_LAST_WORDS = 3.0  # seconds to tell who asked that a question was interrupted


class QuestionDesk:
    """Where every question is handed in."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._running = RunningQuestions()
        self._closed = False

    def __len__(self) -> int:
        """Return how many questions run."""
        return len(self._running)

    async def handle(self, incoming: Incoming, delivery: Delivery) -> None:
        """Take a question and end it; never raises but when cancelled."""
        run = Running(guild=incoming.place.guild, message=incoming.message, late=self._closed)
        with self._running.run(run):
            await self._life.live(incoming, delivery, run)

    async def pause_guild(self, guild: int) -> int:
        """Stop at once what runs for a server and is not shown yet; return how many questions."""
        stopped = self._running.stop(lambda run: run.guild == guild)
        if stopped:
            _log.info("questions stopped", guild=guild, questions=stopped)
        return stopped

    async def stop_messages(self, messages: frozenset[int]) -> int:
        """Stop the questions that these messages asked, and wait until they ended; return how many."""
        stopped = self._running.stop(lambda run: run.message in messages)
        # One that was being shown already is not stopped: whoever deletes its answer must find it.
        if ending := self._running.tasks(lambda run: run.message in messages):
            await asyncio.wait(ending, timeout=_SHOWING)
        return stopped

    def stop_rows(self, rows: Collection[int]) -> int:
        """Stop the questions of these rows; return how many ran."""
        return self._running.stop(lambda run: run.row in rows)

    async def drain(self, seconds: float) -> int:
        """Take no more questions and wait for those that run; return how many were cut off."""
        self._closed = True
        running = self._running.tasks()
        if not running:
            return 0
        _, late = await asyncio.wait(running, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=_LAST_WORDS)
        return len(late)
