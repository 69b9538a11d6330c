"""A small parent that starts the bot again whenever it ends, and never outlives or orphans it.

It loads little, so that whatever ends the bot (a crash, the machine's memory) leaves it standing.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

REFUSED = 2
"""The exit code after which the same start would end the same way: bad settings, a token Discord refuses."""

Report = Callable[[str, Mapping[str, object]], None]
Start = Callable[[int], Sequence[str]]
"""Gives the command that starts the bot for the n-th time again (0 is the first start)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Pauses before each new start, in seconds: doubled up to `longest`, small again after it ran `stable`.

    Discord allows 1,000 logins a day, and resets the token after that: the longest pause keeps within them.
    """

    first: float = 1.0
    longest: float = 180.0
    stable: float = 300.0

    def pause(self, failures: int) -> float:
        """Return the pause after that many failures in a row, jittered."""
        grown: float = min(self.longest, self.first * 2 ** min(failures - 1, 16))
        return grown * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, guards nothing


class Supervisor:
    """Keeps one child running until told to stop; `grace` is how long that may take it, in seconds."""

    def __init__(
        self, start: Start, *, report: Report, rhythm: Rhythm | None = None, grace: float = 35.0
    ) -> None:
        self._start = start
        self._report = report
        self._rhythm = rhythm or Rhythm()
        self._grace = grace
        self._child: subprocess.Popen[bytes] | None = None
        self._stop = threading.Event()
        self._told: list[int] = []

    def run(self) -> int:
        """Run the child again and again; return the exit code: 0 when it was stopped, 2 when refused."""
        failures = restarts = 0
        with self._signals():
            while True:
                began = time.monotonic()
                code = self._live(restarts)
                if self._told:
                    return self._stopped(code)
                if code == REFUSED:
                    return code
                failures = 1 if time.monotonic() - began >= self._rhythm.stable else failures + 1
                restarts += 1
                pause = self._rhythm.pause(failures)
                told = {"reason": describe_exit(code), "again_in": round(pause, 1), "restarts": restarts}
                self._report("the bot ended and is started again", told)
                if self._stop.wait(pause):
                    return 0

    def _live(self, restarts: int) -> int:
        # In a session of its own, a Ctrl-C in the terminal reaches the child once: from here. What it reads
        # ends when this process does, however that comes, and tells it to end as well.
        child = subprocess.Popen(self._start(restarts), stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own command again
        self._child = child
        if self._told:
            child.terminate()
        try:
            return child.wait()
        finally:
            self._child = None
            if child.stdin is not None:
                child.stdin.close()

    def _stopped(self, code: int) -> int:
        if len(self._told) > 1:
            return 128 + self._told[-1]
        # A child that was told so early that it knew no better ends by the signal itself.
        return 0 if code == -self._told[0] else code if code >= 0 else 128 - code

    def _tell(self, number: int, _frame: FrameType | None) -> None:
        self._told.append(number)
        self._stop.set()
        child = self._child
        if child is None:
            return
        if len(self._told) > 1:
            child.kill()
            return
        child.send_signal(number)
        late = threading.Timer(self._grace, child.kill)
        late.daemon = True
        late.start()

    @contextmanager
    def _signals(self) -> Generator[None]:
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self._tell) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def describe_exit(code: int) -> str:
    """Say how a process ended."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def again(restarts: int, *, option: str) -> list[str]:
    """Return the command line of this very process, with an option that counts the restarts."""
    return [sys.executable, *sys.orig_argv[1:], option, str(restarts)]


def end_with_parent() -> None:
    """Watch, from a thread, the pipe that the parent holds open as our input; end at once when it is gone."""
    threading.Thread(target=_watch_parent, name="parent", daemon=True).start()


def _watch_parent() -> None:
    while os.read(0, 1024):
        pass
    # Nobody would stop us any more, or start us again: what was under way is finished by the next start.
    os._exit(1)
