"""`whosaid run`: the bot in Discord."""

import asyncio

import structlog

from bot.commands.configured import Folders, configure
from bot.commands.errors import CommandError
from bot.running import CannotRunError, run_bot
from bot.settings import Settings
from bot.wiring import generating, loading
from index.library import Library, open_library
from index.sources import find_sources

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class LoggedProgress:
    """Logs each file that is indexed, once."""

    def __init__(self) -> None:
        self._doing: str | None = None

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Log what is being done."""
        if doing != self._doing:
            self._doing = doing
            _log.info("indexing", doing=doing, done=done, total=total)


def run(folders: Folders) -> int:
    """Run until SIGTERM or Ctrl-C; return the exit code."""
    settings = configure(folders, serving=True)
    find_sources(settings.sources)  # what is wrong with them is said now, not at the first question
    try:
        return asyncio.run(_run(settings))
    except CannotRunError as error:
        raise CommandError(str(error)) from error


async def _run(settings: Settings) -> int:
    def open_index() -> Library:
        library = open_library(settings.index, progress=LoggedProgress())
        if library.notice:
            _log.warning("lexical mode", notice=library.notice)
        return library

    token = settings.discord_token
    async with generating(settings) as generator, loading(open_index, generator) as loader:
        return await run_bot(
            token=token.get_secret_value() if token else None,
            database=settings.database,
            backend=loader,
            open_channels=settings.open_channels,
        )
