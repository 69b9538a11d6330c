"""Cards in the review channel: sent once, and edited into what became of their draft."""

import discord

from bot.answering.types import Answer
from bot.cogs.asking.delivery import deliver, ping_nobody
from bot.cogs.asking.links import message_link
from bot.cogs.asking.policy import Policy
from bot.cogs.reviewing.dossiers import Dossier, seconds_of
from bot.cogs.reviewing.moderators import public_tongue
from bot.escaping import neutralise
from bot.moderation.borderline import Borderline, borderline
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.rendering.cards import Drafted, show_drafted
from bot.storage.database import Database
from bot.storage.questions import Ending, QuestionState, StoredQuestion, Way
from bot.storage.reviews import Review, place_card
from bot.translating import Tongue
from bot.views.acting import Act
from bot.views.page import Page
from bot.views.reviews import waiting_card
from bot.wording import reviewing as words
from bot.wording.why import FORGOTTEN

_DECIDED = {
    ReviewState.APPROVED: words.APPROVED_BY,
    ReviewState.EDITED: words.EDITED_BY,
    ReviewState.PRIVATE: words.PRIVATE_BY,
    ReviewState.REJECTED: words.REJECTED_BY,
    ReviewState.EXPIRED: words.EXPIRED_AT,
    ReviewState.WITHDRAWN: words.TAKEN_BACK_AT,
    ReviewState.STOPPED: words.STOPPED_AT,
}
_NOT_POSTED = {
    Ending.STOPPED: words.NOT_POSTED_STOPPED,
    Ending.FORBIDDEN: words.NOT_POSTED_FORBIDDEN,
    Ending.GONE: words.NOT_POSTED_GONE,
    Ending.BLOCKED: words.NOT_POSTED_BLOCKED,
}
_BORDERLINE = {
    Borderline.SENTENCES_FELL: words.WHY_SENTENCES_FELL,
    Borderline.TRANSLATED: words.WHY_TRANSLATED,
    Borderline.NEARLY_SAID: words.WHY_NEARLY_SAID,
    Borderline.MIXED: words.WHY_MIXED,
}
_SHOWN = {Ending.ANSWERED, Ending.ABSTAINED}


class NoReviewChannelError(Exception):
    """The moderators have set no channel for drafts."""


class ReviewCards:
    """Sends and edits the cards of drafts."""

    def __init__(self, *, client: discord.Client, database: Database, policy: Policy) -> None:
        self._client = client
        self._database = database
        self._policy = policy

    async def send(self, dossier: Dossier) -> None:
        """Send the card of a draft; the nonce keeps a second try from becoming a second card.

        Raises:
            NoReviewChannelError: If there is no channel for it.
            DeliveryError: If Discord does not take it.
        """
        guild, review = dossier.question.guild, dossier.review
        rules = await self._policy.rules_of(guild)
        if rules.review_channel is None:
            raise NoReviewChannelError
        channel = self._client.get_partial_messageable(rules.review_channel, guild_id=guild)
        page = self._waiting(dossier, public_tongue(self._client, guild, rules))
        sent = await deliver(lambda: channel.send(view=page, nonce=f"r{review.id}"))
        async with self._database.session() as session:
            await place_card(session, review.id, channel.id, sent.id)

    async def update(self, dossier: Dossier) -> None:
        """Edit the card of a draft that was decided into what became of it.

        Raises:
            DeliveryError: If Discord does not take it.
        """
        review, guild = dossier.review, dossier.question.guild
        if review.card_channel is None or review.card_message is None:
            return
        tongue = public_tongue(self._client, guild, await self._policy.rules_of(guild))
        channel = self._client.get_partial_messageable(review.card_channel, guild_id=guild)
        card, page = channel.get_partial_message(review.card_message), decided_card(tongue, dossier)
        await deliver(lambda: card.edit(view=page, allowed_mentions=ping_nobody()))

    def _waiting(self, dossier: Dossier, tongue: Tongue) -> Page:
        question, review = dossier.question, dossier.review
        head = [
            tongue.say(words.WAITING),
            tongue.say(words.ASKED, **_asked(question), expires=f"<t:{review.expires_at}:R>"),
            tongue.say(_why(dossier)),
        ]
        blocks = show_drafted(tongue, _drafted(dossier), head)
        return waiting_card(
            tongue, blocks, review=review.id, question=question.id, without=_senseless(dossier)
        )


def decided_card(tongue: Tongue, dossier: Dossier) -> Page:
    """Return what became of a draft: who decided and when, and no button."""
    question, review = dossier.question, dossier.review
    head = [tongue.say(_DECIDED[review.state], **_decided(tongue, dossier))]
    if review.state.is_shown and question.state is QuestionState.ENDED:
        head += _posted(tongue, dossier)
    head.append(tongue.say(words.ASKED_DONE, **_asked(question)))
    return Page(show_drafted(tongue, _drafted(dossier), head, waiting=False))


def decider(tongue: Tongue, review: Review) -> str:
    """Return who decided; of who had that deleted, that it is not kept."""
    return tongue.say(FORGOTTEN) if review.decided_by is None else f"<@{review.decided_by}>"


def _decided(tongue: Tongue, dossier: Dossier) -> dict[str, str]:
    review = dossier.review
    return {
        "who": decider(tongue, review),
        "when": f"<t:{review.decided_at or review.expires_at}:f>",
        "reason": neutralise(review.reason or ""),
    }


def _posted(tongue: Tongue, dossier: Dossier) -> list[str]:
    question, review = dossier.question, dossier.review
    if question.ending not in _SHOWN:
        return [tongue.say(_NOT_POSTED.get(question.ending or Ending.UNDELIVERED, words.NOT_POSTED_FAILED))]
    if review.state is ReviewState.PRIVATE or not question.public or question.answer_message is None:
        return []
    link = message_link(question.guild, question.channel, question.answer_message)
    return [tongue.say(words.POSTED, link=link)]


def _asked(question: StoredQuestion) -> dict[str, str]:
    return {
        "asker": f"<@{question.asker}>",
        "place": f"<#{question.channel}>",
        "when": f"<t:{question.accepted_at}:R>",
    }


def _why(dossier: Dossier) -> str:
    if dossier.question.state is QuestionState.ENDED:
        return words.WHY_RENEWED if dossier.question.public else words.WHY_SHARED
    close = None if dossier.outcome is None else borderline(dossier.outcome)
    if dossier.question.mode is ChannelMode.OPEN and close is not None:
        return _BORDERLINE[close]
    return words.WHY_DRAFT


def _drafted(dossier: Dossier) -> Drafted:
    question = dossier.question
    return Drafted(
        question=question.text,
        outcome=dossier.outcome,
        before=dossier.before,
        seconds=seconds_of(question),
    )


def _senseless(dossier: Dossier) -> frozenset[Act]:
    """Return the decisions that cannot be made about this draft."""
    question, outcome = dossier.question, dossier.outcome
    senseless: set[Act] = set()
    if not is_editable(dossier):
        senseless.add(Act.EDIT)
    # A message has no private way; who shares an answer has seen it in private.
    if question.way is Way.MENTION or question.state is QuestionState.ENDED:
        senseless.add(Act.PRIVATE)
    if outcome is None:
        senseless |= {Act.APPROVE, Act.PRIVATE}
    # Of an answer that is renewed, the passages of the old one are what is kept.
    if question.public or not (question.outcome and question.outcome.citations):
        senseless.add(Act.PASSAGE)
    return frozenset(senseless)


def is_editable(dossier: Dossier) -> bool:
    """Tell whether a draft's sentences are shown as such: those of a comparison, or of a check, are not."""
    outcome = dossier.outcome
    return isinstance(outcome, Answer) and not outcome.compared and not outcome.findings
