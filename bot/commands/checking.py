"""`whosaid sources check`: what is understood of a file, before anything is stored."""

from pathlib import Path

from rich.console import Console

from bot.terminal.sources import check_file, has_sidecar, show_check, show_proposal


def check_source(file: Path) -> int:
    """Show what is understood of a file, and propose a sidecar if it has none; return the exit code."""
    reading = check_file(file)
    console = Console()
    console.print(show_check(reading))
    if not has_sidecar(file):
        console.print(show_proposal(reading, file), soft_wrap=True)
    return 0
