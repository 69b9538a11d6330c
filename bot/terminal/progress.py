"""How far long work is, on standard error: a bar on a terminal, else a line for each file."""

from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from index.progress import Progress as Told

_FINISHED = "Index"


class DrawnProgress:
    """Draws a bar that comes with the first report, and goes when the work is done."""

    def __init__(self, drawn: Progress, verb: str) -> None:
        self._drawn = drawn
        self._verb = verb
        self._task = drawn.add_task(verb, total=None, visible=False)

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Move the bar."""
        self._drawn.update(
            self._task, description=f"{self._verb} {doing}", completed=done, total=total, visible=True
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
    """Give what shows on standard error how far the index is, as long as the block lasts."""
    console = Console(stderr=True)
    if console.is_terminal:
        with drawn_progress("Indexing") as drawn:
            yield drawn
    else:
        yield WrittenProgress(console)


@contextmanager
def drawn_progress(verb: str) -> Generator[Told]:
    """Give what draws a bar on a terminal as long as the block lasts; elsewhere nothing is shown."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as drawn:
        yield DrawnProgress(drawn, verb)
