"""One question from accepted to ended: exactly one ending, whatever happens in between."""

import asyncio
import time
from dataclasses import dataclass, field, replace

import structlog

from bot import wording
from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.answering.types import Answer, Outcome
from bot.askers import ASKERS, hash_asker
from bot.backend import BackendLoader
from bot.cogs.delivery import ConnectionOverError, Delivery, DeliveryError
from bot.rendering.outcomes import render
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.following import Followed, find_followed
from bot.storage.keys import installation_key
from bot.storage.outcomes import store_outcome
from bot.storage.questions import (
    Ending,
    NewQuestion,
    accept_question,
    end_question,
    keep_outcome,
)
from bot.views.answers import answer_page
from index.errors import IndexingError

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_LAST_WORDS = 3.0  # seconds to tell who asked that a question was interrupted
# An interaction can be answered for 15 minutes; who waits should be told before that.
_LONGEST = 13 * 60.0  # seconds


class TooLongError(Exception):
    """An answer was not there in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A question as it comes in, before anything was looked up.

    `heading` stands before the question above its answer; None where readers see what was asked.
    """

    new: NewQuestion
    asked: Asked
    followed: Followed = field(default_factory=Followed)
    heading: str | None = None


class QuestionDesk:
    """Takes questions until it closes, and knows which still run."""

    def __init__(self, database: Database, backend: BackendLoader, *, longest: float = _LONGEST) -> None:
        self._database = database
        self._backend = backend
        self._longest = longest
        self._key: bytes | None = None
        self._running: set[asyncio.Task[object]] = set()
        self._closed = False

    async def handle(self, incoming: Incoming, delivery: Delivery) -> None:
        """Accept a question, answer it, and end it; never raises but when cancelled."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine that runs has a task
        self._running.add(task)
        try:
            await self._handle(incoming, delivery)
        finally:
            self._running.discard(task)

    async def drain(self, seconds: float) -> int:
        """Take no more questions and wait for those that run; return how many were cut off."""
        self._closed = True
        if not self._running:
            return 0
        _, late = await asyncio.wait(self._running, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=_LAST_WORDS)
        return len(late)

    async def _handle(self, incoming: Incoming, delivery: Delivery) -> None:
        row: int | None = None
        try:
            message = await delivery.begin()
            if self._closed:
                await delivery.tell(wording.RESTARTING)
                return
            row, asked = await self._accept(incoming, message)
            if row is not None:
                await self._answer(row, asked, delivery, incoming.heading)
        except ConnectionOverError:
            _log.warning("question left open", row=row)
        except DeliveryError as error:
            await self._fail(row, error.ending, delivery, error)
        except asyncio.CancelledError:
            await self._fail(row, Ending.INTERRUPTED, delivery, None)
            raise
        except Exception as error:  # noqa: BLE001 - the outermost edge: every question ends, none raises
            await self._fail(row, Ending.FAILED, delivery, error)

    async def _accept(self, incoming: Incoming, message: int | None) -> tuple[int | None, Asked]:
        """Keep the question; return its row (None for a replayed event) and the question in its context."""
        new = replace(incoming.new, answer_message=message)
        async with self._database.session() as session:
            follows, after = await find_followed(session, incoming.followed, new)
            row = await accept_question(session, replace(new, follows=follows))
            if self._key is None:
                self._key = await installation_key(session, ASKERS)
        _log.info("question accepted" if row else "question seen before", row=row, way=new.way.value)
        return row, replace(incoming.asked, after=after, asker=hash_asker(self._key, new.asker))

    async def _answer(self, row: int, asked: Asked, delivery: Delivery, heading: str | None) -> None:
        began = time.monotonic()
        try:
            async with delivery.waiting():
                outcome = await self._outcome(asked)
        except (QuestionError, IndexingError) as error:
            refused = isinstance(error, QuestionError)
            await delivery.tell(str(error))
            await self._end(row, Ending.REFUSED if refused else Ending.FAILED)
            return
        async with self._database.session() as session:
            await keep_outcome(session, row, store_outcome(outcome))
        message = await delivery.show(answer_page(render(outcome, heading=heading), row))
        await self._end(row, _ending(outcome), message)
        _log.info("question answered", row=row, seconds=round(time.monotonic() - began, 3))

    async def _outcome(self, asked: Asked) -> Outcome:
        try:
            async with asyncio.timeout(self._longest):
                return await (await self._backend.ready()).answering.answer(asked)
        except TimeoutError as error:
            raise TooLongError from error

    async def _end(self, row: int, ending: Ending, message: int | None = None) -> None:
        async with self._database.session() as session:
            await end_question(session, row, ending, ended_at=int(time.time()), answer_message=message)
        _log.info("question ended", row=row, ending=ending.value)

    async def _fail(
        self, row: int | None, ending: Ending, delivery: Delivery, error: Exception | None
    ) -> None:
        """End a question that could not be answered, and tell the asker if there is still a way."""
        _log.log(_level(ending), "question not answered", row=row, ending=ending.value, exc_info=error)
        try:
            if row is not None:
                await self._end(row, ending)
        except StorageError as failure:
            # It stays open, and is ended at the next start.
            _log.error("ending not kept", row=row, exc_info=failure)
        try:
            if sentence := _sentence(ending, error):
                await delivery.tell(sentence)
        except DeliveryError as failure:
            _log.warning("ending not told", row=row, exc_info=failure)


def _ending(outcome: Outcome) -> Ending:
    return Ending.ANSWERED if isinstance(outcome, Answer) else Ending.ABSTAINED


def _sentence(ending: Ending, error: Exception | None) -> str | None:
    if isinstance(error, StorageError):
        return wording.NOT_KEPT
    if isinstance(error, TooLongError):
        return wording.TOO_LONG
    return {
        Ending.FAILED: wording.APOLOGY,
        Ending.INTERRUPTED: wording.INTERRUPTED,
        Ending.BLOCKED: wording.BLOCKED,
    }.get(ending)


def _level(ending: Ending) -> int:
    return 40 if ending is Ending.FAILED else 30
