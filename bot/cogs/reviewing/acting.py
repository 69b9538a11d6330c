"""Where presses and forms of moderators' cards come in: handed to who does them, never raising."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import discord
import structlog
from discord.ext import commands

from bot import wording
from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.asking.rights import RefusedPressError
from bot.cogs.reviewing.evidence import Evidence
from bot.cogs.reviewing.moderators import readers_tongue
from bot.failures import DISCORD_FAILURES, classify
from bot.storage.errors import StorageError
from bot.views.act_forms import SentForm, sent_act
from bot.views.acting import Act
from bot.views.page import Page
from bot.views.presses import Press

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

Pressed = Callable[[Press, int], Awaitable[None]]
Sent = Callable[[discord.Interaction, SentForm], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handlers:
    """Who does what: by the act of a button, and of a form."""

    pressed: Mapping[Act, Pressed]
    sent: Mapping[Act, Sent]


class Acts(commands.Cog):
    """Does what is pressed and sent; whoever may not is told alone why nothing happens."""

    def __init__(self, handlers: Handlers, evidence: Evidence) -> None:
        self._handlers = handlers
        self._evidence = evidence

    async def press(self, press: Press, act: Act, row: int) -> None:
        """Do what a button says."""
        if act is Act.PASSAGE:
            await self.guard(press, self._evidence.open(press, row=row, citation=0, turn=None, anew=True))
        else:
            await self.guard(press, self._handlers.pressed[act](press, row))

    async def open_evidence(self, press: Press, *, row: int, citation: int, turn: int | None) -> None:
        """Show another turn or quotation of an answer in place of the one that is shown."""
        opened = self._evidence.open(press, row=row, citation=citation, turn=turn, anew=False)
        await self.guard(press, opened)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Do what a sent form says."""
        form = sent_act(interaction)
        # Not every act has a form; what was made up by hand is passed over.
        if form is not None and form.act in self._handlers.sent:
            await self.guard(interaction, self._handlers.sent[form.act](interaction, form))

    async def guard(self, press: discord.Interaction, work: Awaitable[None]) -> None:
        """Do some work that somebody asked for; why it is not done they alone are told."""
        try:
            await work
        except Exception as error:  # noqa: BLE001 - the outermost edge: a press never raises to the library
            await _tell(press, error)


async def _tell(press: discord.Interaction, error: Exception) -> None:
    if isinstance(error, DeliveryError):
        _log.warning("act not told", ending=error.ending.value)
        return
    if isinstance(error, DISCORD_FAILURES):
        _log.warning("act not told", ending=classify(error).value)
        return
    if not isinstance(error, RefusedPressError):
        _log.error("act failed", exc_info=error)
    try:
        await tell_privately(press, _sentence(press, error))
    except DeliveryError as failure:
        _log.warning("act not told", ending=failure.ending.value)


def _sentence(press: discord.Interaction, error: Exception) -> str:
    if isinstance(error, RefusedPressError):
        return str(error)
    tongue = readers_tongue(press)
    return tongue.say(wording.NOT_KEPT if isinstance(error, StorageError) else wording.APOLOGY)


async def tell_privately(press: discord.Interaction, *blocks: str) -> None:
    """Tell who pressed or sent something what nobody else sees, deferred before or not.

    Raises:
        DeliveryError: If Discord does not take it.
    """
    page = Page(blocks)
    if press.response.is_done():
        await deliver(lambda: press.followup.send(view=page, ephemeral=True, wait=True))
    else:
        await deliver(lambda: press.response.send_message(view=page, ephemeral=True))
