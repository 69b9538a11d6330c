"""From a decision about a draft to its end: shown, its asker told once, its card edited.

Every step can be taken again after a crash without anybody seeing it twice.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
import structlog

from bot.answering.types import Answer
from bot.cogs.asking.delivery import ConnectionOverError, DeliveryError, deliver
from bot.cogs.asking.links import message_link
from bot.cogs.asking.rechecking import Recheck, StoppedError, UncheckedError
from bot.cogs.reviewing.dossiers import Dossier, Dossiers
from bot.cogs.reviewing.moderators import public_tongue
from bot.cogs.reviewing.publishing import Publishing, has_private_way, subject_of
from bot.cogs.reviewing.review_cards import ReviewCards
from bot.escaping import neutralise
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.restoring import with_original
from bot.storage.database import Database
from bot.storage.outcomes import store_outcome
from bot.storage.outdated import renew_answer
from bot.storage.questions import Ending, QuestionState, Way, end_question
from bot.storage.reviews import mark_told
from bot.storage.standing import publish_question
from bot.storage.unwanted import reject_message
from bot.translating import tongue_of
from bot.views.page import say
from bot.wording import reviewing as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_PATIENCE = 600  # seconds after a decision in which Discord may be asked again whether it may still be shown
_UNSHOWN = {
    ReviewState.REJECTED: Ending.REJECTED,
    ReviewState.EXPIRED: Ending.EXPIRED,
    ReviewState.WITHDRAWN: Ending.STOPPED,
    ReviewState.STOPPED: Ending.STOPPED,
}
_SHOWN = {Ending.ANSWERED, Ending.ABSTAINED}


class Concluding:
    """Brings decided drafts to their end."""

    def __init__(
        self,
        *,
        client: discord.Client,
        database: Database,
        dossiers: Dossiers,
        publishing: Publishing,
        recheck: Recheck,
        cards: ReviewCards,
        bury: Callable[[int], Awaitable[None]],
    ) -> None:
        self._client = client
        self._database = database
        self._dossiers = dossiers
        self._publishing = publishing
        self._recheck = recheck
        self._cards = cards
        self._bury = bury
        self._busy: set[int] = set()

    async def conclude(self, review: int) -> None:
        """Take what is left of the steps after a decision; what fails is taken up again later."""
        if review in self._busy:
            return
        self._busy.add(review)
        try:
            await self._conclude(review)
        except (ConnectionOverError, UncheckedError) as error:
            _log.warning("review not concluded yet", review=review, why=type(error).__name__)
        finally:
            self._busy.discard(review)

    async def _conclude(self, review: int) -> None:
        dossier = await self._dossiers.of_review(review)
        if dossier is None or dossier.review.told_at is not None:
            return
        # Its button is gone at once; what became of the answer is added below.
        await self._update_card(dossier)
        ended = await self._end(dossier)
        await self._tell(dossier, ended)
        async with self._database.session() as session:
            await mark_told(session, review, int(time.time()))
        _log.info("review concluded", review=review, state=dossier.review.state.value)
        if dossier.review.state.is_shown:
            await self._update_card(ended)

    async def _end(self, dossier: Dossier) -> Dossier:
        """Show the answer if it was let out, and end the question; return the dossier as it is then."""
        question, state = dossier.question, dossier.review.state
        if question.state is QuestionState.ENDED and (not state.is_shown or _is_done(dossier)):
            return dossier
        ending, message = _UNSHOWN.get(state), None
        if ending is None:
            ending, message = await self._show(dossier)
        await self._note(dossier, ending, message)
        return replace(
            dossier,
            question=replace(
                question,
                state=QuestionState.ENDED,
                ending=ending,
                answer_message=message or question.answer_message,
                public=message is not None,
            ),
        )

    async def _show(self, dossier: Dossier) -> tuple[Ending, int | None]:
        """Show an answer; return its question's ending and, where everybody sees it, its message's id."""
        shown = Ending.ANSWERED if isinstance(dossier.outcome, Answer) else Ending.ABSTAINED
        try:
            if dossier.review.state is ReviewState.PRIVATE:
                await self._publishing.show_privately(dossier)
                return shown, None
            return shown, await self._publishing.post(dossier)
        except StoppedError as error:
            _log.info("answer may not be shown any more", row=dossier.question.id, why=error.reason)
            return Ending.STOPPED, None
        except UncheckedError:
            if _is_fresh(dossier):
                raise
            return Ending.UNDELIVERED, None
        except ConnectionOverError:
            raise
        except DeliveryError as error:
            _log.warning("answer not posted", row=dossier.question.id, ending=error.ending.value)
            return error.ending, None

    async def _note(self, dossier: Dossier, ending: Ending, message: int | None) -> None:
        question, outcome, now = dossier.question, dossier.outcome, int(time.time())
        edited = dossier.review.edited
        draft = question.draft if edited is None else with_original(edited, question.draft)
        async with self._database.session() as session:
            if question.state is not QuestionState.ENDED:
                noted = await end_question(
                    session,
                    question.id,
                    ending,
                    ended_at=now,
                    answer_message=message,
                    public=message is not None,
                )
            elif message is None or outcome is None or draft is None:
                noted = True
            elif question.public:
                # It stands where the old one stood, and its buttons open what it quotes now.
                stored, trace = store_outcome(outcome, dossier.catalogue), question.trace
                noted = await renew_answer(session, question.id, stored, draft=draft, trace=trace)
            else:
                noted = await publish_question(session, question.id, answer_message=message)
            if not noted and message is not None:
                # Who asked had it erased in that moment: it must not stand.
                await reject_message(session, question.id, message, at=now)
        if not noted and message is not None and question.public:
            # Or it was withdrawn, and its message says so no more.
            await self._bury(question.id)
        _log.info("question ended", row=question.id, ending=ending.value)

    async def _tell(self, before: Dossier, ended: Dossier) -> None:
        """Tell who asked, in place of the note that it waits, or else in a line where it was asked."""
        # `before` still knows the private way.
        question = before.question
        private = self._private_sentence(before, ended)
        try:
            if has_private_way(question):
                if private is not None:
                    await self._publishing.edit_private(question, say(private))
                return
            await self._tell_openly(before)
        except StoppedError as error:
            _log.info("asker not told", row=question.id, why=error.reason)
        except UncheckedError:
            if _is_fresh(before):
                raise
            _log.warning("asker not told", row=question.id, why="unchecked")
        except ConnectionOverError:
            raise
        except DeliveryError as error:
            _log.warning("asker not told", row=question.id, ending=error.ending.value)

    async def give_up(self, dossier: Dossier, sentence: str) -> None:
        """Tell who asked why no moderator sees the draft: in private, or in reply where that is no way."""
        question, review, page = dossier.question, dossier.review, say(sentence)
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        try:
            if has_private_way(question):
                await self._publishing.edit_private(question, page)
            elif question.way is Way.MENTION:
                asked, nonce = channel.get_partial_message(question.origin), f"t{review.id}"
                await deliver(lambda: asked.reply(view=page, nonce=nonce, mention_author=False))
        except DeliveryError as error:
            _log.warning("asker not told", row=question.id, ending=error.ending.value)
        async with self._database.session() as session:
            await mark_told(session, review.id, int(time.time()))

    def _private_sentence(self, before: Dossier, ended: Dossier) -> str | None:
        question, review = before.question, before.review
        tongue = tongue_of(question.language)
        if review.state is ReviewState.REJECTED:
            return tongue.say(words.TOLD_REJECTED, reason=neutralise(review.reason or ""))
        if review.state is ReviewState.EXPIRED:
            return tongue.say(words.TOLD_EXPIRED)
        if not review.state.is_shown:
            return tongue.say(words.TOLD_NOT_POSTED)
        if ended.question.ending not in _SHOWN:
            return tongue.say(words.TOLD_NOT_POSTED)
        if review.state is ReviewState.PRIVATE or ended.question.answer_message is None:
            return None
        link = message_link(question.guild, question.channel, ended.question.answer_message)
        return tongue.say(words.TOLD_APPROVED, link=link)

    async def _tell_openly(self, dossier: Dossier) -> None:
        """Say in the place how it ended, pinging nobody: not where the answer itself says it."""
        question, review = dossier.question, dossier.review
        if review.state not in {ReviewState.REJECTED, ReviewState.EXPIRED} or question.public:
            return
        if question.ending in _SHOWN:
            # Its asker has the answer, and only wanted to share it: that is nobody else's business.
            return
        still = await self._recheck.check(subject_of(question, ChannelMode.DRAFT))
        tongue = public_tongue(self._client, question.guild, still.rules)
        openly = {
            ReviewState.REJECTED: words.TOLD_REJECTED_OPENLY,
            ReviewState.EXPIRED: words.TOLD_EXPIRED_OPENLY,
        }[review.state]
        values = {"asker": f"<@{question.asker}>", "reason": neutralise(review.reason or "")}
        page = say(tongue.say(openly, **values))
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        nonce = f"t{review.id}"
        if question.way is Way.MENTION:
            asked = channel.get_partial_message(question.origin)
            await deliver(lambda: asked.reply(view=page, nonce=nonce, mention_author=False))
        else:
            await deliver(lambda: channel.send(view=page, nonce=nonce))

    async def _update_card(self, dossier: Dossier) -> None:
        try:
            await self._cards.update(dossier)
        except ConnectionOverError:
            raise
        except DeliveryError as error:
            _log.warning("card not edited", review=dossier.review.id, ending=error.ending.value)


def _is_fresh(dossier: Dossier) -> bool:
    """Tell whether it was decided so lately that Discord is asked once more."""
    return time.time() - (dossier.review.decided_at or 0) < _PATIENCE


def _is_done(dossier: Dossier) -> bool:
    """Tell whether what was let out was shown already, came to another end, or may not be shown any more."""
    question, outcome = dossier.question, dossier.outcome
    if question.withdrawn_at is not None or question.erased_at is not None:
        return True
    if question.ending not in _SHOWN or dossier.review.state is ReviewState.PRIVATE:
        return True
    if not question.public or outcome is None:
        return False
    return question.outcome == store_outcome(outcome, dossier.catalogue)
