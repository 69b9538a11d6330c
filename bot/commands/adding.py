"""`whosaid sources add` and `update`: files onto the shelf, and from there into the index."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from bot.commands.bringing import Indexed, bring_into_index
from bot.commands.configured import Folders, configure
from bot.commands.errors import CommandError
from bot.commands.handing import Understood, list_paths, read_understood
from bot.commands.owning import folder_sources, require_shelved
from bot.settings import Settings
from bot.storage.beside import DatabaseBeside, database_beside
from bot.storage.shelf.changing import add_source, update_source
from bot.storage.shelf.errors import ShelfError
from bot.storage.shelf.kept import Author, Shelved
from bot.terminal.failures import BAD_INPUT
from bot.terminal.json_lines import print_json
from bot.terminal.progress import drawn_progress, shown_progress
from bot.terminal.shelf import Added, Result, added_as_json, say_waiting, show_added
from index.apart import ReaderProcess, read_apart
from index.errors import SourceError
from index.sources import SourceFile, locate_source
from index.transcripts.updating import Read


def add_sources(folders: Folders, paths: Sequence[Path], *, server: int | None, as_json: bool) -> int:
    """Add files and folders; return the exit code, 2 if one of them was refused."""
    settings = configure(folders)
    found = list(list_paths(paths))
    if not found:
        raise CommandError("There is no transcript under these paths: name a file, or another folder.")
    with database_beside(settings.database) as shelf:
        added: list[Added] = []
        with ReaderProcess() as reader, drawn_progress("Reading") as progress:
            adder = _Adder(settings, shelf, Author(person=None, guild=server), reader.read)
            for number, file in enumerate(found):
                progress.report(doing=file.path.name, done=number, total=len(found))
                added.append(adder.add(file))
        return _finish(settings, shelf, added, as_json=as_json)


def update(folders: Folders, identity: str, path: Path, *, as_json: bool) -> int:
    """Put the next version of a source in place; return the exit code."""
    settings = configure(folders)
    with database_beside(settings.database) as shelf:
        source = require_shelved(settings, shelf, identity, to="update")
        read = read_understood(locate_source(path), read_apart, source.sidecar)
        by, at = Author(person=None, guild=source.guild), int(time.time())
        kept = shelf.change(lambda session: update_source(session, identity, read.handed, by=by, at=at))
        return _finish(settings, shelf, [_added(read, kept, Result.UPDATED)], as_json=as_json)


class _Adder:
    def __init__(self, settings: Settings, shelf: DatabaseBeside, by: Author, read: Read) -> None:
        self._settings = settings
        self._shelf = shelf
        self._by = by
        self._read = read
        self._folder = folder_sources(settings)

    def add(self, file: SourceFile | SourceError) -> Added:
        """Add one file, or tell why not; it stops no other."""
        if isinstance(file, SourceError):
            return Added(path=file.path, result=Result.REFUSED, sentence=str(file))
        try:
            return self._add(file)
        except (SourceError, ShelfError) as error:
            return Added(path=file.path, result=Result.REFUSED, sentence=str(error))

    def _add(self, file: SourceFile) -> Added:
        if there := self._in_folder(file):
            return there
        read = read_understood(file, self._read)
        at = int(time.time())
        kept = self._shelf.change(lambda session: add_source(session, read.handed, by=self._by, at=at))
        return _added(read, kept, Result.ADDED)

    def _in_folder(self, file: SourceFile) -> Added | None:
        """Return what to say of a source that the operator's folder has, if it does."""
        folder = self._settings.sources
        if file.path.resolve().is_relative_to(folder.resolve()):
            told = f"It lies in your folder of sources, {folder}, which is read whole."
            return Added(path=file.path, result=Result.UNCHANGED, id=file.id, sentence=told)
        there = self._folder.get(file.id)
        if there is None or self._by.guild is not None:
            return None
        told = (
            f"{file.path.name}: “{file.id}” is in your folder of sources ({there.path}): replace that file."
        )
        return Added(path=file.path, result=Result.REFUSED, sentence=told)


def _added(read: Understood, kept: Shelved, changed: Result) -> Added:
    version = kept.source.version
    return Added(
        path=read.path,
        result=changed if kept.changed else Result.UNCHANGED,
        id=kept.source.id,
        version=version.number,
        words=version.words,
        turns=version.turns,
        doubts=read.doubts,
    )


def _finish(settings: Settings, shelf: DatabaseBeside, added: Sequence[Added], *, as_json: bool) -> int:
    """Have in the index what was added, and show what came of each file."""
    wanted = {one.id: one.version for one in added if one.id and one.version}
    indexed = Indexed(failed={})
    if wanted:
        with shown_progress() as progress:
            indexed = bring_into_index(settings, shelf, wanted, progress)
    told = list(_with_failures(added, indexed))
    if as_json:
        print_json(added_as_json(told))
    else:
        Console().print(show_added(told))
    if indexed.waits:
        say_waiting()
    return BAD_INPUT if any(one.result in {Result.REFUSED, Result.FAILED} for one in told) else 0


def _with_failures(added: Sequence[Added], indexed: Indexed) -> Iterator[Added]:
    for one in added:
        sentence = indexed.failed.get(one.id) if one.id else None
        yield one if sentence is None else replace(one, result=Result.FAILED, sentence=sentence)
