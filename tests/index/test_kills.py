"""An index whose process is killed, with -9, at every step and at random: nothing acknowledged is lost.

`KILLS` says how often; `poe stress` does it a hundred times.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.index.killing import POINTS

KILLS = int(os.environ.get("KILLS", "8"))
ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Forking:
    """Has things done in processes that may be killed."""

    process: subprocess.Popen[str]
    step: int = 0

    def work_until_killed(self, point: str, count: int, seconds: float) -> None:
        """Let it go on from the step that was reached, until it comes to a point, or for so long."""
        pid = self._begin(f"work {self.step} {point} {count}")
        killing = threading.Timer(seconds, os.kill, (pid, signal.SIGKILL))
        killing.start()
        while not (line := self._read()).startswith("ended"):
            self.step = int(line.split()[1])
        killing.cancel()
        assert line == f"ended {-signal.SIGKILL}", "it must not end of itself"

    def check(self) -> str:
        """Return what is to be said of what is left."""
        self._begin(f"check {self.step}")
        said, ended = self._read(), self._read()
        assert ended == "ended 0", said
        return said

    def _begin(self, command: str) -> int:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        word, pid = self._read().split()
        assert word == "doing"
        return int(pid)

    def _read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture
def forking(tmp_path: Path) -> Iterator[Forking]:
    command = [sys.executable, "-m", "tests.index.killing", str(tmp_path)]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Forking(process)
        process.kill()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes to be killed are forked")
@pytest.mark.timeout(0)
def test_nothing_acknowledged_is_lost_by_a_kill(forking: Forking) -> None:
    chance = random.Random(KILLS)  # noqa: S311 - no secret
    named = list(POINTS)
    chance.shuffle(named)
    for kill in range(KILLS):
        point = named[kill // 2 % len(named)] if kill % 2 else "-"
        seconds = 20.0 if kill % 2 else chance.uniform(0.05, 3.0)
        forking.work_until_killed(point, chance.randrange(1, 4), seconds)
        said = forking.check()
        assert said.startswith("ok"), f"kill {kill} at {point} after step {forking.step}: {said}"
    assert forking.step > KILLS // 4
