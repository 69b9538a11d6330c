"""*Renew*: a question answered anew from its changed sources, in place of the answer that stands."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass

import discord
import structlog

from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.answering.types import Answer, Outcome
from bot.backend import Backend, BackendLoader
from bot.cogs.asking.delivery import DeliveryError, deliver, ping_nobody
from bot.cogs.asking.drafts import Drafts
from bot.cogs.asking.links import message_link
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rechecking import Recheck, Still, StoppedError, UncheckedError
from bot.cogs.asking.rights import RefusedPressError
from bot.cogs.asking.scrutiny import HeldBackError, Scrutiny
from bot.cogs.asking.visible import visible_sources
from bot.cogs.asking.withdrawn import respect_withdrawals
from bot.cogs.reviewing.acting import tell_privately
from bot.cogs.reviewing.moderators import check_moderator, public_tongue, readers_tongue
from bot.cogs.reviewing.outdated import versions_of
from bot.cogs.reviewing.publishing import heading_of, subject_of
from bot.day_budgets import DayBudgets
from bot.moderation.borderline import borderline
from bot.moderation.reviews import expires_at
from bot.moderation.rules import ChannelMode
from bot.rendering.outcomes import render
from bot.restoring import write_draft
from bot.storage.acts import ActKind, record_act
from bot.storage.database import Database
from bot.storage.following import MOST_QUESTIONS, bound, earlier_in_chain
from bot.storage.outcomes import store_outcome
from bot.storage.outdated import changed_sources, keep_renewal, renew_answer
from bot.storage.questions import StoredQuestion, find_question
from bot.storage.reviews import reopen_review
from bot.views.answers import answer_page
from bot.views.presses import Press
from bot.wording import flagging as words
from index.errors import IndexingError

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A new answer to a question, and where it may go."""

    question: StoredQuestion
    outcome: Outcome
    backend: Backend
    still: Still

    @property
    def reviewed(self) -> bool:
        """Whether a moderator looks at it first."""
        draft = self.still.allowed.mode is ChannelMode.DRAFT
        return draft or (borderline(self.outcome) is not None and self.still.rules.review_channel is not None)


class Renewing:
    """Answers questions anew, each once."""

    def __init__(
        self,
        *,
        client: discord.Client,
        database: Database,
        backend: BackendLoader,
        policy: Policy,
        recheck: Recheck,
        scrutiny: Scrutiny,
        drafts: Drafts,
        bury: Callable[[int], Awaitable[None]],
    ) -> None:
        self._client = client
        self._database = database
        self._backend = backend
        self._policy = policy
        self._recheck = recheck
        self._scrutiny = scrutiny
        self._drafts = drafts
        self._days = DayBudgets(database)
        self._bury = bury
        self._busy: set[int] = set()

    async def renew(self, press: Press, row: int) -> None:
        """Answer a question anew and put the answer where the old one stands, or before moderators."""
        await deliver(lambda: press.response.defer(ephemeral=True, thinking=True))
        tongue = readers_tongue(press)
        question = await self._permitted(press, row)
        if row in self._busy:
            raise RefusedPressError(tongue.say(words.NOT_RENEWED_CURRENT))
        self._busy.add(row)
        try:
            told = await self._renew(press, question)
        except (StoppedError, UncheckedError) as error:
            raise RefusedPressError(tongue.say(words.NOT_RENEWED_PLACE)) from error
        except (QuestionError, IndexingError, HeldBackError, DeliveryError) as error:
            _log.warning("answer not renewed", row=row, why=type(error).__name__)
            raise RefusedPressError(tongue.say(words.NOT_RENEWED_FAILED)) from error
        finally:
            self._busy.discard(row)
        await tell_privately(press, told)

    async def _permitted(self, press: discord.Interaction, row: int) -> StoredQuestion:
        tongue = readers_tongue(press)
        async with self._database.session() as session:
            question = await find_question(session, row)
        if question is None:
            raise RefusedPressError(tongue.say(words.NO_ANSWER_OF_MINE))
        await check_moderator(press, self._policy, question.guild)
        if question.withdrawn_at is not None:
            raise RefusedPressError(tongue.say(words.WITHDRAWN_ALREADY))
        if question.text is None or not question.public:
            raise RefusedPressError(tongue.say(words.NOT_RENEWED_TEXT))
        present = versions_of((await self._backend.ready()).catalogue)
        if not changed_sources(question, present):
            raise RefusedPressError(tongue.say(words.NOT_RENEWED_CURRENT))
        return question

    async def _renew(self, press: discord.Interaction, question: StoredQuestion) -> str:
        """Return what the moderator is told."""
        tongue = readers_tongue(press)
        renewal = await self._answer(question, moderator=press.user.id)
        await self._check_stands(press, question.id)
        if renewal.reviewed:
            if not await self._submit(renewal):
                raise RefusedPressError(tongue.say(words.NOT_RENEWED_CURRENT))
            return tongue.say(
                words.RENEWED_FOR_REVIEW, channel=f"<#{renewal.still.rules.review_channel or 0}>"
            )
        if not await self._replace(renewal, by=press.user.id):
            # It was withdrawn in that moment, and its message says so no more.
            await self._bury(question.id)
            raise RefusedPressError(tongue.say(words.WITHDRAWN_ALREADY))
        if not isinstance(renewal.outcome, Answer):
            return tongue.say(words.RENEWED_INTO_NOTHING)
        link = message_link(question.guild, question.channel, question.answer_message or 0)
        return tongue.say(words.RENEWED, link=link)

    async def _answer(self, question: StoredQuestion, *, moderator: int) -> Renewal:
        # Whoever asked may be gone: it is the moderator who wants it answered.
        subject = subject_of(question, ChannelMode.DRAFT, asker=moderator)
        still = await self._recheck.check(subject)
        backend = await self._backend.ready()
        async with self._database.session() as session:
            chain = (
                []
                if question.follows is None
                else await earlier_in_chain(session, question.follows, MOST_QUESTIONS)
            )
        asked = Asked(
            text=question.text or "",
            after=bound(chain),
            speaker=question.speaker,
            source=question.source,
            sources=visible_sources(backend.catalogue, still.place, still.allowed),
            intent=question.intent,
        )
        outcome = await backend.answering.answer(asked)
        if question.fingerprint is not None:
            outcome = await respect_withdrawals(
                self._database, question.guild, question.fingerprint, outcome, backend.catalogue
            )
        await self._scrutiny.check_answer(still.rules, outcome)
        return Renewal(question=question, outcome=outcome, backend=backend, still=still)

    async def _check_stands(self, press: discord.Interaction, row: int) -> None:
        """Raise RefusedPressError if an answer was taken back while another was made."""
        async with self._database.session() as session:
            question = await find_question(session, row)
        if question is None or question.withdrawn_at is not None or question.erased_at is not None:
            raise RefusedPressError(readers_tongue(press).say(words.WITHDRAWN_ALREADY))

    async def _replace(self, renewal: Renewal, *, by: int) -> bool:
        """Put a new answer in place of the old one: first for its readers, then in what is kept.

        False if the old one was taken back meanwhile: nothing is kept then.
        """
        question, now = renewal.question, int(time.time())
        tongue = public_tongue(self._client, question.guild, renewal.still.rules)
        outcome, catalogue = renewal.outcome, renewal.backend.catalogue
        outcome = await self._days.within(question.guild, outcome, catalogue)
        above = (tongue.say(words.RENEWED_LINE, when=f"<t:{now}:f>"),)
        rendered = render(outcome, heading=heading_of(question), above=above, tongue=tongue)
        page = answer_page(rendered, question.id, tongue)
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        message = channel.get_partial_message(question.answer_message or 0)
        await deliver(lambda: message.edit(view=page, allowed_mentions=ping_nobody()))
        async with self._database.session() as session:
            if not await renew_answer(
                session,
                question.id,
                store_outcome(outcome, catalogue),
                draft=write_draft(outcome, catalogue),
                trace=asdict(outcome.trace) if outcome.trace else None,
            ):
                return False
            await record_act(session, question.guild, ActKind.RENEWED, actor=by, question=question.id, at=now)
        _log.info("answer renewed", row=question.id)
        return True

    async def _submit(self, renewal: Renewal) -> bool:
        question, outcome, now = renewal.question, renewal.outcome, int(time.time())
        draft = write_draft(outcome, renewal.backend.catalogue)
        until = expires_at(renewal.still.rules, now)
        async with self._database.session() as session:
            trace = asdict(outcome.trace) if outcome.trace else None
            opened = await reopen_review(
                session, question.id, question.guild, opened_at=now, expires_at=until
            )
            # What waits already stays as it stands on its card: moderators approve what they read.
            if opened:
                await keep_renewal(session, question.id, draft, trace)
        if opened:
            await self._drafts.submit(question.id)
        return opened
