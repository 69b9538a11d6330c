"""*Share*: a private answer for everybody, as far as its place lets it, once."""

import time

import discord
import structlog

from bot import wording
from bot.answering.types import Outcome
from bot.backend import BackendLoader
from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.asking.drafts import Drafts
from bot.cogs.asking.links import message_link
from bot.cogs.asking.places import person_of, place_of
from bot.cogs.asking.policy import Judged, Policy
from bot.cogs.asking.rechecking import Recheck, Subject
from bot.cogs.asking.refusing import refusal_sentence
from bot.cogs.asking.rights import RefusedPressError
from bot.cogs.asking.scrutiny import HeldBackError, Scrutiny
from bot.cogs.asking.showing import is_doubtful, quoted_sources
from bot.cogs.asking.visible import visible_sources
from bot.cogs.asking.withdrawn import withdrawn_before
from bot.cogs.reviewing.publishing import heading_of
from bot.day_budgets import DayBudgets
from bot.moderation.decisions import Refused
from bot.moderation.reviews import ReviewState, expires_at
from bot.moderation.rules import ChannelMode, GuildRules
from bot.rendering.outcomes import render
from bot.restoring import restore_outcome
from bot.storage.database import Database
from bot.storage.questions import StoredQuestion, find_question
from bot.storage.reviews import open_review, reopen_review, review_of_question
from bot.storage.standing import publish_question
from bot.storage.withdrawals import withdrawals_for
from bot.translating import Tongue, tongue_of
from bot.views.answers import answer_page
from bot.views.page import Page
from bot.wording import refusals, reviewing
from bot.wording import sharing as words
from index.catalogue import Catalogue

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Sharing:
    """Posts private answers, or brings them before moderators."""

    def __init__(
        self,
        *,
        client: discord.Client,
        database: Database,
        backend: BackendLoader,
        policy: Policy,
        recheck: Recheck,
        drafts: Drafts,
        scrutiny: Scrutiny,
    ) -> None:
        self._client = client
        self._database = database
        self._backend = backend
        self._policy = policy
        self._recheck = recheck
        self._drafts = drafts
        self._scrutiny = scrutiny
        self._days = DayBudgets(database)
        self._busy: set[int] = set()

    async def share(self, press: discord.Interaction, question: StoredQuestion) -> str:
        """Share an answer and return what its asker is told.

        Raises:
            RefusedPressError: If it cannot be, or was shared before.
            StoppedError: If it may not be any more.
            UncheckedError: If Discord does not say whether it may.
        """
        tongue = tongue_of(press.locale.value)
        if question.erased_at is not None:
            raise RefusedPressError(tongue.say(words.NOT_KEPT_TO_SHARE))
        if press.user.id != question.asker:
            raise RefusedPressError(tongue.say(words.ASKERS_ALONE))
        if question.public or question.id in self._busy:
            raise RefusedPressError(tongue.say(words.SHARED_ALREADY))
        # Of two clicks at once, the second finds the first here; in another process, in the database.
        self._busy.add(question.id)
        try:
            return await self._share(press, question, tongue)
        finally:
            self._busy.discard(question.id)

    async def _share(self, press: discord.Interaction, question: StoredQuestion, tongue: Tongue) -> str:
        mode = _mode(await self._judge(press, tongue), tongue)
        catalogue = (await self._backend.ready()).catalogue
        outcome = await self._restore(question, catalogue, tongue)
        subject = Subject(
            guild=question.guild or None, channel=question.channel, asker=question.asker, mode=mode
        )
        still = await self._recheck.check(subject)
        if not quoted_sources(outcome) <= visible_sources(catalogue, still.place, still.allowed):
            raise RefusedPressError(tongue.say(wording.CHANGED))
        await self._screen(still.rules, outcome, tongue)
        if mode is ChannelMode.DRAFT or is_doubtful(outcome, still.rules):
            await self._submit(question, still.rules, tongue)
            return tongue.say(words.SHARED_FOR_REVIEW)
        if await self._days.within(question.guild, outcome, catalogue, whole=True) != outcome:
            raise RefusedPressError(tongue.say(words.USED_UP))
        link = await self._post(question, _shared_page(press, question, outcome, still.rules), tongue)
        return tongue.say(words.SHARED, link=link)

    async def _judge(self, press: discord.Interaction, tongue: Tongue) -> Judged:
        place = place_of(press)
        if place is None:
            raise RefusedPressError(tongue.say(words.NOT_TO_SHARE))
        return await self._policy.judge(place, person_of(press))

    async def _restore(self, question: StoredQuestion, catalogue: Catalogue, tongue: Tongue) -> Outcome:
        if question.draft is None or question.withdrawn_at is not None:
            raise RefusedPressError(tongue.say(words.NOT_KEPT_TO_SHARE))
        outcome = restore_outcome(question.draft, catalogue)
        if outcome is None:
            raise RefusedPressError(tongue.say(wording.CHANGED))
        if question.fingerprint is not None:
            async with self._database.session() as session:
                withdrawals = await withdrawals_for(session, question.guild, question.fingerprint)
            if withdrawn_before(withdrawals, outcome, catalogue) is not None:
                raise RefusedPressError(tongue.say(refusals.WITHDRAWN_WITHOUT_REASON))
        return outcome

    async def _screen(self, rules: GuildRules, outcome: Outcome, tongue: Tongue) -> None:
        """Raise RefusedPressError if the server's screening holds back by now what it let through before."""
        try:
            await self._scrutiny.check_answer(rules, outcome)
        except HeldBackError as error:
            raise RefusedPressError(tongue.say(error.sentence)) from error

    async def _submit(self, question: StoredQuestion, rules: GuildRules, tongue: Tongue) -> None:
        now = int(time.time())
        until = expires_at(rules, now)
        if rules.review_channel is None:
            raise RefusedPressError(tongue.say(reviewing.NO_REVIEW_CHANNEL))
        async with self._database.session() as session:
            before = await review_of_question(session, question.id)
            # One that no moderator could see is no decision against it.
            submit = reopen_review if before and before.state is ReviewState.STOPPED else open_review
            if not await submit(session, question.id, question.guild, opened_at=now, expires_at=until):
                raise RefusedPressError(tongue.say(words.SHARED_ALREADY))
        await self._drafts.submit(question.id)
        async with self._database.session() as session:
            review = await review_of_question(session, question.id)
        if review is not None and review.state is ReviewState.STOPPED:
            raise RefusedPressError(tongue.say(reviewing.REVIEW_CHANNEL_CLOSED))

    async def _post(self, question: StoredQuestion, page: Page, tongue: Tongue) -> str:
        """Post an answer for everybody and return the link to it."""
        # Another click may have come first while this one was looked at.
        async with self._database.session() as session:
            now = await find_question(session, question.id)
        if now is None or now.public:
            raise RefusedPressError(tongue.say(words.SHARED_ALREADY))
        if now.erased_at is not None or now.withdrawn_at is not None:
            raise RefusedPressError(tongue.say(words.NOT_KEPT_TO_SHARE))
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        try:
            # The same nonce for the same question: of two processes, both get the same message.
            message = await deliver(lambda: channel.send(view=page, nonce=question.origin))
        except DeliveryError as error:
            _log.warning("answer not shared", row=question.id, ending=error.ending.value)
            raise RefusedPressError(tongue.say(words.NOT_POSTED)) from error
        async with self._database.session() as session:
            published = await publish_question(session, question.id, answer_message=message.id)
            now = await find_question(session, question.id)
        if not published and (now is None or not now.public):
            # It was erased or withdrawn in that moment: it must not stand.
            await deliver(message.delete)
            raise RefusedPressError(tongue.say(words.NOT_KEPT_TO_SHARE))
        _log.info("answer shared", row=question.id)
        return message_link(question.guild, question.channel, message.id)


def _mode(judged: Judged, tongue: Tongue) -> ChannelMode:
    decision = judged.decision
    if isinstance(decision, Refused):
        raise RefusedPressError(refusal_sentence(tongue, decision))
    if decision.mode not in {ChannelMode.DRAFT, ChannelMode.OPEN}:
        raise RefusedPressError(tongue.say(words.NOT_TO_SHARE))
    return decision.mode


def _shared_page(
    press: discord.Interaction, question: StoredQuestion, outcome: Outcome, rules: GuildRules
) -> Page:
    locale = press.guild_locale
    tongue = tongue_of(rules.language or (None if locale is None else locale.value))
    by = tongue.say(words.SHARED_BY, person=f"<@{question.asker}>")
    rendered = render(outcome, heading=heading_of(question), above=(by,), tongue=tongue)
    return answer_page(rendered, question.id, tongue)
