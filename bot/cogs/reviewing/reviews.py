"""Drafts before moderators: brought, decided by one of them, and ended in time."""

import time
from collections.abc import Iterable

import discord
import structlog

from bot.answering.editing import Edited, NothingLeftError, UnnumberedError, edit_answer, lines_of
from bot.answering.types import Answer
from bot.cogs.asking.delivery import ConnectionOverError, DeliveryError, deliver
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rights import RefusedPressError
from bot.cogs.asking.scrutiny import HeldBackError, Scrutiny
from bot.cogs.reviewing.acting import tell_privately
from bot.cogs.reviewing.concluding import Concluding
from bot.cogs.reviewing.dossiers import Dossier, Dossiers
from bot.cogs.reviewing.moderators import check_moderator, readers_tongue
from bot.cogs.reviewing.publishing import has_private_way
from bot.cogs.reviewing.refused_edits import refused_edit, refused_sentences
from bot.cogs.reviewing.review_cards import NoReviewChannelError, ReviewCards, decider, is_editable
from bot.escaping import plain
from bot.fleet.part import Part
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import GuildRules
from bot.restoring import with_original, write_draft
from bot.storage.acts import ActKind, record_act
from bot.storage.database import Database
from bot.storage.outcomes import store_outcome
from bot.storage.questions import Ending, QuestionState, end_question, keep_outcome
from bot.storage.reviews import (
    Review,
    decide_review,
    due_reviews,
    uncarded_reviews,
    untold_reviews,
)
from bot.translating import Tongue, tongue_of
from bot.views.act_forms import ActForm, SentForm
from bot.views.acting import Act
from bot.views.presses import Press
from bot.wording import reviewing as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_LONGEST_REASON = 300
_LONGEST_EDIT = 4000  # Discord's limit of a field
_ACTS = {
    ReviewState.APPROVED: ActKind.APPROVED,
    ReviewState.EDITED: ActKind.EDITED,
    ReviewState.REJECTED: ActKind.REJECTED,
    ReviewState.PRIVATE: ActKind.ANSWERED_PRIVATELY,
    ReviewState.EXPIRED: ActKind.EXPIRED,
}
_ALREADY = {
    ReviewState.APPROVED: words.ALREADY_APPROVED,
    ReviewState.EDITED: words.ALREADY_APPROVED,
    ReviewState.REJECTED: words.ALREADY_REJECTED,
    ReviewState.PRIVATE: words.ALREADY_PRIVATE,
    ReviewState.EXPIRED: words.ALREADY_EXPIRED,
}


class Reviewing:
    """Brings drafts before moderators, and does what they decide; implements `Drafts`."""

    def __init__(
        self,
        *,
        database: Database,
        policy: Policy,
        dossiers: Dossiers,
        cards: ReviewCards,
        concluding: Concluding,
        scrutiny: Scrutiny,
        part: Part,
    ) -> None:
        self._database = database
        self._policy = policy
        self._dossiers = dossiers
        self._cards = cards
        self._concluding = concluding
        self._scrutiny = scrutiny
        self._part = part

    async def resume(self) -> None:
        """Take up what is due or was left: drafts that are over, decisions without effect, missing cards."""
        now = int(time.time())
        async with self._database.session() as session:
            for review in self._tended(await due_reviews(session, now)):
                if await decide_review(session, review.id, ReviewState.EXPIRED, by=None, at=now):
                    await record_act(
                        session, review.guild, ActKind.EXPIRED, actor=None, question=review.question, at=now
                    )
            untold, uncarded = await untold_reviews(session), await uncarded_reviews(session)
        for review in self._tended(untold):
            await self._concluding.conclude(review.id)
        for review in self._tended(uncarded):
            await self.submit(review.question)

    def _tended(self, reviews: Iterable[Review]) -> list[Review]:
        """Return those that no other process looks after."""
        return [review for review in reviews if self._part.tends(review.guild)]

    async def submit(self, row: int) -> None:
        """Bring a question's kept answer before moderators; if there is no way to, tell its asker so."""
        dossier = await self._dossiers.of_question(row)
        if dossier is None or dossier.review.state is not ReviewState.WAITING:
            return
        if dossier.review.card_message is not None:
            return
        try:
            await self._cards.send(dossier)
        except NoReviewChannelError:
            await self._give_up(dossier, words.NO_REVIEW_CHANNEL)
        except ConnectionOverError:
            _log.warning("draft without card", review=dossier.review.id)
        except DeliveryError as error:
            _log.warning("draft without card", review=dossier.review.id, ending=error.ending.value)
            if error.ending in {Ending.FORBIDDEN, Ending.GONE}:
                await self._give_up(dossier, words.REVIEW_CHANNEL_CLOSED)

    async def _give_up(self, dossier: Dossier, sentence: str) -> None:
        """End a draft that no moderator can see, and tell its asker why."""
        review, question, now = dossier.review, dossier.question, int(time.time())
        async with self._database.session() as session:
            if not await decide_review(session, review.id, ReviewState.STOPPED, by=None, at=now):
                return
            if question.state is not QuestionState.ENDED:
                await end_question(session, question.id, Ending.FORBIDDEN, ended_at=now)
        _log.info("question ended", row=question.id, ending=Ending.FORBIDDEN.value)
        await self._concluding.give_up(dossier, tongue_of(question.language).say(sentence))

    async def approve(self, press: Press, row: int) -> None:
        """Show a draft as it is."""
        await deliver(press.response.defer)
        dossier, rules = await self._permitted(press, row)
        self._check_showable(press, dossier, rules)
        await self._decide(press, dossier, ReviewState.APPROVED)

    async def answer_privately(self, press: Press, row: int) -> None:
        """Show a draft to its asker alone."""
        await deliver(press.response.defer)
        dossier, rules = await self._permitted(press, row)
        self._check_showable(press, dossier, rules)
        if not has_private_way(dossier.question):
            raise RefusedPressError(readers_tongue(press).say(words.NO_PRIVATE_WAY))
        await self._decide(press, dossier, ReviewState.PRIVATE)

    async def open_edit(self, press: Press, row: int) -> None:
        """Open the form with the sentences of a draft."""
        dossier, _ = await self._permitted(press, row)
        tongue, outcome = readers_tongue(press), dossier.outcome
        if not isinstance(outcome, Answer) or not is_editable(dossier):
            raise RefusedPressError(tongue.say(words.NOTHING_TO_EDIT))
        form = ActForm(Act.EDIT, row, tongue.say(words.EDIT_TITLE))
        form.explain(tongue.say(words.EDIT_EXPLAINED))
        lines = lines_of(outcome)
        form.ask_text(tongue.say(words.EDIT_LABEL), most=_LONGEST_EDIT, default=lines[:_LONGEST_EDIT])
        await deliver(lambda: press.response.send_modal(form))

    async def edit(self, sent: discord.Interaction, form: SentForm) -> None:
        """Show a draft as a moderator wrote it, if every sentence holds against its quotations."""
        await deliver(sent.response.defer)
        dossier, rules = await self._permitted(sent, form.row)
        try:
            await self._edit(sent, form, dossier, rules)
        except RefusedPressError as error:
            await tell_privately(sent, *refused_edit(readers_tongue(sent), str(error), form.text))

    async def _edit(
        self, sent: discord.Interaction, form: SentForm, dossier: Dossier, rules: GuildRules
    ) -> None:
        self._check_showable(sent, dossier, rules)
        outcome, tongue = dossier.outcome, readers_tongue(sent)
        if not isinstance(outcome, Answer) or not is_editable(dossier):
            raise RefusedPressError(tongue.say(words.NOTHING_TO_EDIT))
        edited = _edited(outcome, form.text, dossier, tongue)
        if edited.refused:
            raise RefusedPressError(refused_sentences(tongue, edited))
        try:
            await self._scrutiny.check_answer(rules, edited.answer)
        except HeldBackError as error:
            _log.info("edit held back", review=form.row, why=error.why)
            raise RefusedPressError(tongue.say(words.EDIT_HELD_BACK)) from error
        unchanged = edited.answer == outcome
        state = ReviewState.APPROVED if unchanged else ReviewState.EDITED
        await self._decide(sent, dossier, state, edited=None if unchanged else edited.answer)

    async def open_reject(self, press: Press, row: int) -> None:
        """Open the form for a reason."""
        await self._permitted(press, row)
        tongue = readers_tongue(press)
        form = ActForm(Act.REJECT, row, tongue.say(words.REJECT_TITLE))
        form.ask_text(
            tongue.say(words.REASON_LABEL), most=_LONGEST_REASON, hint=tongue.say(words.REASON_HINT)
        )
        await deliver(lambda: press.response.send_modal(form))

    async def reject(self, sent: discord.Interaction, form: SentForm) -> None:
        """Show a draft to nobody, and its asker the reason."""
        await deliver(sent.response.defer)
        dossier, _ = await self._permitted(sent, form.row)
        await self._decide(sent, dossier, ReviewState.REJECTED, reason=plain(form.text)[:_LONGEST_REASON])

    async def _permitted(self, press: discord.Interaction, row: int) -> tuple[Dossier, GuildRules]:
        """Return what is to be decided, if it waits and whoever presses may decide it."""
        dossier = await self._dossiers.of_review(row)
        tongue = readers_tongue(press)
        if dossier is None:
            raise RefusedPressError(tongue.say(words.NO_SUCH_DRAFT))
        rules = await check_moderator(press, self._policy, dossier.review.guild)
        if press.message is not None and press.message.id != dossier.review.card_message:
            raise RefusedPressError(tongue.say(words.NO_SUCH_DRAFT))
        if dossier.review.state is ReviewState.WAITING and time.time() >= dossier.review.expires_at:
            await self.resume()
            dossier = await self._dossiers.of_review(row) or dossier
        if dossier.review.state is not ReviewState.WAITING:
            raise RefusedPressError(_already(tongue, dossier))
        return dossier, rules

    def _check_showable(self, press: discord.Interaction, dossier: Dossier, rules: GuildRules) -> None:
        tongue = readers_tongue(press)
        if rules.paused_at is not None:
            raise RefusedPressError(tongue.say(words.PAUSED))
        if dossier.outcome is None:
            raise RefusedPressError(tongue.say(words.NO_DRAFT))

    async def _decide(
        self,
        press: discord.Interaction,
        dossier: Dossier,
        state: ReviewState,
        *,
        reason: str | None = None,
        edited: Answer | None = None,
    ) -> None:
        """Decide once, whoever else decides at the same moment, and bring it to its end."""
        review, question, now = dossier.review, dossier.question, int(time.time())
        kept = None if edited is None else write_draft(edited, dossier.catalogue)
        async with self._database.session() as session:
            decided = await decide_review(
                session, review.id, state, by=press.user.id, at=now, reason=reason, edited=kept
            )
            if decided:
                await record_act(
                    session,
                    review.guild,
                    _ACTS[state],
                    actor=press.user.id,
                    question=question.id,
                    at=now,
                )
            if decided and edited is not None and kept is not None and not question.public:
                # What its buttons open is what it will quote; an answer that stands keeps its own till then.
                stored, shown = store_outcome(edited, dossier.catalogue), with_original(kept, question.draft)
                await keep_outcome(session, question.id, stored, draft=shown, trace=question.trace)
        if not decided:
            await self._tell_who_was_first(press, review.id)
            return
        _log.info("review decided", review=review.id, state=state.value)
        await self._concluding.conclude(review.id)

    async def _tell_who_was_first(self, press: discord.Interaction, review: int) -> None:
        tongue = readers_tongue(press)
        dossier = await self._dossiers.of_review(review)
        sentence = tongue.say(words.NO_SUCH_DRAFT) if dossier is None else _already(tongue, dossier)
        raise RefusedPressError(sentence)


def _already(tongue: Tongue, dossier: Dossier) -> str:
    review = dossier.review
    sentence = _ALREADY.get(review.state, words.NO_SUCH_DRAFT)
    when = f"<t:{review.decided_at or review.expires_at}:R>"
    return tongue.say(sentence, who=decider(tongue, review), when=when)


def _edited(outcome: Answer, text: str, dossier: Dossier, tongue: Tongue) -> Edited:
    try:
        return edit_answer(outcome, text, dossier.catalogue)
    except UnnumberedError as error:
        raise RefusedPressError(tongue.say(words.EDIT_UNNUMBERED)) from error
    except NothingLeftError as error:
        raise RefusedPressError(tongue.say(words.EDIT_EMPTY)) from error
