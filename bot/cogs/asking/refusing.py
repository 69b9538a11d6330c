"""Telling why there is no answer: to the asker alone, or once where a message has no private way."""

import time
from collections.abc import Iterable

import structlog

from bot.cogs.asking.delivery import Delivery, DeliveryError
from bot.cogs.asking.hints import Hints
from bot.cogs.asking.incoming import Incoming
from bot.moderation.decisions import Refusal, Refused
from bot.moderation.places import PlaceKind
from bot.translating import Tongue
from bot.wording import refusals

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

_SENTENCES = {
    Refusal.OFF: refusals.OFF,
    Refusal.PAUSED: refusals.PAUSED,
    Refusal.DIRECT_MESSAGES: refusals.DIRECT_MESSAGES,
    Refusal.CLOSED: refusals.CLOSED,
    Refusal.BOT: refusals.BOT,
    Refusal.NOT_A_MEMBER: refusals.NOT_A_MEMBER,
    Refusal.TIMED_OUT: refusals.TIMED_OUT,
    Refusal.MAY_NOT_WRITE: refusals.MAY_NOT_WRITE,
    Refusal.BLOCKED: refusals.BLOCKED,
    Refusal.ROLE: refusals.ROLE,
    Refusal.NEWCOMER: refusals.NEWCOMER,
    Refusal.WORDS: refusals.WORDS,
    Refusal.SCREENED: refusals.SCREENED,
    Refusal.SLOWMODE: refusals.SLOWMODE,
    Refusal.LIMIT: refusals.LIMIT,
    Refusal.QUEUE: refusals.QUEUE,
    Refusal.STAFF_SPOKE: refusals.STAFF_SPOKE,
}
# Where a message asked, anything else is passed over in silence: everybody would read it.
_ANSWERED_TO_MESSAGES = frozenset({Refusal.LIMIT, Refusal.SLOWMODE, Refusal.QUEUE})
MOST_PLACES = 5
"""So many channels are named to who asks where the bot is off."""


def refusal_sentence(tongue: Tongue, refused: Refused, open_places: Iterable[int] = ()) -> str:
    """Return the sentence for a refusal; `open_places` are channels where its reader could ask."""
    when = None if refused.again_at is None else f"<t:{refused.again_at}:R>"
    if refused.refusal is Refusal.OFF and (named := tuple(open_places)):
        return tongue.say(refusals.OFF_BUT_ON, places=", ".join(f"<#{channel}>" for channel in named))
    if refused.refusal is Refusal.NEWCOMER and when is None:
        return tongue.say(refusals.NEWCOMER_SOMETIME)
    sentence = _SENTENCES[refused.refusal]
    return tongue.say(sentence, when=when) if "{when}" in sentence else tongue.say(sentence)


def lacking(incoming: Incoming, *, public: bool) -> str | None:
    """Return the name of the first permission that the bot lacks in a place, in plain English."""
    rights, thread = incoming.rights, incoming.place.parent is not None
    if rights is None or incoming.place.kind is PlaceKind.DIRECT:
        return None
    if not rights.view_channel:
        return refusals.LACKING_VIEW
    if not public:
        return None
    if not (rights.send_messages_in_threads if thread else rights.send_messages):
        return refusals.LACKING_SEND_IN_THREADS if thread else refusals.LACKING_SEND
    if incoming.by_mention and not rights.read_message_history:
        return refusals.LACKING_HISTORY
    return None


class TurningAway:
    """Tells each asker once; remembers in memory whom it told in public."""

    def __init__(self) -> None:
        self._told: dict[tuple[int, int], int] = {}
        self._hints = Hints()

    async def refuse(
        self,
        incoming: Incoming,
        refused: Refused,
        delivery: Delivery,
        *,
        begun: bool = False,
        open_places: Iterable[int] = (),
    ) -> None:
        """Tell why there is no answer, if anybody should be told; `begun` is after the deferral."""
        _log.info("question refused", refusal=refused.refusal.value, way=incoming.new.way.value)
        if incoming.by_mention and not self._is_due(incoming, refused):
            return
        sentence = refusal_sentence(incoming.tongue, refused, open_places)
        await self.say(sentence, delivery, begun=begun)

    async def hint_at_private(self, incoming: Incoming, delivery: Delivery) -> None:
        """Tell who mentions the bot, where it answers in private alone, how to ask."""
        if self._hints.is_due(incoming.place.channel, incoming.person.id, time.monotonic()):
            await self.say(incoming.tongue.say(refusals.PRIVATE_HERE), delivery)

    async def name_lack(self, incoming: Incoming, permission: str, delivery: Delivery) -> None:
        """Tell which permission the bot lacks, where it has a way to say so."""
        _log.info("permission is missing", permission=permission, channel=incoming.place.channel)
        if not incoming.by_mention:
            named = incoming.tongue.say(permission)
            await self.say(incoming.tongue.say(refusals.LACKING, permission=named), delivery)

    async def say(self, sentence: str, delivery: Delivery, *, begun: bool = False) -> None:
        """Say a sentence instead of an answer; a failure is logged."""
        try:
            await (delivery.tell(sentence) if begun else delivery.turn_away(sentence))
        except DeliveryError as error:
            _log.warning("refusal not told", ending=error.ending.value)

    def _is_due(self, incoming: Incoming, refused: Refused) -> bool:
        """Tell whether a message is answered with this refusal: once a person and window."""
        if refused.refusal not in _ANSWERED_TO_MESSAGES:
            return False
        now, key = int(time.time()), (incoming.place.channel, incoming.person.id)
        self._told = {told: until for told, until in self._told.items() if until > now}
        if key in self._told:
            return False
        self._told[key] = refused.again_at or now
        return True
