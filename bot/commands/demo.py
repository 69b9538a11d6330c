"""`whosaid demo`: the real bot in a page on this machine."""

import asyncio

from rich.console import Console

from bot.commands.configured import Folders, configure
from bot.demo.showing import run_demo
from bot.screening import screening
from bot.settings import Settings
from bot.terminal.progress import shown_progress
from bot.wiring import generating, loading
from index.library import Library, open_library


def show_demo(folders: Folders, *, port: int, question: str | None) -> int:
    """Serve the page until it is ended; return the exit code."""
    settings = configure(folders)
    asyncio.run(_serve(settings, port, question))
    return 0


async def _serve(settings: Settings, port: int, question: str | None) -> None:
    def open_index() -> Library:
        with shown_progress() as progress:
            return open_library(settings.index, progress=progress)

    async with (
        generating(settings) as generator,
        screening(settings) as screener,
        loading(open_index, generator) as loader,
    ):
        await run_demo(loader, screener, port=port, question=question, console=Console())
