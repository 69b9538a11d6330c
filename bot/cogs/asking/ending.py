"""Ending a question that is not answered: its asker is told first, if anything, and then it has ended.

In this order a crash in between leaves it open, and the next start finds it told already.
"""

import structlog

from bot import wording
from bot.answering.errors import QuestionError
from bot.cogs.asking.delivery import ConnectionOverError, Delivery, DeliveryError
from bot.cogs.asking.rechecking import UncheckedError
from bot.cogs.asking.running import Running
from bot.cogs.asking.scrutiny import HeldBackError
from bot.cogs.asking.showing import Showing
from bot.storage.errors import StorageError
from bot.storage.questions import Ending
from bot.translating import Tongue
from bot.wording import refusals
from index.errors import IndexingError

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class TooLongError(Exception):
    """An answer was not there in time."""


class EndingUnanswered:
    """Gives the endings without an answer."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing

    async def decline(
        self, run: Running, delivery: Delivery, tongue: Tongue, error: QuestionError | HeldBackError
    ) -> None:
        """End a question that is not answered for what is asked in it, and say why."""
        if isinstance(error, QuestionError):
            ending, sentence = Ending.REFUSED, tongue.tell(error.sentence)
        else:
            _log.info("text held back", row=run.row, why=error.why)
            ending, sentence = Ending.SCREENED, tongue.say(error.sentence)
        await self._tell_and_end(run, delivery, sentence, ending)

    async def stop(self, run: Running, delivery: Delivery, reason: str) -> None:
        """End a question quietly."""
        _log.info("question stopped", row=run.row, reason=reason)
        try:
            await delivery.withdraw()
        except DeliveryError as failure:
            _log.info("thinking not taken away", row=run.row, ending=failure.ending.value)
        await self._end(run, Ending.STOPPED)

    async def fail(
        self, run: Running, delivery: Delivery, tongue: Tongue, ending: Ending, error: Exception | None
    ) -> None:
        """End a question that could not be answered, and tell its asker if there is still a way."""
        if run.over:
            # The answer, or the note that it waits, stays; what is missing the next start makes up for.
            _log.error("question left as it is", row=run.row, ending=ending.value, exc_info=error)
            return
        _log.log(_level(ending), "question not answered", row=run.row, ending=ending.value, exc_info=error)
        sentence = _sentence(ending, error)
        await self._tell_and_end(run, delivery, sentence and tongue.say(sentence), ending)

    async def _tell_and_end(
        self, run: Running, delivery: Delivery, sentence: str | None, ending: Ending
    ) -> None:
        # It ends already: no pause stops it half-way.
        run.showing = True
        try:
            # Without a word, nothing may go on saying that an answer is on its way.
            await (delivery.tell(sentence) if sentence else delivery.withdraw())
        except ConnectionOverError:
            _log.warning("question left open", row=run.row)
            return
        except DeliveryError as failure:
            _log.warning("ending not told", row=run.row, exc_info=failure)
        await self._end(run, ending)

    async def _end(self, run: Running, ending: Ending) -> None:
        if run.row is None:
            return
        try:
            await self._showing.end(run.row, ending)
        except StorageError as failure:
            # It stays open, and is ended at the next start.
            _log.error("ending not kept", row=run.row, exc_info=failure)


def _sentence(ending: Ending, error: Exception | None) -> str | None:
    if isinstance(error, StorageError):
        return wording.NOT_KEPT
    if isinstance(error, TooLongError):
        return wording.TOO_LONG
    if isinstance(error, UncheckedError):
        return refusals.UNCHECKED
    if isinstance(error, IndexingError):
        return wording.NO_INDEX
    return {
        Ending.FAILED: wording.APOLOGY,
        Ending.INTERRUPTED: wording.INTERRUPTED,
        Ending.BLOCKED: wording.BLOCKED,
    }.get(ending)


def _level(ending: Ending) -> int:
    return 40 if ending is Ending.FAILED else 30
