"""Following a stored source on the card that stored it, until it can be asked."""

import asyncio
from collections.abc import Awaitable, Callable

import discord
import structlog

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.owned import find_own
from bot.cogs.curating.rights import require_curator
from bot.cogs.curating.standing import answers_quoting, is_listed, told_source
from bot.cogs.moderating.means import guild_of
from bot.cogs.moderating.replying import NotDoneError, reader_of
from bot.rendering.stored import ToldSource, stored_lines
from bot.storage.errors import StorageError
from bot.storage.shelf.kept import ShelfSource
from bot.translating import Tongue
from bot.views.intake import CardButton, Deed, Subject, source_mark
from bot.views.page import Page
from bot.wording import corpus as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_PAUSE = 1.0  # seconds between two looks; Discord wants no more than an edit a second
_MOST_LOOKS = 600


class Following:
    """Edits a card as long as Discord lets it; moderators are told by a note of its own, whatever happens."""

    def __init__(self, means: CuratingMeans, *, when_made: Callable[[], Awaitable[None]]) -> None:
        self._means = means
        self._when_made = when_made
        self._tasks: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Follow nothing any more."""
        for task in self._tasks:
            task.cancel()

    def follow(self, press: discord.Interaction, source: ShelfSource) -> None:
        """Go on editing the card behind a press until the source can be asked, or cannot be made."""
        task = asyncio.create_task(self._follow(press, source))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def follow_removal(self, identity: str) -> None:
        """Wait until a removed source is out of the index, and have that told."""
        task = asyncio.create_task(self._follow_removal(identity))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def page(self, press: discord.Interaction, tongue: Tongue, identity: str) -> Page:
        """Return how far a source of this server's own is."""
        rules = await self._means.rules.rulebook.of(guild_of(press))
        told = await told_source(self._means, rules, identity)
        if told is None:
            raise NotDoneError(tongue.say(words.CHANGED_MEANWHILE))
        return await self._page(press, tongue, told)

    async def look(self, press: discord.Interaction, tongue: Tongue, subject: Subject) -> Page:
        """Return how far a source is, for who may tend it."""
        rules = await require_curator(self._means.rules, press, tongue)
        source = await find_own(self._means.rules.database, rules, press, tongue, subject.mark)
        return await self.page(press, tongue, source.id)

    async def _follow(self, press: discord.Interaction, source: ShelfSource) -> None:
        tongue, shown = reader_of(press), None
        try:
            while not press.is_expired():
                rules = await self._means.rules.rulebook.of(guild_of(press))
                told = await told_source(self._means, rules, source.id)
                if told is None:
                    return
                if told != shown:
                    page, shown = await self._page(press, tongue, told), told
                    await deliver(lambda page=page: press.edit_original_response(view=page))
                if told.percent is None:
                    break
                await asyncio.sleep(_PAUSE)
            await self._when_made()
        except (DeliveryError, StorageError) as error:
            _log.warning("a stored source is followed no more", source=source.id, why=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the outermost edge of a task that nobody waits for
            _log.error("a stored source is followed no more", source=source.id, exc_info=error)

    async def _follow_removal(self, identity: str) -> None:
        try:
            for _ in range(_MOST_LOOKS):
                if not is_listed(self._means, identity):
                    break
                await asyncio.sleep(_PAUSE)
            await self._when_made()
        except Exception as error:  # noqa: BLE001 - the outermost edge of a task that nobody waits for
            _log.error("a removed source is followed no more", source=identity, exc_info=error)

    async def _page(self, press: discord.Interaction, tongue: Tongue, told: ToldSource) -> Page:
        backend = self._means.rules.backend.loaded()
        entries = () if backend is None else backend.catalogue.sources()
        present = next((entry.sha256 for entry in entries if entry.id == told.id), None)
        made = told.percent is None and told.why is None and present is not None
        outdated = (
            await answers_quoting(self._means, guild_of(press), told.id, other_than=present) if made else 0
        )
        subject = Subject(mark=source_mark(told.id), stored=True, seen=told.version)
        rows = [] if told.percent is None else [[CardButton(Deed.LOOK, subject, tongue)]]
        return Page(["\n".join(stored_lines(tongue, told, outdated=outdated))], rows)
