"""`whosaid sources list` and `show`: what is in here, and one source turn by turn."""

from rich.console import Console

from bot.commands.configured import Folders, configure
from bot.commands.errors import CommandError
from bot.commands.opening import open_shown
from bot.terminal.sources import show_sources, show_turns


def list_sources(folders: Folders) -> int:
    """List all sources; return the exit code."""
    with open_shown(configure(folders)) as library:
        Console().print(show_sources(library.corpus.sources()))
    return 0


def show_source(folders: Folders, identity: str) -> int:
    """Show one source turn by turn; return the exit code."""
    with open_shown(configure(folders)) as library:
        entry = library.corpus.source(identity)
        if entry is None:
            known = ", ".join(entry.id for entry in library.corpus.sources()[:20])
            raise CommandError(f"There is no source “{identity}”: choose one of {known}.")
        Console().print(show_turns(entry, library.corpus.turns(identity)))
    return 0
