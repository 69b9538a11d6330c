"""`/privacy`: what is kept of who uses it; download it, delete it, have nothing more stored."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot import wording as words
from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.kept_file import attached_file
from bot.storage.database import Database
from bot.storage.erasing import Erased, erase_with_cases
from bot.storage.errors import StorageError
from bot.storage.people import (
    blocked_in,
    count_kept,
    kept_of,
    last_questions,
    opt_in,
    opt_out,
    opted_out_since,
)
from bot.sweeping import ForgetCase, Terms
from bot.takedown import Takedown
from bot.translating import Tongue, tongue_of
from bot.views.kept import KeptView, confirm_page, deleted_page, kept_page
from bot.views.listing import FilePage
from bot.views.page import Page, say
from bot.views.presses import Press
from bot.views.privacy import Wish
from bot.wording import privacy as wording

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_LAST = 5  # questions shown
_DIRECT = 0  # stands for the server in direct messages
_HERE = frozenset({Wish.DELETE_HERE, Wish.DELETE_HERE_WITH_ANSWERS})
_WITH_ANSWERS = frozenset({Wish.DELETE_HERE_WITH_ANSWERS, Wish.DELETE_EVERYWHERE_WITH_ANSWERS})

StopRows = Callable[[Collection[int]], object]
"""Stops what runs of these questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the command works with; `policy` is the address of the operator's privacy policy."""

    database: Database
    terms: Terms
    takedown: Takedown
    stop_rows: StopRows
    forget_case: ForgetCase
    policy: str | None = None


@dataclass(slots=True)
class Background:
    """Tasks that nobody waits for, kept until they end."""

    tasks: set[asyncio.Task[object]] = field(default_factory=set[asyncio.Task[object]])

    def start(self, work: Callable[[], Awaitable[object]]) -> None:
        """Begin one; a failure is logged."""
        task = asyncio.create_task(_logged(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


class Privacy(commands.Cog):
    """Answers everybody everywhere, also where the bot is off, paused, or somebody is blocked."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._background = Background()
        self._deleting: set[int] = set()

    async def cog_unload(self) -> None:
        """Stop taking messages down; the next start goes on."""
        for task in self._background.tasks:
            task.cancel()

    @app_commands.command(description="What is kept of you here: see it, download it, delete it")
    async def privacy(self, interaction: discord.Interaction) -> None:
        """Show what is kept of who uses it."""
        await _reply(interaction, lambda tongue: self._overview(interaction, tongue), anew=True)

    async def fulfil(self, press: Press, wish: Wish) -> None:
        """Do what a button says, for whoever presses it."""
        if wish in {Wish.ASK_HERE, Wish.ASK_EVERYWHERE}:

            async def work(tongue: Tongue) -> Page | None:
                return confirm_page(tongue, everywhere=wish is Wish.ASK_EVERYWHERE)

        else:

            async def work(tongue: Tongue) -> Page | None:
                return await self._do(press, wish, tongue)

        await _reply(press, work, anew=wish is Wish.DOWNLOAD)

    async def _do(self, press: Press, wish: Wish, tongue: Tongue) -> Page | None:
        match wish:
            case Wish.DOWNLOAD:
                return await self._download(press, tongue)
            case Wish.OPT_OUT:
                async with self._means.database.session() as session:
                    await opt_out(session, press.user.id, at=int(time.time()))
                return await self._overview(press, tongue, tongue.say(wording.OPTED_OUT_NOW))
            case Wish.OPT_IN:
                async with self._means.database.session() as session:
                    await opt_in(session, press.user.id)
                return await self._overview(press, tongue, tongue.say(wording.OPTED_IN_NOW))
            case Wish.SHOW | Wish.ASK_HERE | Wish.ASK_EVERYWHERE:
                return await self._overview(press, tongue)
            case _:
                return await self._delete(press, wish, tongue)

    async def _overview(
        self, interaction: discord.Interaction, tongue: Tongue, note: str | None = None
    ) -> Page:
        person, guild = interaction.user.id, interaction.guild_id or _DIRECT
        async with self._means.database.session() as session:
            view = KeptView(
                here=await count_kept(session, person, guild),
                everywhere=await count_kept(session, person, None),
                last=await last_questions(session, person, guild, limit=_LAST),
                blocked=bool(await blocked_in(session, person, guild)),
                opted_out_at=await opted_out_since(session, person),
                retention_days=self._means.terms.retention_days,
                direct=guild == _DIRECT,
                policy=self._means.policy,
            )
        return kept_page(tongue, view, note)

    async def _download(self, press: Press, tongue: Tongue) -> Page:
        async with self._means.database.session() as session:
            kept = await kept_of(session, press.user.id, None)
        name, content = await asyncio.to_thread(attached_file, kept)
        return FilePage([tongue.say(wording.DOWNLOADED)], name=name, content=content)

    async def _delete(self, press: Press, wish: Wish, tongue: Tongue) -> Page | None:
        person = press.user.id
        if person in self._deleting:
            return None  # pressed twice: the first says what happened
        self._deleting.add(person)
        try:
            guild = (press.guild_id or _DIRECT) if wish in _HERE else None
            erased = await self._erase(person, guild, answers=wish in _WITH_ANSWERS)
        finally:
            self._deleting.discard(person)
        return deleted_page(tongue, erased, answers=wish in _WITH_ANSWERS)

    async def _erase(self, person: int, guild: int | None, *, answers: bool) -> Erased:
        means = self._means
        now = int(time.time())
        # A moderator who decides at this moment may hold what this needs: then it is done again.
        erased = await means.database.run(
            lambda session: erase_with_cases(
                session, person, guild, at=now, answers=answers, forget_case=means.forget_case
            )
        )
        means.stop_rows(erased.rows)
        self._background.start(means.takedown.run)
        _log.info("a person was forgotten", questions=erased.questions, stopped=erased.stopped)
        return erased


async def _logged(work: Callable[[], Awaitable[object]]) -> None:
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - the outermost edge: the hourly look tries again
        _log.error("messages not taken down", exc_info=error)


async def _reply(
    interaction: discord.Interaction, work: Callable[[Tongue], Awaitable[Page | None]], *, anew: bool
) -> None:
    """Do the work and show its page to who asked: `anew`, or in place of the one that it stands on."""
    tongue = tongue_of(interaction.locale.value)
    try:
        await deliver(lambda: interaction.response.defer(ephemeral=True, thinking=anew))
        page = await _page(tongue, work)
        if page is not None:
            # A file can be read once: each try has its own.
            await deliver(
                lambda: interaction.edit_original_response(
                    view=page, attachments=[page.file()] if isinstance(page, FilePage) else []
                )
            )
    except DeliveryError as error:
        _log.warning("privacy not told", ending=error.ending.value)


async def _page(tongue: Tongue, work: Callable[[Tongue], Awaitable[Page | None]]) -> Page | None:
    try:
        return await work(tongue)
    except StorageError as error:
        _log.error("privacy not done", exc_info=error)
        return say(tongue.say(words.NOT_KEPT))
    except Exception as error:  # noqa: BLE001 - the outermost edge: a press never raises to the library
        _log.error("privacy not done", exc_info=error)
        return say(tongue.say(wording.FAILED))
