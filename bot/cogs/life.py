"""One question from accepted to ended: exactly one ending, whatever happens in between."""

import asyncio
import time
from dataclasses import replace

import structlog

from bot import wording
from bot.answering.errors import QuestionError
from bot.backend import BackendLoader
from bot.cogs.admission import Accepted, Admission
from bot.cogs.case import Case
from bot.cogs.delivery import ConnectionOverError, Delivery, DeliveryError
from bot.cogs.incoming import Incoming
from bot.cogs.policy import Policy
from bot.cogs.queueing import Queue, QueueFullError
from bot.cogs.rechecking import StoppedError, UncheckedError
from bot.cogs.refusing import TurningAway, lacking
from bot.cogs.running import Running
from bot.cogs.showing import Found, Showing
from bot.cogs.visible import visible_sources
from bot.moderation.decisions import Refusal, Refused
from bot.moderation.rules import ChannelMode
from bot.storage.errors import StorageError
from bot.storage.questions import Ending
from bot.wording import refusals
from index.errors import IndexingError

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
# An interaction can be answered for 15 minutes; who waits should be told before that.
_LONGEST = 13 * 60.0  # seconds


class TooLongError(Exception):
    """An answer was not there in time."""


class Life:
    """Takes each question through its life."""

    def __init__(
        self,
        *,
        backend: BackendLoader,
        policy: Policy,
        admission: Admission,
        queue: Queue,
        showing: Showing,
        longest: float = _LONGEST,
    ) -> None:
        self._backend = backend
        self._policy = policy
        self._admission = admission
        self._queue = queue
        self._showing = showing
        self._turning_away = TurningAway()
        self._longest = longest

    async def live(self, incoming: Incoming, delivery: Delivery, run: Running) -> None:
        """Answer a question and end it; never raises but when cancelled from outside."""
        try:
            await self._receive(incoming, delivery, run)
        except asyncio.CancelledError:
            if not run.stopped:
                await self._fail(incoming, run, Ending.INTERRUPTED, delivery, None)
                raise
            _uncancel()
            await self._stop(run, delivery, "stopped")
        except StoppedError as error:
            await self._stop(run, delivery, error.reason)
        except ConnectionOverError:
            _log.warning("question left open", row=run.row)
        except DeliveryError as error:
            await self._fail(incoming, run, error.ending, delivery, error)
        except Exception as error:  # noqa: BLE001 - the outermost edge: every question ends, none raises
            await self._fail(incoming, run, Ending.FAILED, delivery, error)

    async def _receive(self, incoming: Incoming, delivery: Delivery, run: Running) -> None:
        try:
            judged = await self._policy.judge(incoming.place, incoming.person)
        except StorageError as error:
            _log.error("rules not read", exc_info=error)
            await self._turning_away.say(incoming.tongue.say(wording.NOT_KEPT), delivery)
            return
        if isinstance(judged.decision, Refused):
            await self._turning_away.refuse(incoming, judged.decision, delivery)
            return
        case = Case(
            incoming=incoming, delivery=delivery, run=run, rules=judged.rules, allowed=judged.decision
        )
        if await self._turned_away(case):
            return
        try:
            with self._queue.place():
                await self._accept(case)
        except QueueFullError as error:
            refused = Refused(refusal=Refusal.QUEUE, again_at=int(time.time()) + error.again_in)
            await self._turning_away.refuse(incoming, refused, delivery)

    async def _turned_away(self, case: Case) -> bool:
        """Tell whether there is no way to answer, though it is allowed; who asked knows then."""
        incoming, delivery = case.incoming, case.delivery
        if case.run.late:
            await self._turning_away.say(incoming.tongue.say(wording.RESTARTING), delivery)
            return True
        if incoming.by_mention and case.allowed.mode is ChannelMode.PRIVATE:
            await self._turning_away.hint_at_private(incoming, delivery)
            return True
        permission = lacking(incoming, public=incoming.by_mention or case.public)
        if permission is not None:
            await self._turning_away.name_lack(incoming, permission, delivery)
        return permission is not None

    async def _accept(self, case: Case) -> None:
        incoming = case.incoming
        message = await case.delivery.begin(public=case.public)
        accepted = await self._admission.admit(case, message)
        if accepted is None:
            _log.info("question seen before", way=incoming.new.way.value)
            return
        if isinstance(accepted, Refused):
            await self._turning_away.refuse(incoming, accepted, case.delivery, begun=True)
            return
        case.run.row = accepted.row
        _log.info("question accepted", row=accepted.row, way=incoming.new.way.value)
        await self._answer(case, accepted)

    async def _answer(self, case: Case, accepted: Accepted) -> None:
        row, began = accepted.row, time.monotonic()
        try:
            async with case.delivery.waiting(), self._queue.turn():
                found = await self._find(case, accepted)
        except (QuestionError, IndexingError) as error:
            refused = isinstance(error, QuestionError)
            sentence = error.sentence if isinstance(error, QuestionError) else str(error)
            await case.delivery.tell(case.incoming.tongue.tell(sentence))
            await self._showing.end(row, Ending.REFUSED if refused else Ending.FAILED)
            return
        await self._showing.bring(case, row, found)
        _log.info("question answered", row=row, seconds=round(time.monotonic() - began, 3))

    async def _find(self, case: Case, accepted: Accepted) -> Found:
        try:
            async with asyncio.timeout(self._longest):
                backend = await self._backend.ready()
                sources = visible_sources(backend.catalogue, case.incoming.place, case.allowed)
                outcome = await backend.answering.answer(replace(accepted.asked, sources=sources))
        except TimeoutError as error:
            raise TooLongError from error
        return Found(outcome=outcome, catalogue=backend.catalogue, draft=case.drafted)

    async def _stop(self, run: Running, delivery: Delivery, reason: str) -> None:
        """End a question quietly."""
        _log.info("question stopped", row=run.row, reason=reason)
        try:
            if run.row is not None:
                await self._showing.end(run.row, Ending.STOPPED)
            await delivery.withdraw()
        except (StorageError, DeliveryError) as failure:
            _log.warning("stop not completed", row=run.row, exc_info=failure)

    async def _fail(
        self,
        incoming: Incoming,
        run: Running,
        ending: Ending,
        delivery: Delivery,
        error: Exception | None,
    ) -> None:
        """End a question that could not be answered, and tell the asker if there is still a way."""
        row = run.row
        _log.log(_level(ending), "question not answered", row=row, ending=ending.value, exc_info=error)
        try:
            if row is not None:
                await self._showing.end(row, ending)
        except StorageError as failure:
            # It stays open, and is ended at the next start.
            _log.error("ending not kept", row=row, exc_info=failure)
        try:
            if sentence := _sentence(ending, error):
                await delivery.tell(incoming.tongue.say(sentence))
        except DeliveryError as failure:
            _log.warning("ending not told", row=row, exc_info=failure)


def _uncancel() -> None:
    task = asyncio.current_task()
    while task is not None and task.cancelling():
        task.uncancel()


def _sentence(ending: Ending, error: Exception | None) -> str | None:
    if isinstance(error, StorageError):
        return wording.NOT_KEPT
    if isinstance(error, TooLongError):
        return wording.TOO_LONG
    if isinstance(error, UncheckedError):
        return refusals.UNCHECKED
    return {
        Ending.FAILED: wording.APOLOGY,
        Ending.INTERRUPTED: wording.INTERRUPTED,
        Ending.BLOCKED: wording.BLOCKED,
    }.get(ending)


def _level(ending: Ending) -> int:
    return 40 if ending is Ending.FAILED else 30
