"""*Flag*: what readers hold against an answer, kept once a person, and brought before moderators."""

import time

import discord
import structlog

from bot.cogs.asking.delivery import deliver
from bot.cogs.asking.places import person_of
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rights import RefusedPressError, permitted_question
from bot.cogs.reviewing.acting import tell_privately
from bot.cogs.reviewing.flag_cards import REASONS, FlagCards, Handled
from bot.cogs.reviewing.moderators import check_moderator, readers_tongue
from bot.cogs.reviewing.withdrawing import PrivateWay, Withdrawing
from bot.escaping import plain
from bot.fleet.part import Part
from bot.moderation.places import Person
from bot.storage.acts import ActKind, record_act
from bot.storage.database import Database
from bot.storage.flags import (
    FlagReason,
    NewFlag,
    flag_answer,
    flagged_by,
    flags_of,
    handle_flags,
    uncarded_flags,
)
from bot.storage.questions import StoredQuestion, find_question
from bot.views.act_forms import ActForm, SentForm
from bot.views.acting import Act
from bot.views.presses import Press
from bot.wording import flagging as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_LONGEST_NOTE = 300
_HOUR = 3600
_MOST_AN_HOUR = 10
_TOKEN_LIFE = 14 * 60  # seconds that the reply of an interaction can be edited


class Flagging:
    """Takes flags, and what moderators make of them."""

    def __init__(
        self,
        *,
        database: Database,
        policy: Policy,
        cards: FlagCards,
        withdrawing: Withdrawing,
        part: Part,
    ) -> None:
        self._database = database
        self._policy = policy
        self._cards = cards
        self._withdrawing = withdrawing
        self._part = part

    async def open_form(self, press: Press, row: int) -> None:
        """Open the form for what is wrong with an answer."""
        question = await permitted_question(self._database, press, row, on_answer=True)
        await self._check_may_flag(press, question)
        tongue = readers_tongue(press)
        form = ActForm(Act.FLAG, row, tongue.say(words.FLAG_TITLE))
        form.ask_choice(
            tongue.say(words.FLAG_LABEL), {reason.value: tongue.say(REASONS[reason]) for reason in FlagReason}
        )
        form.ask_text(
            tongue.say(words.NOTE_LABEL),
            most=_LONGEST_NOTE,
            hint=tongue.say(words.NOTE_HINT),
            optional=True,
        )
        await deliver(lambda: press.response.send_modal(form))

    async def flag(self, sent: discord.Interaction, form: SentForm) -> None:
        """Keep a flag, and show the moderators that there is one."""
        question = await permitted_question(self._database, sent, form.row, on_answer=True)
        await self._acknowledge(sent, question)
        await self._check_may_flag(sent, question)
        new = NewFlag(
            question=question.id,
            guild=question.guild,
            flagger=sent.user.id,
            reason=_reason(form.choice),
            note=plain(form.text)[:_LONGEST_NOTE] or None,
            flagged_at=int(time.time()),
        )
        async with self._database.session() as session:
            kept = await flag_answer(session, new)
        tongue = readers_tongue(sent)
        if not kept:
            raise RefusedPressError(tongue.say(words.FLAGGED_ALREADY))
        _log.info("answer flagged", row=question.id, reason=new.reason.value)
        await tell_privately(sent, tongue.say(words.THANKS))
        await self._cards.show(question.id)

    async def _acknowledge(self, sent: discord.Interaction, question: StoredQuestion) -> None:
        if question.public:
            await deliver(lambda: sent.response.defer(ephemeral=True, thinking=True))
            return
        # A form that was opened from a private answer lets that answer be edited, if moderators withdraw it.
        await deliver(sent.response.defer)
        way = PrivateWay(interaction=sent, until=time.time() + _TOKEN_LIFE)
        self._withdrawing.remember_way(question.id, way)

    async def keep(self, press: Press, row: int) -> None:
        """Note that moderators keep an answer though it was flagged."""
        await deliver(press.response.defer)
        tongue = readers_tongue(press)
        async with self._database.session() as session:
            question = await find_question(session, row)
        if question is None:
            raise RefusedPressError(tongue.say(words.HANDLED_ALREADY))
        await check_moderator(press, self._policy, question.guild)
        now = int(time.time())
        async with self._database.session() as session:
            handled = await handle_flags(session, row)
            if handled:
                await record_act(
                    session,
                    question.guild,
                    ActKind.FLAG_HANDLED,
                    actor=press.user.id,
                    question=row,
                    at=now,
                )
        if not handled:
            raise RefusedPressError(tongue.say(words.HANDLED_ALREADY))
        await self._cards.settle(row, Handled(words.KEPT_BY, by=press.user.id, at=now))

    async def resume(self) -> None:
        """Show the flags that no card shows yet."""
        async with self._database.session() as session:
            flags = await uncarded_flags(session)
            rows = dict.fromkeys(flag.question for flag in flags if self._part.has(flag.guild))
        for row in rows:
            await self._cards.show(row)

    async def _check_may_flag(self, press: discord.Interaction, question: StoredQuestion) -> None:
        tongue, person, now = readers_tongue(press), person_of(press), int(time.time())
        if question.withdrawn_at is not None:
            raise RefusedPressError(tongue.say(words.WITHDRAWN_ALREADY))
        rules = await self._policy.rules_of(question.guild)
        if person.id in rules.blocked_people or not _is_free(person, now):
            raise RefusedPressError(tongue.say(words.MAY_NOT_FLAG))
        async with self._database.session() as session:
            flags = await flags_of(session, question.id)
            since = await flagged_by(session, person.id, question.guild, since=now - _HOUR)
        if any(flag.flagger == person.id for flag in flags):
            raise RefusedPressError(tongue.say(words.FLAGGED_ALREADY))
        if len(since) >= _MOST_AN_HOUR:
            when = f"<t:{min(since) + _HOUR}:R>"
            raise RefusedPressError(tongue.say(words.FLAGGED_TOO_OFTEN, when=when))


def _is_free(person: Person, now: int) -> bool:
    timed_out = person.timed_out_until is not None and person.timed_out_until > now
    return person.member and not person.bot and not timed_out


def _reason(choice: str) -> FlagReason:
    return FlagReason(choice) if choice in set(FlagReason) else FlagReason.OTHER
