"""Opening the index for a command in the terminal, with its progress and its notice on standard error."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

from bot.settings import Settings
from bot.terminal.progress import shown_progress
from index.library import Library, open_library


@contextmanager
def open_shown(settings: Settings) -> Generator[Library]:
    """Give the index, made first if need be."""
    with shown_progress() as progress:
        library = open_library(settings.index, progress=progress)
    with library:
        if library.notice:
            sys.stderr.write(f"{library.notice}\n")
        yield library
