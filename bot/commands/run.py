"""`whosaid run`: the bot in Discord."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

import structlog

from bot.answering.generation.generating import Generator
from bot.cases import Casebook
from bot.commands.configured import Folders, configure
from bot.commands.errors import CommandError
from bot.commands.opening import require_sources
from bot.fleet.shards import Shards
from bot.generation import most_of_a_question
from bot.indexing.following import ShelfFollower
from bot.indexing.packs import packs_for
from bot.indexing.work import Twice
from bot.running import CannotRunError, run_bot
from bot.screening import screening
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.failures import is_unreachable
from bot.storage.holding import held
from bot.supervising import end_with_parent
from bot.sweeping import Terms
from bot.terminal.failures import OURS
from bot.wiring import LibraryLoader, generating, loading, opened
from index.library import Library, check_settings, open_library
from index.offers import SourceOffer
from index.progress import Progress

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_TURN = 0.001  # seconds that a thread runs while others wait; Python's own choice is five times as long


class LoggedProgress:
    """Logs each file that is indexed, once."""

    def __init__(self) -> None:
        self._doing: str | None = None

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Log what is being done."""
        if doing != self._doing:
            self._doing = doing
            _log.info("indexing", doing=doing, done=done, total=total)

    def tell(self, sentence: str) -> None:
        """Log a sentence."""
        _log.info("indexing", told=sentence)


def run(folders: Folders, *, shards: Shards | None = None, restarts: int | None = None) -> int:
    """Run until SIGTERM or Ctrl-C; return the exit code, 1 where another start may do better.

    `shards` are this process's, where others run the rest. `restarts` is how often a supervising parent has
    started it again; None where there is no parent.
    """
    if restarts is not None:
        end_with_parent()
    settings = configure(folders, serving=True)
    if shards is not None and not shards.are_all and settings.database_url is None:
        raise CommandError(
            "Several processes need one database, and each has its own by default: set DATABASE_URL to the "
            "same for all, such as postgresql+asyncpg://user:password@host/whosaid."
        )
    # What is wrong with these is said now, not at the first question.
    require_sources(settings)
    check_settings(settings.index)
    # Whoever waits to be acknowledged waits for the loop to have its turn among threads that search.
    sys.setswitchinterval(_TURN)
    try:
        return asyncio.run(_run(settings, shards, restarts))
    except CannotRunError as error:
        raise CommandError(str(error)) from error
    except StorageError as error:
        if error.__cause__ is None or not is_unreachable(error.__cause__):
            raise
        _log.error("cannot start yet", reason=str(error))
        return OURS


async def _run(settings: Settings, shards: Shards | None, restarts: int | None) -> int:
    token = settings.discord_token
    async with (
        held(settings.database),
        opened(settings.database) as database,
        generating(settings, database) as generator,
        screening(settings) as screener,
        _loading(settings, database, generator) as loader,
    ):
        return await run_bot(
            token=token.get_secret_value() if token else None,
            database=database,
            address=settings.database,
            backend=loader,
            open_channels=settings.open_channels,
            screener=screener,
            casebook=Casebook(settings.data_dir / "cases"),
            direct_messages=settings.direct_messages,
            at_once=settings.at_once,
            waiting=settings.waiting,
            at_most=most_of_a_question(settings),
            health_host=settings.health_host,
            health_port=settings.health_port,
            shards=shards,
            restarts=restarts,
            terms=Terms(retention_days=settings.retention_days, grace_days=settings.grace_days),
            privacy_policy=settings.privacy_policy,
            shelf_limits=settings.shelf_limits,
        )


def _loading(
    settings: Settings, database: Database, generator: Generator | None
) -> AbstractAsyncContextManager[LibraryLoader]:
    follower = ShelfFollower([database])
    packs = packs_for(settings.index, database, stop=follower.is_over)

    def open_index(shelf: Sequence[SourceOffer], progress: Progress) -> Library:
        told = Twice(LoggedProgress(), progress)
        library = open_library(settings.index, progress=told, shelf=shelf, packs=packs)
        if library.notice:
            _log.warning("lexical mode", notice=library.notice)
        return library

    return loading(open_index, generator, follower)
