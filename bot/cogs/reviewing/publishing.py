"""An approved answer, shown in its place to everybody, or to its asker alone."""

import time

import discord

from bot import wording
from bot.answering.asking import Asked
from bot.answering.types import Outcome
from bot.cogs.asking.delivery import deliver, ping_nobody, reply_once
from bot.cogs.asking.rechecking import Recheck, Still, StoppedError, Subject
from bot.cogs.asking.showing import quoted_sources
from bot.cogs.asking.visible import visible_sources
from bot.cogs.reviewing.dossiers import Dossier
from bot.cogs.reviewing.moderators import public_tongue
from bot.day_budgets import DayBudgets
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.rendering.outcomes import render
from bot.storage.questions import StoredQuestion, Way
from bot.translating import Tongue, tongue_of
from bot.views.answers import answer_page, private_page
from bot.views.page import Page
from bot.wording import reviewing as words

TOKEN_LIFE = 14 * 60
"""Seconds that an interaction's reply can be edited, with a minute to spare."""


class Publishing:
    """Shows what moderators let out, if it still may be shown."""

    def __init__(self, *, client: discord.Client, recheck: Recheck, days: DayBudgets) -> None:
        self._client = client
        self._recheck = recheck
        self._days = days

    async def post(self, dossier: Dossier) -> int:
        """Post an answer in its place and return its message's id; twice is the same message.

        Raises:
            StoppedError: If it may not be shown there any more.
            UncheckedError: If Discord does not say whether it may.
            DeliveryError: If Discord does not take it.
        """
        question, outcome = dossier.question, dossier.outcome
        if outcome is None or question.withdrawn_at is not None:
            raise StoppedError("sources" if outcome is None else "withdrawn")
        still = await self._recheck.check(_subject(dossier))
        check_sources(dossier, outcome, still)
        outcome = await self._days.within(question.guild, outcome, dossier.catalogue, whole=True)
        page = _public_page(dossier, outcome, public_tongue(self._client, question.guild, still.rules))
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        if question.public and question.answer_message is not None:
            # An answer that stands is renewed: its old words are kept nowhere.
            standing = channel.get_partial_message(question.answer_message)
            return (await deliver(lambda: standing.edit(view=page, allowed_mentions=ping_nobody()))).id
        if question.way is Way.MENTION:
            asked = channel.get_partial_message(question.origin)
            return (await deliver(lambda: reply_once(asked, page))).id
        return (await deliver(lambda: channel.send(view=page, nonce=question.origin))).id

    async def show_privately(self, dossier: Dossier) -> None:
        """Show an answer to its asker alone, in place of the note that it waits.

        Raises:
            StoppedError, UncheckedError, DeliveryError: As `post`; StoppedError where the way has closed.
        """
        question, outcome = dossier.question, dossier.outcome
        if outcome is None or not has_private_way(question):
            raise StoppedError("private way")
        still = await self._recheck.check(subject_of(question, ChannelMode.PRIVATE))
        check_sources(dossier, outcome, still)
        tongue = tongue_of(question.language)
        outcome = await self._days.within(question.guild, outcome, dossier.catalogue, whole=True)
        rendered = render(outcome, heading=heading_of(question), tongue=tongue)
        await self.edit_private(question, private_page(rendered, question.id, shareable=False, tongue=tongue))

    async def edit_private(self, question: StoredQuestion, page: Page) -> None:
        """Put a page in place of what only the asker sees; there has to be a private way.

        Raises:
            DeliveryError: If Discord does not take it.
        """
        token, message, application = question.token, question.answer_message, self._client.application_id
        if token is None or message is None or application is None:
            return
        hook = discord.Webhook.partial(application, token, client=self._client)
        await deliver(lambda: hook.edit_message(message, view=page))


def has_private_way(question: StoredQuestion) -> bool:
    """Tell whether its asker can still be shown something that nobody else sees."""
    alive = time.time() - question.accepted_at < TOKEN_LIFE
    return (
        alive and question.token is not None and question.answer_message is not None and not question.public
    )


def subject_of(question: StoredQuestion, mode: ChannelMode, *, asker: int | None = None) -> Subject:
    """Return what is about to be shown about a question.

    Where an answer that stands is renewed, it is for a moderator: whoever asked may be gone, or the message.
    """
    return Subject(
        guild=question.guild or None,
        channel=question.channel,
        asker=asker or question.asker,
        mode=mode,
        message=question.origin if question.way is Way.MENTION and asker is None else None,
    )


def _subject(dossier: Dossier) -> Subject:
    """Return what is about to be posted; for who decided, where an answer that stands is renewed."""
    moderator = dossier.review.decided_by if dossier.question.public else None
    return subject_of(dossier.question, ChannelMode.DRAFT, asker=moderator)


def check_sources(dossier: Dossier, outcome: Outcome, still: Still) -> None:
    """Raise StoppedError if the place may not see a source that is quoted, or not any more."""
    if not quoted_sources(outcome) <= visible_sources(dossier.catalogue, still.place, still.allowed):
        raise StoppedError("sources")


def heading_of(question: StoredQuestion) -> str | None:
    """Return what stands before a question above its answer; None where readers see the message that asks."""
    if question.way is Way.MENTION:
        return None
    return wording.heading_of(
        Asked(text=question.text or "", speaker=question.speaker, intent=question.intent)
    )


def _public_page(dossier: Dossier, outcome: Outcome, tongue: Tongue) -> Page:
    question, edited = dossier.question, dossier.review.state is ReviewState.EDITED
    approved = tongue.say(words.EDITED_LINE if edited else words.APPROVED_LINE)
    # A reply shows whom it answers.
    asked = tongue.say(words.ASKED_BY, asker=f"<@{question.asker}>")
    above = (approved,) if question.way is Way.MENTION else (asked, approved)
    rendered = render(outcome, heading=heading_of(question), above=above, tongue=tongue)
    return answer_page(rendered, question.id, tongue)
