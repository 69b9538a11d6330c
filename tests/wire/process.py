"""The bot as a process of its own, started and ended by its id."""

import asyncio
import os
import re
import signal
import sys
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class BotProcess:
    """A running bot and what it has printed so far (both streams)."""

    process: Process
    lines: list[str] = field(default_factory=list[str])

    @property
    def output(self) -> str:
        """Everything it printed."""
        return "".join(self.lines)

    async def read(self) -> None:
        """Read what it prints until it ends, so that it never waits for us."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append(line.decode(errors="replace"))

    async def prints(self, pattern: str, *, seconds: float = 30) -> re.Match[str]:
        """Wait until it has printed what matches the pattern; fail with all that it printed instead."""
        deadline = time.monotonic() + seconds
        while not (found := re.search(pattern, self.output)):
            assert self.process.returncode is None, f"it ended; it printed:\n{self.output}"
            assert time.monotonic() < deadline, f"no {pattern} within {seconds} s; it printed:\n{self.output}"
            await asyncio.sleep(0.02)
        return found

    def child(self) -> int | None:
        """Return the id of the process that it started, if there is one (on Linux)."""
        pid = self.process.pid
        held = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        return int(held[0]) if held else None

    async def stop(self, number: signal.Signals = signal.SIGTERM, *, seconds: float = 20) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return await self.ended(seconds=seconds)

    async def ended(self, *, seconds: float = 20) -> int:
        """Wait for its end and return the exit code."""
        try:
            return await asyncio.wait_for(self.process.wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"it did not end within {seconds} s; it printed:\n{self.output}") from None


@asynccontextmanager
async def running(
    program: str,
    *arguments: str,
    address: str,
    folder: Path,
    environment: Mapping[str, str],
    launcher: str = "tests.wire.launch",
) -> AsyncGenerator[BotProcess]:
    """Run `program` (a `module:function`) against the fake at `address`, working in `folder`.

    Nothing of this machine's environment reaches it but what a program needs to start. `launcher` is the
    module that prepares and calls it.
    """
    inherited = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "SYSTEMROOT") if key in os.environ}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", launcher, address, program, *arguments),
        env={**inherited, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
        cwd=folder,
        stdout=PIPE,
        stderr=STDOUT,
    )
    bot = BotProcess(process)
    reading = asyncio.create_task(bot.read())
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await reading
