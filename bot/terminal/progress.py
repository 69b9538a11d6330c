"""How far the index is, on standard error: a bar on a terminal, else a line for each file."""

from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from index.progress import Progress as Told

_FINISHED = "Index"


class DrawnProgress:
    """Draws a bar that comes with the first report, and goes when the work is done."""

    def __init__(self, drawn: Progress) -> None:
        self._drawn = drawn
        self._task = drawn.add_task("Index", total=None, visible=False)

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Move the bar."""
        self._drawn.update(
            self._task, description=f"Indexing {doing}", completed=done, total=total, visible=True
        )

    def tell(self, sentence: str) -> None:
        """Write a sentence above the bar."""
        self._drawn.console.print(sentence, soft_wrap=True, markup=False, highlight=False)


class WrittenProgress:
    """Writes a line for each new thing that is done."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._doing: str | None = None

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Write what is being done, once."""
        if doing == self._doing:
            return
        self._doing = doing
        share = f"{100 * done // total} %" if total else "0 %"
        self._console.print(
            "Indexed." if doing == _FINISHED else f"Indexing {doing} ({share} done)…",
            soft_wrap=True,
            markup=False,
            highlight=False,
        )

    def tell(self, sentence: str) -> None:
        """Write a sentence."""
        self._console.print(sentence, soft_wrap=True, markup=False, highlight=False)


@contextmanager
def shown_progress() -> Generator[Told]:
    """Give what shows progress on standard error as long as the block lasts."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield WrittenProgress(console)
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as drawn:
        yield DrawnProgress(drawn)
