"""One question from accepted to ended: exactly one ending, whatever happens in between."""

import asyncio
import time
from dataclasses import dataclass, field, replace
from itertools import islice

import structlog

from bot import wording
from bot.answering.errors import QuestionError
from bot.backend import Backend, BackendLoader
from bot.cogs.asking.admission import Accepted, Admission
from bot.cogs.asking.case import Case
from bot.cogs.asking.delivery import ConnectionOverError, Delivery, DeliveryError
from bot.cogs.asking.ending import EndingUnanswered, TooLongError
from bot.cogs.asking.incoming import Incoming
from bot.cogs.asking.manners import Manners
from bot.cogs.asking.policy import Judged, Policy
from bot.cogs.asking.queueing import Queue, QueueFullError
from bot.cogs.asking.rechecking import StoppedError
from bot.cogs.asking.refusing import MOST_PLACES, TurningAway, lacking
from bot.cogs.asking.running import Running
from bot.cogs.asking.scrutiny import HeldBackError, Scrutiny
from bot.cogs.asking.showing import Found, Showing, is_doubtful
from bot.cogs.asking.standing import StandingAnswers
from bot.cogs.asking.visible import visible_sources
from bot.cogs.asking.withdrawn import respect_withdrawals, tells_of_withdrawal
from bot.finishing import finish
from bot.moderation.decisions import Allowed, Refusal, Refused
from bot.moderation.rules import ChannelMode
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.questions import Ending
from bot.wording import refusals

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
# An interaction can be answered for 15 minutes; who waits should be told before that.
_LONGEST = 13 * 60.0  # seconds
# Discord waits three seconds for a first word, and the rules say who may read it.
_PROMPT = 2.0  # seconds
_SOON = 10  # seconds after which a busy database should have recovered


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Takes each question through its life; `longest` is in seconds."""

    database: Database
    backend: BackendLoader
    policy: Policy
    admission: Admission
    queue: Queue
    scrutiny: Scrutiny
    standing: StandingAnswers
    manners: Manners
    showing: Showing
    ending: EndingUnanswered
    turning_away: TurningAway = field(default_factory=TurningAway)
    longest: float = _LONGEST

    async def live(self, incoming: Incoming, delivery: Delivery, run: Running) -> None:
        """Answer a question and end it; never raises but when cancelled from outside."""
        tongue = incoming.tongue
        try:
            await self._receive(incoming, delivery, run)
        except asyncio.CancelledError:
            if not run.stopped:
                await self.ending.fail(run, delivery, tongue, Ending.INTERRUPTED, None)
                raise
            _uncancel()
            await self.ending.stop(run, delivery, "stopped")
        except StoppedError as error:
            await self.ending.stop(run, delivery, error.reason)
        except (QuestionError, HeldBackError) as error:
            await self.ending.decline(run, delivery, tongue, error)
        except ConnectionOverError:
            _log.warning("question left open", row=run.row)
        except DeliveryError as error:
            await self.ending.fail(run, delivery, tongue, error.ending, error)
        except Exception as error:  # noqa: BLE001 - the outermost edge: every question ends, none raises
            await self.ending.fail(run, delivery, tongue, Ending.FAILED, error)

    async def _receive(self, incoming: Incoming, delivery: Delivery, run: Running) -> None:
        try:
            async with asyncio.timeout(_PROMPT):
                judged = await self.policy.judge(incoming.place, incoming.person)
        except StorageError as error:
            _log.error("rules not read", exc_info=error)
            await self.turning_away.say(incoming.tongue.say(wording.NOT_KEPT), delivery)
            return
        except TimeoutError:
            await self._send_away(incoming, delivery, _SOON)
            return
        if isinstance(judged.decision, Refused):
            places = self._places_to_ask(incoming, judged)
            await self.turning_away.refuse(incoming, judged.decision, delivery, open_places=places)
            return
        case = Case(
            incoming=incoming, delivery=delivery, run=run, rules=judged.rules, allowed=judged.decision
        )
        if (until := self.manners.quiet_until(judged.rules, incoming.place, incoming.person)) is not None:
            if incoming.by_mention:
                refused = Refused(refusal=Refusal.STAFF_SPOKE, again_at=until)
                await self.turning_away.refuse(incoming, refused, delivery)
                return
            case = case.kept_private(incoming.tongue.say(refusals.QUIET_HERE))
        if await self._turned_away(case):
            return
        try:
            with self.queue.place():
                await self._accept(case)
        except QueueFullError as error:
            await self._send_away(incoming, delivery, error.again_in)

    async def _send_away(self, incoming: Incoming, delivery: Delivery, seconds: int) -> None:
        refused = Refused(refusal=Refusal.QUEUE, again_at=int(time.time()) + seconds)
        await self.turning_away.refuse(incoming, refused, delivery)

    def _places_to_ask(self, incoming: Incoming, judged: Judged) -> list[int]:
        """Return some channels where who asks would be answered, if here the bot is off."""
        decision = judged.decision
        if incoming.by_mention or not isinstance(decision, Refused) or decision.refusal is not Refusal.OFF:
            return []
        allowed = (
            place.channel
            for place, person in incoming.elsewhere()
            if isinstance(self.policy.decide(judged.rules, place, person), Allowed)
        )
        return list(islice(allowed, MOST_PLACES))

    async def _turned_away(self, case: Case) -> bool:
        """Tell whether there is no way to answer, though it is allowed; who asked knows then."""
        incoming, delivery = case.incoming, case.delivery
        if case.run.late:
            await self.turning_away.say(incoming.tongue.say(wording.RESTARTING), delivery)
            return True
        if incoming.by_mention and case.allowed.mode is ChannelMode.PRIVATE:
            await self.turning_away.hint_at_private(incoming, delivery)
            return True
        permission = lacking(incoming, public=incoming.by_mention or case.public)
        if permission is not None:
            await self.turning_away.name_lack(incoming, permission, delivery)
        return permission is not None

    async def _accept(self, case: Case) -> None:
        incoming = case.incoming
        message = await case.delivery.begin(public=case.public)
        # Cancelled in the middle, a question would be accepted that nobody knows of.
        accepted = await finish(self._admit(case, message), begun=lambda: case.run.admitting)
        if accepted is None:
            _log.info("question seen before", way=incoming.new.way.value)
            return
        if isinstance(accepted, Refused):
            await self.turning_away.refuse(incoming, accepted, case.delivery, begun=True)
            return
        await self._answer(case, accepted)

    async def _admit(self, case: Case, message: int | None) -> Accepted | Refused | None:
        accepted = await self.admission.admit(case, message)
        if isinstance(accepted, Accepted):
            case.run.row = accepted.row
            _log.info("question accepted", row=accepted.row, way=case.incoming.new.way.value)
        return accepted

    async def _answer(self, case: Case, accepted: Accepted) -> None:
        row, began = accepted.row, time.monotonic()
        async with case.delivery.waiting():
            found = await self._find_in_time(case, accepted)
        if isinstance(found, str):
            await self.showing.point(case, row, found)
            return
        await self.showing.bring(case, row, found)
        _log.info("question answered", row=row, seconds=round(time.monotonic() - began, 3))

    async def _find_in_time(self, case: Case, accepted: Accepted) -> Found | str:
        incoming = case.incoming
        try:
            # Waiting for one's turn counts as well: Discord's own patience does not begin anew after it.
            async with asyncio.timeout(self.longest):
                if incoming.by_mention:
                    await self.manners.let_finish(incoming.place.channel, incoming.person.id)
                async with self.queue.turn():
                    return await self._find(case, accepted)
        except TimeoutError as error:
            raise TooLongError from error

    async def _find(self, case: Case, accepted: Accepted) -> Found | str:
        """Return what is found, or the link to the same answer where it stands already."""
        backend = await self.backend.ready()
        link = await self.standing.link_to(case, accepted, backend.catalogue)
        return link or await self._ask(case, accepted, backend)

    async def _ask(self, case: Case, accepted: Accepted, backend: Backend) -> Found:
        asked, catalogue, rules = accepted.asked, backend.catalogue, case.rules
        await self.scrutiny.check_question(rules, *asked.after, asked.text, asked.speaker)
        sources = visible_sources(catalogue, case.incoming.place, case.allowed)
        outcome = await backend.answering.answer(replace(asked, sources=sources))
        guild = case.incoming.new.guild
        outcome = await respect_withdrawals(self.database, guild, accepted.fingerprint, outcome, catalogue)
        await self.scrutiny.check_answer(rules, outcome)
        drafted = case.drafted and not tells_of_withdrawal(outcome)
        draft = drafted or (case.public and is_doubtful(outcome, rules))
        return Found(outcome=outcome, catalogue=catalogue, draft=draft)


def _uncancel() -> None:
    task = asyncio.current_task()
    while task is not None and task.cancelling():
        task.uncancel()
