"""`whosaid demo`: the real bot in a page on this machine."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from rich.console import Console

from bot.commands.configured import Folders, configure
from bot.demo.showing import demo_database, run_demo
from bot.indexing.following import ShelfFollower
from bot.indexing.work import Twice
from bot.screening import screening
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.shelf.glance import is_surely_empty
from bot.terminal.progress import shown_progress
from bot.wiring import generating, loading, opened
from index.library import Library, open_library
from index.offers import SourceOffer
from index.progress import Progress


def show_demo(folders: Folders, *, port: int, question: str | None) -> int:
    """Serve the page until it is ended; return the exit code."""
    settings = configure(folders)
    asyncio.run(_serve(settings, port, question))
    return 0


async def _serve(settings: Settings, port: int, question: str | None) -> None:
    def open_index(shelf: Sequence[SourceOffer], told: Progress) -> Library:
        with shown_progress() as shown:
            return open_library(settings.index, progress=Twice(shown, told), shelf=shelf)

    async with (
        generating(settings) as generator,
        screening(settings) as screener,
        demo_database() as database,
        _shelves(settings, database) as shelves,
        loading(open_index, generator, ShelfFollower(shelves)) as loader,
    ):
        await run_demo(loader, screener, port=port, question=question, console=Console(), database=database)


@asynccontextmanager
async def _shelves(settings: Settings, own: Database) -> AsyncGenerator[list[Database]]:
    """Give the demo's own shelf, and the installation's if there is anything on it."""
    if is_surely_empty(settings.database):
        yield [own]
        return
    async with opened(settings.database) as kept:
        yield [own, kept]
