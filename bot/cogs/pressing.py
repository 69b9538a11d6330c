"""What happens when a control is pressed: rights first, from the payload, then one effect."""

import asyncio
import contextlib
import time
from dataclasses import replace

import discord
import structlog

from bot import wording
from bot.backend import BackendLoader
from bot.cogs.asking.delivery import DeliveryError
from bot.cogs.asking.places import place_of
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rechecking import StoppedError, UncheckedError
from bot.cogs.asking.rights import RefusedPressError, check_may_delete, permitted_question
from bot.cogs.asking.sharing import Sharing
from bot.cogs.asking.visible import is_visible
from bot.day_budgets import DayBudgets
from bot.failures import DISCORD_FAILURES, classify
from bot.opening import NoSuchTurnError, label_citation, open_citation
from bot.passages import OpenPassage
from bot.storage.database import Database
from bot.storage.questions import StoredQuestion, erase_question
from bot.translating import tongue_of
from bot.views.answers import passage_page
from bot.views.forms import AskMoreForm
from bot.views.page import Page, say
from bot.views.presses import Press
from bot.wording import refusals
from bot.wording.privacy import NOT_KEPT_ANY_MORE

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_TOLD = (NoSuchTurnError, RefusedPressError, StoppedError, UncheckedError)


class AnswerPresses:
    """Opens passages and forms, and deletes answers, for who may."""

    def __init__(self, database: Database, backend: BackendLoader, sharing: Sharing, policy: Policy) -> None:
        self._database = database
        self._backend = backend
        self.sharing = sharing
        self._policy = policy
        self._days = DayBudgets(database)

    async def open_passage(
        self, press: Press, *, row: int, citation: int, turn: int | None, anew: bool
    ) -> None:
        """Show a citation's turn, or another turn of its source; `anew` is in a message of its own."""
        try:
            await press.response.defer(ephemeral=True, thinking=anew)
            question = await permitted_question(self._database, press, row, on_answer=anew)
            page = await self._passage(press, question, citation, turn)
            await press.edit_original_response(view=page)
        except Exception as error:  # noqa: BLE001 - the outermost edge: a press never raises to the library
            await self._tell(press, error, replace=anew)

    async def ask_more(self, press: Press, *, row: int) -> None:
        """Open the form for a question that goes on from this answer."""
        try:
            question = await permitted_question(self._database, press, row, on_answer=True)
            await press.response.send_modal(AskMoreForm(row, question.text, tongue_of(press.locale.value)))
        except Exception as error:  # noqa: BLE001 - as above
            await self._tell(press, error, replace=False)

    async def share_answer(self, press: Press, *, row: int) -> None:
        """Share a private answer, if whoever presses asked, and its place lets it."""
        try:
            await press.response.defer()
            question = await permitted_question(self._database, press, row, on_answer=True)
            told = await self.sharing.share(press, question)
            await press.edit_original_response(view=say(told))
        except Exception as error:  # noqa: BLE001 - as above
            await self._tell(press, error, replace=False)

    async def delete_answer(self, press: Press, *, row: int) -> None:
        """Delete an answer, if whoever presses may."""
        try:
            await press.response.defer()
            question = await permitted_question(self._database, press, row, on_answer=True)
            rules = await self._policy.rules_of(press.guild_id)
            check_may_delete(press, question, rules)
            with contextlib.suppress(discord.NotFound):  # gone already is what was asked for
                await press.delete_original_response()
            async with self._database.session() as session:
                await erase_question(session, row, erased_at=int(time.time()))
        except Exception as error:  # noqa: BLE001 - as above
            await self._tell(press, error, replace=False)

    async def _passage(
        self, press: Press, question: StoredQuestion, number: int, ordinal: int | None
    ) -> Page:
        citations = question.outcome.citations if question.outcome else ()
        if question.erased_at is not None:
            raise RefusedPressError(NOT_KEPT_ANY_MORE)
        if not 0 <= number < len(citations):
            raise RefusedPressError(wording.GONE)
        catalogue = (await self._backend.ready()).catalogue
        picks = (await self._policy.rules_of(press.guild_id)).picks
        source = citations[number].source
        # One that is not there any more can be kept from nobody: its words are those of the answer.
        there = any(entry.id == source for entry in catalogue.sources())
        if there and not is_visible(catalogue, place_of(press), source, picks):
            raise RefusedPressError(wording.CHANGED)
        tongue = tongue_of(press.locale.value)
        opened = await asyncio.to_thread(open_citation, catalogue, citations, number, ordinal)
        shown = opened.shown
        if isinstance(shown, OpenPassage) and not await self._days.admits(question.guild, shown, catalogue):
            opened = replace(opened, shown=replace(shown, withheld=True))
        labels = [label_citation(citation, n, catalogue) for n, citation in enumerate(citations, start=1)]
        return passage_page(opened, row=question.id, labels=labels, tongue=tongue)

    async def _tell(self, press: Press, error: Exception, *, replace: bool) -> None:
        if isinstance(error, (*DISCORD_FAILURES, DeliveryError)):
            _log.warning("press not answered", ending=classify(error).value, exc_info=error)
            return
        if not isinstance(error, _TOLD):
            _log.error("press failed", exc_info=error)
        sentence = tongue_of(press.locale.value).say(_sentence(error))
        try:
            if not press.response.is_done():
                await press.response.send_message(view=say(sentence), ephemeral=True)
            elif replace:
                await press.edit_original_response(view=say(sentence))
            else:
                await press.followup.send(view=say(sentence), ephemeral=True)
        except DISCORD_FAILURES as failure:
            _log.warning("press not answered", ending=classify(failure).value, exc_info=failure)


def _sentence(error: Exception) -> str:
    if isinstance(error, RefusedPressError):
        return str(error)
    if isinstance(error, NoSuchTurnError):
        return wording.CHANGED
    if isinstance(error, StoppedError):
        return refusals.NO_MORE
    return refusals.UNCHECKED if isinstance(error, UncheckedError) else wording.APOLOGY
