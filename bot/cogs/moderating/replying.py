"""Answering a moderator: deferred, seen by them alone, and never raising to the library."""

from collections.abc import Awaitable, Callable

import discord
import structlog

from bot.cogs.asking.delivery import DeliveryError, deliver, tell_alone
from bot.cogs.asking.rights import RefusedPressError
from bot.cogs.moderating.means import ChangedMeanwhileError
from bot.moderation.rules_json import RulesError
from bot.rulebook import ContestedError
from bot.storage.errors import StorageError
from bot.translating import Tongue, tongue_of
from bot.views.listing import FilePage
from bot.views.page import Page, say
from bot.wording import moderating as wording
from index.errors import IndexingError

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

_EXPECTED = {
    ChangedMeanwhileError: wording.CHANGED_MEANWHILE,
    ContestedError: wording.CONTESTED,
    IndexingError: wording.LOADING,
}

Work = Callable[[Tongue], Awaitable[Page]]


class NotDoneError(Exception):
    """Whoever used the command is told why nothing was done; the text is the sentence, in their language."""


async def reply(interaction: discord.Interaction, work: Work) -> None:
    """Do what a command says and show its page to who used it, instead of "thinking"."""
    await _reply(interaction, work, thinking=True)


async def replace(interaction: discord.Interaction, work: Work) -> None:
    """Do what a control says and show its page in place of the one that it stands on."""
    await _reply(interaction, work, thinking=False)


async def amend(interaction: discord.Interaction, work: Work) -> None:
    """Do what a control says and show its page in place of the one that it stands on.

    Why it is not done is told beside it: what was typed or chosen before stays where it is.
    """
    tongue = reader_of(interaction)
    try:
        await deliver(lambda: interaction.response.defer(ephemeral=True, thinking=False))
        try:
            page = await work(tongue)
        except Exception as error:  # noqa: BLE001 - the outermost edge: a control never raises to the library
            if sentence := _sentence(tongue, error):
                told = say(sentence)
                await deliver(lambda: interaction.followup.send(view=told, ephemeral=True, wait=True))
            return
        await deliver(lambda: interaction.edit_original_response(view=page))
    except DeliveryError as error:
        _log.warning("moderator not answered", ending=error.ending.value)


async def open_form(
    interaction: discord.Interaction, work: Callable[[Tongue], Awaitable[discord.ui.Modal]]
) -> None:
    """Open a form: nothing can be deferred before it."""
    tongue = reader_of(interaction)
    try:
        form = await work(tongue)
        await deliver(lambda: interaction.response.send_modal(form))
    except Exception as error:  # noqa: BLE001 - the outermost edge: a command never raises to the library
        if sentence := _sentence(tongue, error):
            await tell_alone(interaction, sentence)


def reader_of(interaction: discord.Interaction) -> Tongue:
    """Return the language of who reads what only they see."""
    return tongue_of(str(interaction.locale))


async def _reply(interaction: discord.Interaction, work: Work, *, thinking: bool) -> None:
    tongue = reader_of(interaction)
    try:
        await deliver(lambda: interaction.response.defer(ephemeral=True, thinking=thinking))
        page = await _page(tongue, work)
        # A file can be read once: each try has its own.
        await deliver(
            lambda: interaction.edit_original_response(
                view=page, attachments=[page.file()] if isinstance(page, FilePage) else []
            )
        )
    except DeliveryError as error:
        _log.warning("moderator not answered", ending=error.ending.value)


async def _page(tongue: Tongue, work: Work) -> Page:
    try:
        return await work(tongue)
    except Exception as error:  # noqa: BLE001 - as above
        return say(_sentence(tongue, error) or tongue.say(wording.FAILED))


def _sentence(tongue: Tongue, error: Exception) -> str | None:
    if isinstance(error, DeliveryError):
        _log.warning("moderator not answered", ending=error.ending.value)
        return None
    if isinstance(error, NotDoneError | RefusedPressError):
        return str(error)
    if isinstance(error, RulesError):
        return tongue.say(wording.RULES_REFUSED, why=error.phrase)
    expected = next((said for kind, said in _EXPECTED.items() if isinstance(error, kind)), None)
    if expected is not None:
        return tongue.say(expected)
    _log.error("moderation failed", exc_info=error)
    return tongue.say(wording.NOT_KEPT if isinstance(error, StorageError) else wording.FAILED)
