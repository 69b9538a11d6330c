"""Start a program whose event loop is timed: `python -m tests.wire.paced ADDRESS PROGRAM…`.

What holds the loop is written down in the file that `PACED` names, a line of JSON each: when it ended (by
this machine's steady clock), the processor time that the loop's own thread took, which a busy machine does
not change, how long it took by the clock, what it was, how much of it went into collecting garbage, and the
modules that were loaded meanwhile.
"""

import asyncio
import gc
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from tests.wire.launch import main as launch

LEAST = 0.01  # seconds


def pace(file: Path) -> None:
    """Have every step of every event loop timed."""
    swept = [0.0, 0.0]

    def sweep(phase: str, _told: object) -> None:
        if threading.current_thread() is threading.main_thread():
            swept[1 if phase == "start" else 0] = time.thread_time() - (swept[1] if phase == "stop" else 0)

    gc.callbacks.append(sweep)
    run: Any = asyncio.Handle._run  # pyright: ignore[reportPrivateUsage]  there is no other place

    def timed(handle: Any) -> None:  # noqa: ANN401 - the library's own
        swept[0] = 0.0
        told, known = repr(handle), len(sys.modules)
        began, used = time.monotonic(), time.thread_time()
        run(handle)
        taken = time.thread_time() - used
        now = time.monotonic()
        if max(taken, now - began) >= LEAST:
            loaded = list(sys.modules)[known:]
            step = {
                "at": now,
                "used": round(taken, 4),
                "took": round(now - began, 4),
                "what": told,
                "loaded": loaded,
                "swept": round(swept[0], 4),
            }
            with file.open("a", encoding="utf-8") as written:
                written.write(json.dumps(step) + "\n")

    asyncio.Handle._run = timed  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]


def main() -> None:
    """Time the program's loop, and run it."""
    pace(Path(os.environ["PACED"]))
    launch()


if __name__ == "__main__":
    main()
