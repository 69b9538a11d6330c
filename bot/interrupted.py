"""Taking up what a crash left open: each question once, answered or ended, told where there is a way."""

import time

import discord
import structlog

from bot import wording
from bot.answering.types import Outcome
from bot.backend import Backend, BackendLoader
from bot.cogs.asking.delivery import ConnectionOverError, DeliveryError, deliver, promise_once, reply_once
from bot.cogs.asking.drafts import Drafts
from bot.cogs.asking.pages import kept_page
from bot.cogs.asking.rechecking import Recheck, StoppedError, Subject, UncheckedError
from bot.cogs.asking.showing import FOR_REVIEW, ending_of, quoted_sources
from bot.cogs.asking.visible import visible_sources
from bot.day_budgets import DayBudgets
from bot.fleet.part import Part
from bot.moderation.reviews import expires_at
from bot.moderation.rules import ChannelMode, GuildRules
from bot.restoring import restore_outcome
from bot.storage.database import Database
from bot.storage.questions import (
    Ending,
    QuestionState,
    StoredQuestion,
    Way,
    end_question,
    find_question,
    open_questions,
)
from bot.storage.reviews import uncarded_reviews, wait_for_review
from bot.translating import tongue_of
from bot.views.page import Page, say
from bot.wording import refusals
from index.errors import IndexingError

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

# An interaction's token lives 15 minutes; a note about an older message would only puzzle.
_TELLABLE = 14 * 60
_LOOKED_THROUGH = 50  # messages after a question, among which its answer may stand already


class Interruptions:
    """Ends what another process, or an earlier connection, could not."""

    def __init__(
        self,
        *,
        client: discord.Client,
        database: Database,
        backend: BackendLoader,
        recheck: Recheck,
        drafts: Drafts,
        part: Part,
    ) -> None:
        self._client = client
        self._database = database
        self._backend = backend
        self._recheck = recheck
        self._drafts = drafts
        self._part = part

    async def end_unanswered(self) -> list[StoredQuestion]:
        """End every open question that has no answer yet; return those whose answer was kept."""
        async with self._database.session() as session:
            # Of other shards another process has them, and may be working on them.
            left = [one for one in await open_questions(session) if self._part.has(one.guild)]
        if left:
            _log.warning("questions were interrupted", questions=len(left))
        for question in left:
            if not _has_answer(question):
                await self._note_now(question)
        return [question for question in left if _has_answer(question)]

    async def promise_again(self) -> None:
        """Tell who asked that a draft waits, where a crash may have come before: it has no card yet."""
        async with self._database.session() as session:
            uncarded = await uncarded_reviews(session)
            ours = [review for review in uncarded if self._part.has(review.guild)]
            found = [await find_question(session, review.question) for review in ours]
        for question in found:
            if question is not None and question.state is QuestionState.WAITING:
                await self._promise(question)

    async def show_kept(self, questions: list[StoredQuestion]) -> None:
        """Show the kept answers of questions, or end them; waits until the sources are there."""
        if not questions:
            return
        try:
            backend = await self._backend.ready()
        except IndexingError:
            backend = None
        for question in questions:
            try:
                await self._take_up(question, backend)
            except ConnectionOverError:
                _log.warning("question left open", row=question.id)
            except Exception as error:  # noqa: BLE001 - the outermost edge: one must not keep the others waiting
                # It stays open, and is taken up at the next start.
                _log.error("question left open", row=question.id, exc_info=error)

    async def _take_up(self, question: StoredQuestion, backend: Backend | None) -> None:
        outcome = None
        if backend is not None and question.draft is not None:
            outcome = restore_outcome(question.draft, backend.catalogue)
        if backend is None or outcome is None:
            await self._note(question)
            return
        try:
            ending, message = await self._show(question, outcome, backend)
        except StoppedError as error:
            _log.info("question stopped", row=question.id, reason=error.reason)
            await self._withdraw(question)
            await self._end(question, Ending.STOPPED)
        except UncheckedError:
            await self._note(question)
        except ConnectionOverError:
            raise
        except DeliveryError as error:
            _log.warning("answer not shown", row=question.id, ending=error.ending.value)
            await self._end(question, error.ending)
        else:
            if ending is not None:
                await self._end(question, ending, message)

    async def _show(
        self, question: StoredQuestion, outcome: Outcome, backend: Backend
    ) -> tuple[Ending | None, int | None]:
        """Show an answer unless it is there; return its question's ending, None if it waits, and message."""
        if (shown := await self._shown(question)) is not None:
            return ending_of(outcome), shown
        mode = question.mode or ChannelMode.PRIVATE
        for_review = bool(question.draft and question.draft.get(FOR_REVIEW))
        private = not question.public and not for_review
        still = await self._recheck.check(
            Subject(
                guild=question.guild or None,
                channel=question.channel,
                asker=question.asker,
                mode=ChannelMode.PRIVATE if private else mode,
                message=question.origin if question.way is Way.MENTION else None,
            )
        )
        if not quoted_sources(outcome) <= visible_sources(backend.catalogue, still.place, still.allowed):
            raise StoppedError("sources")
        if for_review:
            await self._hand_over(question, still.rules)
            return None, None
        days = DayBudgets(self._database)
        outcome = await days.within(question.guild, outcome, backend.catalogue, whole=True)
        page = kept_page(question, outcome, still.rules.language)
        return ending_of(outcome), await self._send(question, page)

    async def _shown(self, question: StoredQuestion) -> int | None:
        """Return the message of an answer that came through just before the crash."""
        if question.way is not Way.MENTION:
            hook, original = self._hook(question)
            shown = await deliver(lambda: hook.fetch_message(original))
            return None if shown.flags.loading else shown.id
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        origin, us = discord.Object(question.origin), self._client.user

        async def look() -> int | None:
            async for message in channel.history(after=origin, limit=_LOOKED_THROUGH):
                replied = message.reference and message.reference.message_id
                if us is not None and message.author.id == us.id and replied == question.origin:
                    return message.id
            return None

        return await deliver(look)

    async def _hand_over(self, question: StoredQuestion, rules: GuildRules) -> None:
        now = int(time.time())
        until = expires_at(rules, now)
        await self._database.run(
            lambda session: wait_for_review(
                session, question.id, question.guild, opened_at=now, expires_at=until
            )
        )
        await self._promise(question)
        await self._drafts.submit(question.id)

    async def _promise(self, question: StoredQuestion) -> None:
        """Tell who asked that a draft waits, unless they were told."""
        if time.time() - question.accepted_at >= _TELLABLE:
            return
        waits = say(tongue_of(question.language).say(refusals.WAITS))
        try:
            if question.way is Way.MENTION:
                channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
                asked = channel.get_partial_message(question.origin)
                await deliver(lambda: promise_once(asked, waits))
            elif await self._shown(question) is None:
                await self._send(question, waits)
        except DeliveryError as error:
            _log.warning("asker not told", row=question.id, ending=error.ending.value)

    async def _send(self, question: StoredQuestion, page: Page) -> int:
        """Show a page as the answer: by the same nonce, or in place of "thinking"."""
        if question.way is Way.MENTION:
            channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
            asked = channel.get_partial_message(question.origin)
            return (await deliver(lambda: reply_once(asked, page))).id
        hook, original = self._hook(question)
        await deliver(lambda: hook.edit_message(original, view=page))
        return original

    def _hook(self, question: StoredQuestion) -> tuple[discord.Webhook, int]:
        token, original, application = question.token, question.answer_message, self._client.application_id
        if token is None or original is None or application is None:
            raise DeliveryError(Ending.INTERRUPTED)
        return discord.Webhook.partial(application, token, client=self._client), original

    async def _note_now(self, question: StoredQuestion) -> None:
        try:
            await self._note(question)
        except ConnectionOverError:
            _log.warning("question left open", row=question.id)

    async def _note(self, question: StoredQuestion) -> None:
        """End a question that has no answer, and tell its asker."""
        ending, message = Ending.INTERRUPTED, None
        if time.time() - question.accepted_at < _TELLABLE:
            try:
                ending, message = await self._tell(question)
            except ConnectionOverError:
                raise
            except DeliveryError as error:
                _log.warning("interruption not told", row=question.id, ending=error.ending.value)
        await self._end(question, ending, message)

    async def _tell(self, question: StoredQuestion) -> tuple[Ending, int | None]:
        page = say(tongue_of(question.language).say(wording.INTERRUPTED))
        if question.way is not Way.MENTION and (shown := await self._shown(question)) is not None:
            # The crash came between a sentence and its mark.
            return Ending.FAILED, shown
        return Ending.INTERRUPTED, await self._send(question, page)

    async def _withdraw(self, question: StoredQuestion) -> None:
        try:
            if question.way is not Way.MENTION:
                hook, original = self._hook(question)
                await deliver(lambda: hook.delete_message(original))
        except DeliveryError as error:
            _log.info("thinking not taken away", row=question.id, ending=error.ending.value)

    async def _end(self, question: StoredQuestion, ending: Ending, message: int | None = None) -> None:
        now = int(time.time())
        await self._database.run(
            lambda session: end_question(session, question.id, ending, ended_at=now, answer_message=message)
        )
        _log.info("question ended", row=question.id, ending=ending.value)


def _has_answer(question: StoredQuestion) -> bool:
    """Tell whether an answer was kept that is not too old to be shown."""
    return question.draft is not None and time.time() - question.accepted_at < _TELLABLE
