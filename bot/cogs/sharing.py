"""*Share*: a private answer for everybody, as far as its place lets it, once."""

import time

import discord

from bot import wording
from bot.answering.asking import Asked
from bot.answering.types import Outcome
from bot.backend import BackendLoader
from bot.cogs.delivery import deliver
from bot.cogs.drafts import Drafts
from bot.cogs.links import message_link
from bot.cogs.places import person_of, place_of
from bot.cogs.policy import Judged, Policy
from bot.cogs.rechecking import Recheck, Subject
from bot.cogs.refusing import refusal_sentence
from bot.cogs.rights import RefusedPressError
from bot.cogs.showing import quoted_sources
from bot.cogs.visible import visible_sources
from bot.moderation.decisions import Refused
from bot.moderation.rules import ChannelMode, GuildRules
from bot.rendering.outcomes import render
from bot.restoring import restore_outcome
from bot.storage.database import Database
from bot.storage.questions import StoredQuestion, find_question
from bot.storage.reviews import open_review
from bot.storage.standing import publish_question
from bot.translating import Tongue, tongue_of
from bot.views.answers import answer_page
from bot.views.page import Page
from bot.wording import sharing as words

_HOUR = 3600


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
    ) -> None:
        self._client = client
        self._database = database
        self._backend = backend
        self._policy = policy
        self._recheck = recheck
        self._drafts = drafts
        self._busy: set[int] = set()

    async def share(self, press: discord.Interaction, question: StoredQuestion) -> str:
        """Share an answer and return what its asker is told.

        Raises:
            RefusedPressError: If it cannot be, or was shared before.
            StoppedError: If it may not be any more.
            UncheckedError: If Discord does not say whether it may.
        """
        tongue = tongue_of(press.locale.value)
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
        outcome = await self._restore(question, tongue)
        still = await self._recheck.check(
            Subject(guild=question.guild or None, channel=question.channel, asker=question.asker, mode=mode)
        )
        catalogue = (await self._backend.ready()).catalogue
        if not quoted_sources(outcome) <= visible_sources(catalogue, still.place, still.allowed):
            raise RefusedPressError(tongue.say(wording.CHANGED))
        if mode is ChannelMode.DRAFT:
            await self._submit(question, still.rules, tongue)
            return tongue.say(words.SHARED_FOR_REVIEW)
        return tongue.say(words.SHARED, link=await self._post(press, question, outcome, still.rules, tongue))

    async def _judge(self, press: discord.Interaction, tongue: Tongue) -> Judged:
        place = place_of(press)
        if place is None:
            raise RefusedPressError(tongue.say(words.NOT_TO_SHARE))
        return await self._policy.judge(place, person_of(press))

    async def _restore(self, question: StoredQuestion, tongue: Tongue) -> Outcome:
        if question.draft is None or question.withdrawn_at is not None:
            raise RefusedPressError(tongue.say(words.NOT_KEPT_TO_SHARE))
        outcome = restore_outcome(question.draft, (await self._backend.ready()).catalogue)
        if outcome is None:
            raise RefusedPressError(tongue.say(wording.CHANGED))
        return outcome

    async def _submit(self, question: StoredQuestion, rules: GuildRules, tongue: Tongue) -> None:
        now = int(time.time())
        until = now + rules.draft_hours * _HOUR
        async with self._database.session() as session:
            review = await open_review(session, question.id, question.guild, opened_at=now, expires_at=until)
        if review is None:
            raise RefusedPressError(tongue.say(words.SHARED_ALREADY))
        await self._drafts.submit(question.id)

    async def _post(
        self,
        press: discord.Interaction,
        question: StoredQuestion,
        outcome: Outcome,
        rules: GuildRules,
        tongue: Tongue,
    ) -> str:
        """Post an answer for everybody and return the link to it."""
        # The first click may have ended while this one waited.
        async with self._database.session() as session:
            now = await find_question(session, question.id)
        if now is None or now.public:
            raise RefusedPressError(tongue.say(words.SHARED_ALREADY))
        locale = press.guild_locale
        page = _shared_page(question, outcome, tongue_of(rules.language or (locale and locale.value)))
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        # The same nonce for the same question: a second try, also of another process, is the same message.
        message = await deliver(lambda: channel.send(view=page, nonce=question.origin))
        async with self._database.session() as session:
            await publish_question(session, question.id, answer_message=message.id)
        return message_link(question.guild, question.channel, message.id)


def _mode(judged: Judged, tongue: Tongue) -> ChannelMode:
    decision = judged.decision
    if isinstance(decision, Refused):
        raise RefusedPressError(refusal_sentence(tongue, decision))
    if decision.mode not in {ChannelMode.DRAFT, ChannelMode.OPEN}:
        raise RefusedPressError(tongue.say(words.NOT_TO_SHARE))
    return decision.mode


def _shared_page(question: StoredQuestion, outcome: Outcome, tongue: Tongue) -> Page:
    by = tongue.say(words.SHARED_BY, person=f"<@{question.asker}>")
    heading = wording.heading_of(
        Asked(text=question.text or "", speaker=question.speaker, intent=question.intent)
    )
    rendered = render(outcome, heading=heading, above=(by,), tongue=tongue)
    return answer_page(rendered, question.id, tongue)
