"""The operator's folder and the shelf beside each other: a source is in one of them."""

from pathlib import Path

from bot.commands.errors import CommandError
from bot.commands.sources import unknown
from bot.settings import Settings
from bot.storage.beside import DatabaseBeside
from bot.storage.shelf.kept import ShelfSource
from bot.storage.shelf.listing import all_sources, find_source
from index.errors import SourceError
from index.sidecar import sidecar_path
from index.sources import SourceFile, list_sources


def folder_sources(settings: Settings) -> dict[str, SourceFile]:
    """Return the sources of the operator's folder by id; those that cannot be read are none."""
    if not settings.sources.is_dir():
        return {}
    found = (file for file in list_sources(settings.sources) if not isinstance(file, SourceError))
    return {file.id: file for file in found}


def require_shelved(settings: Settings, shelf: DatabaseBeside, identity: str, *, to: str) -> ShelfSource:
    """Return a source of the shelf; `to` is what is wanted, for who has to do that by hand.

    Raises:
        CommandError: If it is the folder's, or there is no such source.
    """
    found = shelf.look(lambda session: find_source(session, identity))
    if found is not None:
        return found
    held = folder_sources(settings)
    if identity in held:
        raise CommandError(_by_hand(identity, held[identity].path, settings.sources, to))
    known = [source.id for source in shelf.look(all_sources)]
    raise CommandError(unknown(identity, [*known, *held]))


def _by_hand(identity: str, path: Path, folder: Path, to: str) -> str:
    whose = f"“{identity}” is in your folder of sources, {folder}"
    ways = {
        "update": f"replace the file {path} by the new one",
        "remove": f"delete the file {path}, and {sidecar_path(path).name} beside it if there is one",
        "rename": f"write the name into {sidecar_path(path)}, as `whosaid sources check {path}` proposes it",
    }
    return f"{whose}: {ways[to]}; the index follows at the next start, or the next question here."
