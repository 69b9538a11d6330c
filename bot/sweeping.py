"""Looking for what is too old: in small batches, and only by a clock that can be believed."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from bot.clocks import ClockWatch, Reading, read_clocks
from bot.storage.database import Database
from bot.storage.day_quotes import forget_days
from bot.storage.departures import cancel_departures, departed_before, purge_server, withdrawn_in
from bot.storage.forgotten_cases import (
    cases_forgotten_since,
    drop_forgotten_cases,
    note_forgotten_cases,
)
from bot.storage.retention import (
    expire_people,
    expire_questions,
    forget_stand_ins,
    last_sweep,
    newest_question,
    note_sweep,
)
from bot.storage.shelf.packs import PACK_DAYS, drop_packs_before
from bot.storage.shelf.uploads import LONGEST_WAIT, drop_uploads_before

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_NAME = "retention"
_DAY = 86_400
_LONGEST_AWAY = 400 * _DAY  # seconds for which a process may not have run that has a case file
_OVERLAP = 600  # seconds by which two looks overlap: others' clocks, and what was not committed yet
_BATCH = 200  # rows changed in one transaction: others wait for no more than that
_BREATH = 0.02  # seconds between two batches, in which others have the database

ForgetCase = Callable[[str], Awaitable[None]]
"""Deletes the case file of a withdrawn answer, known by its question's fingerprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """For how many days questions are kept, and what is kept of a server that removed the bot."""

    retention_days: int = 30
    grace_days: int = 7


async def no_case(_fingerprint: str) -> None:
    """Delete no case file: there are none."""


def _all(_guild: int) -> bool:
    return True


class Sweeper:
    """Deletes what is too old, and what is kept of servers that removed the bot."""

    def __init__(
        self,
        database: Database,
        terms: Terms,
        *,
        forget_case: ForgetCase = no_case,
        read: Callable[[], Reading] = read_clocks,
        batch: int = _BATCH,
    ) -> None:
        self._database = database
        self._terms = terms
        self._forget_case = forget_case
        self._read = read
        self._batch = batch
        self._watch: ClockWatch | None = None
        self._cases_looked_at = 0

    async def sweep(
        self, present: Collection[int], *, leads: bool = True, ours: Callable[[int], bool] = _all
    ) -> bool:
        """Delete what is too old, if the clock can be believed; tell whether it was.

        `present` are the servers that the bot is in, of which nothing is deleted as left. Of several
        processes one `leads`, and looks for what is too old; what was left is each one's own matter, as it
        alone knows whether it is in a server of `ours`.
        """
        now = self._read()
        if not await self._believes(now):
            return False
        at = int(now.wall)
        async with self._database.session() as session:
            await cancel_departures(session, present)
            if leads:
                await forget_stand_ins(session, before=at - _DAY)
                await drop_forgotten_cases(session, before=at - _LONGEST_AWAY)
                await drop_uploads_before(session, at - LONGEST_WAIT)
                await drop_packs_before(session, at - PACK_DAYS * _DAY)
                await forget_days(session, datetime.fromtimestamp(at - _DAY, UTC).date())
        expired = await self._expire(at) if leads else 0
        purged = await self._purge(at, ours)
        async with self._database.session() as session:
            await note_sweep(session, _NAME, at=at)
        if expired or purged:
            _log.info("what was too old is deleted", rows=expired, servers=purged)
        return True

    async def forget_cases(self) -> None:
        """Take out of this process's case file what another one had to forget."""
        since, self._cases_looked_at = self._cases_looked_at, int(self._read().wall) - _OVERLAP
        async with self._database.session() as session:
            forgotten = await cases_forgotten_since(session, since)
        for fingerprint in forgotten:
            await self._forget_case(fingerprint)

    async def _believes(self, now: Reading) -> bool:
        if self._watch is None:
            async with self._database.session() as session:
                known = (await last_sweep(session, _NAME), await newest_question(session))
            last = max((time for time in known if time is not None), default=None)
            self._watch = ClockWatch.begin(now, last)
        if not self._watch.in_step(now):
            _log.warning("the clock has jumped: nothing is deleted for a day")
        self._watch = self._watch.renewed(now)
        return self._watch.is_believed(now)

    async def _expire(self, at: int) -> int:
        before, total = at - self._terms.retention_days * _DAY, 0
        while True:
            async with self._database.session() as session:
                rows = await expire_questions(session, before=before, at=at, most=self._batch)
                people = await expire_people(session, before=before, most=self._batch)
            total += len(rows) + people
            if not rows and not people:
                return total
            await asyncio.sleep(_BREATH)

    async def _purge(self, at: int, ours: Callable[[int], bool]) -> int:
        async with self._database.session() as session:
            departed = await departed_before(session, at - self._terms.grace_days * _DAY)
        left = [guild for guild in departed if ours(guild)]
        for guild in left:
            async with self._database.session() as session:
                cases = await withdrawn_in(session, guild)
            rows: tuple[int, ...] | None = None
            while rows is None or len(rows) == self._batch:
                async with self._database.session() as session:
                    rows = await purge_server(session, guild, at=at, most=self._batch)
                await asyncio.sleep(_BREATH)
            for case in cases:
                await self._forget_case(case)
            async with self._database.session() as session:
                await note_forgotten_cases(session, cases, at=at)
            _log.info("a server that was left is forgotten", guild=guild)
        return len(left)
