"""A loop that hangs is seen from other threads, and ends the process where a parent starts it again."""

import asyncio
import subprocess
import sys
import time

from bot.health.pulse import Pulse


async def test_a_loop_that_comes_round_has_no_lag_and_one_that_is_blocked_has() -> None:
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat())
    await asyncio.sleep(0.05)
    assert pulse.lag() < 0.2
    time.sleep(0.6)  # noqa: ASYNC251 - blocking the loop is what is tried
    assert 0.2 < pulse.lag() < 1
    await asyncio.sleep(0.05)
    assert pulse.lag() < 0.2
    beating.cancel()


LOST = """
import asyncio, time
from bot.health.pulse import Pulse, end_if_lost

async def main():
    pulse = Pulse()
    beating = asyncio.create_task(pulse.beat())
    await asyncio.sleep(0)
    end_if_lost(pulse, tick=0.1, lost=3)
    await asyncio.sleep(1)
    print("came round", flush=True)
    time.sleep(20)

asyncio.run(main())
"""


def test_a_lost_loop_ends_the_process_and_one_that_works_does_not() -> None:
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, check=False)  # noqa: S603 - our own code
    assert ended.returncode == 1
    assert ended.stdout.startswith("came round")
    assert "the event loop hangs" in ended.stdout
    assert time.monotonic() - began < 15
