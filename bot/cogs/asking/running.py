"""Which questions run now, and stopping them."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Running:
    """One question that is worked on; `showing` once it is too late to stop it.

    `message` is the one that asks, if one does; `row` is there once it is accepted, which begins with
    `admitting`. `late` is one that came after the desk had closed. `over` is one that nothing more is told
    of from here: its answer is shown, or moderators have its draft.
    """

    guild: int | None
    message: int | None = None
    row: int | None = None
    admitting: bool = False
    late: bool = False
    stopped: bool = False
    showing: bool = False
    over: bool = False
    task: asyncio.Task[object] | None = field(default=None, repr=False)


class RunningQuestions:
    """Knows every question that this process works on."""

    def __init__(self) -> None:
        self._running: list[Running] = []

    def __len__(self) -> int:
        return len(self._running)

    @contextmanager
    def run(self, running: Running) -> Generator[Running]:
        """Count the present task's question as running until the end of the block."""
        running.task = asyncio.current_task()
        self._running.append(running)
        try:
            yield running
        finally:
            self._running.remove(running)

    def tasks(self, concerned: Callable[[Running], bool] = lambda _: True) -> set[asyncio.Task[object]]:
        """Return the tasks of those that are concerned, or of all."""
        return {running.task for running in self._running if running.task and concerned(running)}

    def stop(self, concerned: Callable[[Running], bool]) -> int:
        """Stop those that are concerned and not shown yet; return how many."""
        found = [one for one in self._running if concerned(one) and not (one.showing or one.stopped)]
        for running in found:
            running.stopped = True
            if running.task is not None:
                running.task.cancel()
        return len(found)
