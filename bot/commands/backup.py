"""`whosaid backup` and `whosaid restore`: keeping a copy of the database, and bringing it back."""

import asyncio
from pathlib import Path

from rich.console import Console

from bot.commands.configured import Folders, configure
from bot.storage.backups.restoring import restore_backup
from bot.storage.backups.saving import save_backup
from bot.terminal.copying import show_counts, shown_copying

_PRIVATE = (
    "It holds what people asked, their ids, and the secret keys of this installation: keep it as private as "
    "the database itself, and delete it when it is as old as questions may become."
)


def backup(folders: Folders, file: Path) -> int:
    """Copy everything that is kept into a file, also while the bot runs; return the exit code."""
    settings = configure(folders)
    with shown_copying("Backing up") as told:
        header = asyncio.run(save_backup(settings.database, file, told=told))
    console = Console()
    console.print(show_counts(header.counts))
    size = f"{file.stat().st_size:,} bytes"
    console.print(f"Backed up into {file} ({size}).", markup=False, highlight=False, soft_wrap=True)
    console.print(_PRIVATE, soft_wrap=True)
    return 0


def restore(folders: Folders, file: Path, *, replace: bool) -> int:
    """Put what a backup holds into the database; return the exit code."""
    settings = configure(folders)
    with shown_copying("Restoring") as told:
        work = restore_backup(settings.database, file, replace=replace, copies=settings.data_dir, told=told)
        restored = asyncio.run(work)
    console = Console()
    console.print(show_counts(restored.header.counts))
    console.print(f"Restored from {file}.", markup=False, highlight=False, soft_wrap=True)
    if restored.copy is not None:
        said = f"What was there before is in {restored.copy}: delete it when you no longer need it."
        console.print(said, markup=False, highlight=False, soft_wrap=True)
    return 0
