"""Cards of flagged answers: one an answer, however many flag it; who did is on none of them."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import discord
import structlog

from bot.backend import BackendLoader
from bot.cogs.asking.delivery import ConnectionOverError, DeliveryError, deliver, ping_nobody
from bot.cogs.asking.links import message_link
from bot.cogs.asking.policy import Policy
from bot.cogs.reviewing.dossiers import seconds_of
from bot.cogs.reviewing.moderators import public_tongue
from bot.escaping import neutralise, plain, shorten
from bot.rendering.cards import Drafted, show_drafted
from bot.restoring import restore_outcome
from bot.storage.database import Database
from bot.storage.flags import Flag, FlagReason, FlagState, flags_of, place_flag_card
from bot.storage.questions import StoredQuestion, find_question
from bot.translating import Tongue
from bot.views.acting import Act, ActButton
from bot.views.page import Page
from bot.wording import flagging as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_MOST_NOTES = 3
_NOTE = 200

REASONS = {
    FlagReason.WRONG_PERSON: words.WRONG_PERSON,
    FlagReason.NOT_SUPPORTED: words.NOT_SUPPORTED,
    FlagReason.OUT_OF_CONTEXT: words.OUT_OF_CONTEXT,
    FlagReason.OFF_TOPIC: words.OFF_TOPIC,
    FlagReason.OTHER: words.OTHER,
}
"""What each reason is called."""


@dataclass(frozen=True, slots=True)
class Handled:
    """How moderators dealt with a flagged answer: the sentence, and what is put into it."""

    sentence: str
    by: int
    at: int
    reason: str = ""


class FlagCards:
    """Sends and edits the cards of flagged answers."""

    def __init__(
        self, *, client: discord.Client, database: Database, backend: BackendLoader, policy: Policy
    ) -> None:
        self._client = client
        self._database = database
        self._backend = backend
        self._policy = policy
        self._turn = asyncio.Lock()

    async def show(self, row: int) -> None:
        """Show the open flags on an answer on its card, or on a new one; a failure is logged."""
        # Two who flag at once share one card.
        async with self._turn:
            try:
                await self._show(row)
            except ConnectionOverError:
                _log.warning("flag without card", row=row)
            except DeliveryError as error:
                _log.warning("flag without card", row=row, ending=error.ending.value)

    async def settle(self, row: int, handled: Handled) -> None:
        """Edit the last card of an answer into how it was dealt with; a failure is logged."""
        async with self._turn:
            question, flags = await self._read(row)
            shown = [flag for flag in flags if flag.card_message is not None]
            if question is None or not shown:
                return
            last = [flag for flag in shown if flag.card_message == shown[-1].card_message]
            tongue = await self._tongue(question)
            page = Page(await self._blocks(tongue, question, last, handled))
            try:
                await self._edit(question, shown[-1], page)
            except DeliveryError as error:
                _log.warning("flag card not edited", row=row, ending=error.ending.value)

    async def _show(self, row: int) -> None:
        question, flags = await self._read(row)
        flags = [flag for flag in flags if flag.state is FlagState.OPEN]
        if question is None or not flags:
            return
        rules = await self._policy.rules_of(question.guild)
        carded = next((flag for flag in flags if flag.card_message is not None), None)
        if carded is None and rules.review_channel is None:
            return
        tongue = public_tongue(self._client, question.guild, rules)
        blocks = await self._blocks(tongue, question, flags, None)
        page = Page(blocks, [[ActButton(act, row, tongue) for act in (Act.WITHDRAW, Act.KEEP, Act.PASSAGE)]])
        if carded is not None:
            await self._edit(question, carded, page)
            channel, message = carded.card_channel, carded.card_message
        elif rules.review_channel is not None:
            desk = self._client.get_partial_messageable(rules.review_channel, guild_id=question.guild)
            sent = await deliver(lambda: desk.send(view=page, nonce=f"f{flags[0].id}"))
            channel, message = desk.id, sent.id
        else:
            return
        if channel is not None and message is not None:
            async with self._database.session() as session:
                await place_flag_card(session, row, channel, message)

    async def _read(self, row: int) -> tuple[StoredQuestion | None, list[Flag]]:
        async with self._database.session() as session:
            return await find_question(session, row), await flags_of(session, row)

    async def _tongue(self, question: StoredQuestion) -> Tongue:
        rules = await self._policy.rules_of(question.guild)
        return public_tongue(self._client, question.guild, rules)

    async def _edit(self, question: StoredQuestion, flag: Flag, page: Page) -> None:
        if flag.card_channel is None or flag.card_message is None:
            return
        channel = self._client.get_partial_messageable(flag.card_channel, guild_id=question.guild)
        card = channel.get_partial_message(flag.card_message)
        await deliver(lambda: card.edit(view=page, allowed_mentions=ping_nobody()))

    async def _blocks(
        self, tongue: Tongue, question: StoredQuestion, flags: Sequence[Flag], handled: Handled | None
    ) -> tuple[str, ...]:
        catalogue = (await self._backend.ready()).catalogue
        outcome = None if question.draft is None else restore_outcome(question.draft, catalogue)
        drafted = Drafted(question=question.text, outcome=outcome, seconds=seconds_of(question))
        first = tongue.say(words.FLAGGED) if handled is None else _handled(tongue, handled)
        head = [first, *_reasons(tongue, flags), _stands(tongue, question)]
        return show_drafted(tongue, drafted, head, waiting=False)


def _handled(tongue: Tongue, handled: Handled) -> str:
    values = {"who": f"<@{handled.by}>", "when": f"<t:{handled.at}:f>", "reason": neutralise(handled.reason)}
    return tongue.say(handled.sentence, **values)


def _reasons(tongue: Tongue, flags: Sequence[Flag]) -> list[str]:
    """Return how often the answer was flagged for what, and the last notes; nobody by name."""
    counted = Counter(flag.reason for flag in flags)
    lines = [
        tongue.say(words.FLAGGED_REASON, reason=tongue.say(REASONS[reason]), count=count)
        for reason, count in counted.most_common()
    ]
    notes = [plain(flag.note) for flag in flags if flag.note][-_MOST_NOTES:]
    told = [tongue.say(words.FLAGGED_NOTE, note=neutralise(shorten(note, _NOTE))) for note in notes]
    return ["\n".join([*lines, *told])]


def _stands(tongue: Tongue, question: StoredQuestion) -> str:
    when = f"<t:{question.accepted_at}:R>"
    if not question.public or question.answer_message is None:
        return tongue.say(words.STANDS_PRIVATELY, when=when)
    link = message_link(question.guild, question.channel, question.answer_message)
    return tongue.say(words.STANDS_AT, link=link, when=when)
