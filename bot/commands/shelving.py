"""`whosaid sources remove` and `rename-speaker`: changing what is on the shelf."""

import sys
import time
from collections.abc import Mapping, Sequence

import typer

from bot.commands.bringing import bring_into_index, removed
from bot.commands.configured import Folders, configure
from bot.commands.errors import CommandError
from bot.commands.owning import require_shelved
from bot.settings import Settings
from bot.storage.beside import DatabaseBeside, database_beside
from bot.storage.shelf.changing import edit_sidecar, remove_source
from bot.storage.shelf.kept import Author, ShelfSource
from bot.storage.shelf.offering import source_text
from bot.terminal.failures import BAD_INPUT
from bot.terminal.progress import shown_progress
from bot.terminal.shelf import say_waiting
from index.apart import read_apart
from index.sidecar import Sidecar
from index.sidecar_editing import name_speaker
from index.transcripts import Reading
from index.types import Role


def remove_sources(folders: Folders, identities: Sequence[str], *, sure: bool) -> int:
    """Remove sources for good, after a question on a terminal; return the exit code."""
    settings = configure(folders)
    with database_beside(settings.database) as shelf:
        sources = [require_shelved(settings, shelf, one, to="remove") for one in identities]
        if not sure and not _confirmed(sources):
            return BAD_INPUT
        for source in sources:
            _remove(shelf, source)
        ids = [source.id for source in sources]
        code = _index(settings, shelf, removed(ids))
    sys.stdout.write(f"Removed for good: {', '.join(ids)}.\n")
    return code


def rename_speaker(folders: Folders, identity: str, old: str, new: str, *, role: Role | None) -> int:
    """Give a speaker another name, or join them with one who has it; return the exit code."""
    settings = configure(folders)
    with database_beside(settings.database) as shelf:
        source = require_shelved(settings, shelf, identity, to="rename")
        text = shelf.look(lambda session: source_text(session, identity, source.digest))
        before = read_apart(text.data, text.name, source.sidecar)
        sidecar = renamed(before, source.sidecar, old, new, role)
        after = read_apart(text.data, text.name, sidecar)
        if old in speakers_of(after) and old != new:
            raise CommandError(
                f"“{old}” cannot be renamed here: write a sidecar by hand, and update {identity} with it."
            )
        by, at = Author(person=None, guild=source.guild), int(time.time())
        seen = source.version.number
        kept = shelf.change(lambda session: edit_sidecar(session, identity, sidecar, seen=seen, by=by, at=at))
        code = _index(settings, shelf, {identity: kept.source.version.number}) if kept.changed else 0
    sys.stdout.write(f"{identity} has {_listed(speakers_of(after))}.\n")
    return code


def renamed(reading: Reading, sidecar: Sidecar, old: str, new: str, role: Role | None) -> Sidecar:
    """Return the sidecar in which a speaker has another name.

    Raises:
        CommandError: If nobody of that name speaks.
    """
    known = {speaker.name for speaker in reading.transcript.speakers}
    labels = {alias for speaker in reading.transcript.speakers for alias in speaker.aliases}
    if old not in known | labels:
        raise CommandError(f"Nobody called “{old}” speaks in it: choose one of {_listed(sorted(known))}.")
    # What the reader understood by itself is said, too: it knows by which labels the text calls whom.
    people = reading.understood.speakers or sidecar.speakers
    return name_speaker(sidecar.model_copy(update={"speakers": people}), old, new, role)


def speakers_of(reading: Reading) -> list[str]:
    """Return who speaks, by name."""
    return sorted({turn.speaker.name for turn in reading.transcript.turns})


def _confirmed(sources: Sequence[ShelfSource]) -> bool:
    named = ", ".join(f"{source.id} ({source.version.words:,} words)" for source in sources)
    if not sys.stdin.isatty():
        raise CommandError(f"This would remove for good: {named}. Say --yes if that is what you want.")
    return typer.confirm(f"Remove for good: {named}?", err=True)


def _remove(shelf: DatabaseBeside, source: ShelfSource) -> None:
    by, at = Author(person=None, guild=source.guild), int(time.time())
    shelf.change(lambda session: remove_source(session, source.id, by=by, at=at))


def _index(settings: Settings, shelf: DatabaseBeside, wanted: Mapping[str, int]) -> int:
    with shown_progress() as progress:
        indexed = bring_into_index(settings, shelf, wanted, progress)
    for sentence in indexed.failed.values():
        sys.stderr.write(f"{sentence}\n")
    if indexed.waits:
        say_waiting()
    return BAD_INPUT if indexed.failed else 0


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
