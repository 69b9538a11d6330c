"""What `whosaid backup` and `whosaid restore` show: a bar while they work, and what was copied."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table


@contextmanager
def shown_copying(doing: str) -> Generator[Callable[[int, int], None]]:
    """Give what is told how many rows are done, of how many; drawn on a terminal's standard error."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as drawn:
        task = drawn.add_task(doing, total=None)

        def tell(done: int, total: int) -> None:
            drawn.update(task, completed=done, total=total)

        yield tell


def show_counts(counts: Mapping[str, int]) -> Table:
    """Show how many rows of each table were copied."""
    table = Table(box=None, padding=(0, 1))
    table.add_column("Table")
    table.add_column("Rows", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    table.add_row("all", f"{sum(counts.values()):,}", style="bold")
    return table
