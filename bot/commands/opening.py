"""Opening the index for a command in the terminal, with its progress and its notice on standard error."""

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.settings import Settings
from bot.storage.shelf.glance import is_surely_empty
from bot.terminal.progress import shown_progress
from index.library import PATIENCE, Library, open_library
from index.offers import SourceOffer
from index.packs import Packs
from index.progress import Progress, Silent
from index.sources import find_sources, list_sources

if TYPE_CHECKING:
    from bot.storage.beside import DatabaseBeside


@contextmanager
def open_shown(settings: Settings) -> Generator[Library]:
    """Give the index, made first if need be."""
    with shown_progress() as progress:
        library = _open(settings, progress)
    with library:
        told = library.notice
        if told:
            sys.stderr.write(f"{told}\n")
        yield library
        # A service of embeddings may have failed only when it was asked.
        if library.notice and library.notice != told:
            sys.stderr.write(f"{library.notice}\n")


def _open(settings: Settings, progress: Progress) -> Library:
    # Where nobody added anything, what a database needs is not loaded.
    if is_surely_empty(settings.database):
        return open_library(settings.index, progress=progress)
    from bot.storage.beside import database_beside  # noqa: PLC0415 - see above

    with database_beside(settings.database) as beside:
        return open_at_shelf(settings, beside, progress)


def any_in_folder(settings: Settings) -> bool:
    """Tell whether anything lies in the operator's folder of sources, good or bad."""
    return settings.sources.is_dir() and any(True for _ in list_sources(settings.sources))


def require_sources(settings: Settings) -> None:
    """Refuse a folder of sources with what is wrong with it; it may be empty where others were added.

    Raises:
        SourceError: If a file in it cannot be used, or there is nothing at all.
    """
    if any_in_folder(settings) or is_surely_empty(settings.database):
        find_sources(settings.sources)


def open_unchanged(settings: Settings, *, patience: float) -> Library:
    """Open the index as it is; IndexMismatchError if it is not at its sources."""
    if is_surely_empty(settings.database):
        return open_library(settings.index, progress=Silent(), build=False, patience=patience)
    from bot.storage.beside import database_beside  # noqa: PLC0415 - see above
    from bot.storage.shelf.offering import ShelfReader  # noqa: PLC0415 - as above

    with database_beside(settings.database) as beside:

        async def look() -> Sequence[SourceOffer]:
            return (await ShelfReader(beside.database).view()).offers

        shelf = beside.wait(look())
    return open_library(settings.index, progress=Silent(), shelf=shelf, build=False, patience=patience)


def open_at_shelf(
    settings: Settings, beside: "DatabaseBeside", progress: Progress, *, patience: float = PATIENCE
) -> Library:
    """Open the index, with what is on the shelf in it; what came of that is noted there."""
    from bot.indexing.following import ShelfFollower  # noqa: PLC0415 - needs a database
    from bot.indexing.packs import packs_for  # noqa: PLC0415 - as above
    from bot.indexing.work import Twice  # noqa: PLC0415 - as above

    def open_index(shelf: Sequence[SourceOffer], noted: Progress) -> Library:
        told = Twice(progress, noted)
        return open_library(settings.index, progress=told, shelf=shelf, patience=patience, packs=packs)

    async def follower() -> tuple[ShelfFollower, Packs | None]:
        made = ShelfFollower([beside.database])
        return made, packs_for(settings.index, beside.database, stop=made.is_over)

    following, packs = beside.wait(follower())
    try:
        return beside.wait(following.open_whole(open_index))
    except KeyboardInterrupt:
        following.end()
        raise
