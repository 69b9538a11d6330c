"""Taking an answer back: its message says why, and it does not come back while its sources stay."""

import time
from dataclasses import dataclass

import discord
import structlog

from bot.cases import Casebook, WithdrawnCase
from bot.cogs.asking.delivery import ConnectionOverError, DeliveryError, deliver, ping_nobody
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rights import RefusedPressError
from bot.cogs.reviewing.acting import tell_privately
from bot.cogs.reviewing.flag_cards import FlagCards, Handled
from bot.cogs.reviewing.moderators import check_moderator, public_tongue, readers_tongue
from bot.escaping import neutralise, plain
from bot.fleet.part import Part
from bot.storage.acts import ActKind, record_act
from bot.storage.database import Database
from bot.storage.flags import handle_flags
from bot.storage.questions import StoredQuestion, find_question, question_of_message
from bot.storage.standing import mark_withdrawn
from bot.storage.tombstones import due_detail, due_tombstones, note_tombstone
from bot.storage.withdrawals import QuotedSpan, Withdrawal, keep_withdrawal, withdrawals_for
from bot.translating import Tongue
from bot.views.act_forms import ActForm, SentForm
from bot.views.acting import Act
from bot.views.page import Page
from bot.views.presses import Press
from bot.wording import flagging as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateWay:
    """What its asker last did with an answer that nobody else sees: until `until`, it can be edited so.

    `until` is in Unix seconds.
    """

    interaction: discord.Interaction
    until: float


class Withdrawing:
    """Takes answers back, each once."""

    def __init__(
        self,
        *,
        client: discord.Client,
        database: Database,
        policy: Policy,
        casebook: Casebook | None,
        cards: FlagCards,
        part: Part,
    ) -> None:
        self._client = client
        self._database = database
        self._policy = policy
        self._casebook = casebook
        self._cards = cards
        self._part = part
        self._private: dict[int, PrivateWay] = {}

    def remember_way(self, row: int, way: PrivateWay) -> None:
        """Remember how a private answer can be edited, for as long as it can be."""
        now = time.time()
        self._private = {one: kept for one, kept in self._private.items() if kept.until > now}
        self._private[row] = way

    async def open_form(self, press: Press, row: int) -> None:
        """Open the form for a reason."""
        await self._permitted(press, row)
        await self._ask_reason(press, row)

    async def open_form_of(self, press: discord.Interaction, message: discord.Message) -> None:
        """Open the form for the answer that a message is.

        Raises:
            RefusedPressError: If it is none, or whoever wants it may not.
        """
        async with self._database.reading() as session:
            question = await question_of_message(session, message.channel.id, message.id)
        if question is None or question.answer_message != message.id:
            if press.guild_id is not None:
                await check_moderator(press, self._policy, press.guild_id)
            raise RefusedPressError(readers_tongue(press).say(words.NO_ANSWER_OF_MINE))
        await self._permitted(press, question.id)
        await self._ask_reason(press, question.id)

    async def withdraw(self, sent: discord.Interaction, form: SentForm) -> None:
        """Take an answer back for a reason."""
        await deliver(lambda: sent.response.defer(ephemeral=True, thinking=True))
        question = await self._permitted(sent, form.row)
        reason = plain(form.text)[:_LONGEST_REASON]
        if not await self._take_back(question, reason, by=sent.user.id):
            raise RefusedPressError(readers_tongue(sent).say(words.WITHDRAWN_ALREADY))
        _log.info("answer withdrawn", row=question.id)
        shown = await self._show(question, reason)
        handled = Handled(words.WITHDRAWN_BY, by=sent.user.id, at=int(time.time()), reason=reason)
        await self._cards.settle(question.id, handled)
        await self._keep_case(question, reason)
        told = words.WITHDRAWN if shown else words.WITHDRAWN_UNSEEN
        await tell_privately(sent, readers_tongue(sent).say(told))

    async def resume(self) -> None:
        """Let messages say that their answer was withdrawn, where a crash came between."""
        async with self._database.session() as session:
            questions = [await find_question(session, row) for row in await due_tombstones(session)]
        for question in (one for one in questions if one is not None and self._part.has(one.guild)):
            await self._keep_case(question, await self._entomb(question))

    async def bury(self, row: int) -> None:
        """Let a message say again that its answer was withdrawn, where something else was written over it."""
        async with self._database.session() as session:
            question = await find_question(session, row)
        if question is not None and question.withdrawn_at is not None:
            await self._entomb(question)

    async def _entomb(self, question: StoredQuestion) -> str:
        """Put the kept reason in place of an answer, and return it."""
        reason = await self._reason_of(question)
        await self._show(question, reason)
        return reason

    async def _permitted(self, press: discord.Interaction, row: int) -> StoredQuestion:
        async with self._database.reading() as session:
            question = await find_question(session, row)
        tongue = readers_tongue(press)
        if question is None:
            raise RefusedPressError(tongue.say(words.NO_ANSWER_OF_MINE))
        await check_moderator(press, self._policy, question.guild)
        if question.withdrawn_at is not None:
            raise RefusedPressError(tongue.say(words.WITHDRAWN_ALREADY))
        return question

    async def _ask_reason(self, press: discord.Interaction, row: int) -> None:
        tongue = readers_tongue(press)
        form = ActForm(Act.WITHDRAW, row, tongue.say(words.WITHDRAW_TITLE))
        form.explain(tongue.say(words.WITHDRAW_EXPLAINED))
        form.ask_text(
            tongue.say(words.REASON_LABEL), most=_LONGEST_REASON, hint=tongue.say(words.REASON_HINT)
        )
        await deliver(lambda: press.response.send_modal(form))

    async def _take_back(self, question: StoredQuestion, reason: str, *, by: int) -> bool:
        """Note everything of a withdrawal in one step; False if another was first."""
        now = int(time.time())
        async with self._database.session() as session:
            if not await mark_withdrawn(session, question.id, withdrawn_at=now):
                return False
            if question.fingerprint is not None:
                withdrawal = Withdrawal(
                    guild=question.guild,
                    fingerprint=question.fingerprint,
                    quoted=quoted_spans_of(question),
                    reason=reason,
                    withdrawn_at=now,
                )
                await keep_withdrawal(session, withdrawal)
            await handle_flags(session, question.id)
            await record_act(
                session,
                question.guild,
                ActKind.WITHDREW,
                actor=by,
                question=question.id,
                detail=due_detail(),
                at=now,
            )
        return True

    async def _reason_of(self, question: StoredQuestion) -> str:
        if question.fingerprint is None:
            return ""
        async with self._database.session() as session:
            kept = await withdrawals_for(session, question.guild, question.fingerprint)
        return kept[0].reason if kept else ""

    async def _show(self, question: StoredQuestion, reason: str) -> bool:
        """Put the reason in place of the answer; tell whether nobody can read the answer any more."""
        rules = await self._policy.rules_of(question.guild)
        page = tombstone(public_tongue(self._client, question.guild, rules), reason)
        try:
            shown = await self._edit(question, page)
        except ConnectionOverError:
            return False
        except DeliveryError as error:
            _log.warning("withdrawal not shown", row=question.id, ending=error.ending.value)
            shown = isinstance(error.__cause__, discord.NotFound)
        async with self._database.session() as session:
            await note_tombstone(session, question.id)
        return shown

    async def _edit(self, question: StoredQuestion, page: Page) -> bool:
        if question.public and question.answer_message is not None:
            channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
            message = channel.get_partial_message(question.answer_message)
            await deliver(lambda: message.edit(view=page, allowed_mentions=ping_nobody()))
            return True
        way = self._private.get(question.id)
        if way is None or way.until < time.time():
            return False
        await deliver(lambda: way.interaction.edit_original_response(view=page))
        return True

    async def _keep_case(self, question: StoredQuestion, reason: str) -> None:
        if self._casebook is None or question.text is None or question.fingerprint is None:
            return
        case = WithdrawnCase(
            fingerprint=question.fingerprint,
            question=question.text,
            reason=reason,
            quoted=question.outcome.citations if question.outcome else (),
            speaker=question.speaker,
            source=question.source,
        )
        try:
            await self._casebook.keep(case)
        except OSError as error:
            _log.error("case not kept", row=question.id, exc_info=error)


def tombstone(tongue: Tongue, reason: str) -> Page:
    """Return what stands in place of a withdrawn answer."""
    return Page([tongue.say(words.TOMBSTONE, reason=neutralise(reason)), tongue.say(words.TOMBSTONE_NEXT)])


def quoted_spans_of(question: StoredQuestion) -> tuple[QuotedSpan, ...]:
    """Return where in which files the words stand that an answer quoted."""
    citations = question.outcome.citations if question.outcome else ()
    return tuple(
        QuotedSpan(source=one.source, sha256=one.sha256, start=start, end=end)
        for one in citations
        for start, end in one.spans
    )
