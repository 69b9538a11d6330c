"""`whosaid sources list` and `show`: what is in here, and one source turn by turn.

Both read the files themselves: so they need no index, and work while the bot has it open.
"""

from collections.abc import Iterator

from rich.console import Console

from bot.commands.configured import Folders, configure
from bot.commands.errors import CommandError
from bot.settings import Settings
from bot.storage.shelf.glance import is_surely_empty
from bot.terminal.json_lines import print_json
from bot.terminal.listing import Listed, Origin, listed_as_json, show_listed, source_as_json
from bot.terminal.progress import drawn_progress
from bot.terminal.shelf import show_versions
from bot.terminal.sources import show_turns
from index.errors import SourceError
from index.sources import SourceFile, list_sources, read_source


def list_all(folders: Folders, *, as_json: bool) -> int:
    """List all sources; return the exit code."""
    settings = configure(folders)
    with drawn_progress("Reading") as progress:
        listed: list[Listed] = []
        for one in _all(settings):
            progress.report(doing=one.id, done=len(listed), total=len(listed) + 1)
            listed.append(one)
    listed.sort(key=lambda one: one.id)
    if as_json:
        print_json(listed_as_json(listed))
    else:
        Console().print(show_listed(listed))
    return 0


def show_source(folders: Folders, identity: str, *, as_json: bool) -> int:
    """Show one source turn by turn, and its versions; return the exit code."""
    settings = configure(folders)
    held = {file.id: file for file in _files(settings) if not isinstance(file, SourceError)}
    known = list(held)
    if not is_surely_empty(settings.database):
        from bot.commands.shelved import find_shelved  # noqa: PLC0415 - loads a database, which takes long

        found = find_shelved(settings, identity)
        if found.source is not None:
            _show(found.source, as_json=as_json)
            return 0
        known += found.known
    if identity not in held:
        raise CommandError(unknown(identity, known))
    _show(_read(held[identity]), as_json=as_json)
    return 0


def unknown(identity: str, known: list[str]) -> str:
    """Return the sentence for an id that nobody knows."""
    if not known:
        return f"There is no source “{identity}”: there is none at all yet."
    return f"There is no source “{identity}”: choose one of {', '.join(sorted(known)[:20])}."


def _all(settings: Settings) -> Iterator[Listed]:
    for file in _files(settings):
        yield _read(file)
    if not is_surely_empty(settings.database):
        from bot.commands.shelved import list_shelved  # noqa: PLC0415 - as above

        yield from list_shelved(settings)


def _files(settings: Settings) -> list[SourceFile | SourceError]:
    return list(list_sources(settings.sources)) if settings.sources.is_dir() else []


def _read(file: SourceFile | SourceError) -> Listed:
    changed_at = file.path.stat().st_mtime if file.path.exists() else 0.0
    if isinstance(file, SourceError):
        return Listed(id=file.path.name, origin=Origin.FOLDER, changed_at=changed_at, trouble=str(file))
    try:
        said = read_source(file).transcript
    except SourceError as error:
        return Listed(id=file.id, origin=Origin.FOLDER, changed_at=changed_at, trouble=str(error))
    return Listed(id=file.id, origin=Origin.FOLDER, changed_at=changed_at, transcript=said)


def _show(one: Listed, *, as_json: bool) -> None:
    if one.transcript is None:
        raise CommandError(one.trouble or f"“{one.id}” cannot be read.")
    if as_json:
        print_json(source_as_json(one))
        return
    console = Console()
    console.print(show_turns(one.transcript, one.transcript.turns))
    if one.versions:
        console.print()
        console.print(show_versions(one.versions, one.server))
