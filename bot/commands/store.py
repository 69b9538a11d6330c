"""`whosaid store`: an index as a file, brought to another engine, and a store that is tried."""

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.commands.configured import Folders, configure
from bot.terminal.copying import shown_copying
from bot.terminal.failures import BAD_INPUT
from index.exports.exporting import About, export_index
from index.exports.importing import import_index
from index.library import PATIENCE
from index.making import read_making
from index.stores.trying import Step, try_store


def export(folders: Folders, file: Path) -> int:
    """Write the index into a file; return the exit code."""
    settings = configure(folders)
    with shown_copying("Exporting") as told:
        about = export_index(settings.index, file, told=told, patience=PATIENCE)
    _say(f"Exported {_passages(about)} into {file} ({file.stat().st_size:,} bytes).")
    _say("It holds the sources' own words: keep it as you keep the sources.")
    return 0


def bring(folders: Folders, file: Path, *, replace: bool) -> int:
    """Put an exported index in place at the engine that the settings name; return the exit code."""
    settings = configure(folders)
    making = read_making(settings.index)
    with shown_copying("Importing") as told:
        about = import_index(settings.index, making, file, replace_it=replace, told=told, patience=PATIENCE)
    _say(f"Imported {_passages(about)} from {file}; nothing was embedded.")
    return 0


def examine(folders: Folders) -> int:
    """Try the store that the settings name, leaving nothing; return 0 if it does what it should, else 2."""
    settings = configure(folders)
    steps = try_store(settings.index.store_url, settings.index.server)
    Console().print(_table(steps))
    fine = all(step.fine for step in steps)
    _say("The store does what it should." if fine else "Put right what is marked ✗, and try again.")
    return 0 if fine else BAD_INPUT


def _table(steps: list[Step]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1))
    for step in steps:
        sign, style = ("✓", "green") if step.fine else ("✗", "red")
        took = "" if step.seconds is None else f"{1000 * step.seconds:,.1f} ms"
        table.add_row(Text(sign, style=style), Text(step.name, style="bold"), Text(took), Text(step.told))
    return table


def _passages(about: About) -> str:
    return f"{about.passages:,} passages"


def _say(sentence: str) -> None:
    Console().print(sentence, markup=False, highlight=False, soft_wrap=True)
