"""A process that adds to a store until it is killed, or holds it open.

Run as `python -m tests.index.stores.adding URL [BATCHES]`.
"""

import sys
import time
from itertools import count

from index.stores import open_store
from tests.index.stores.corpus import SHAPE, Sample

BATCH = 50


def say(what: object) -> None:
    """Write one line that the test reads."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def main(url: str, batches: int | None = None) -> None:
    """Add batch after batch, saying after each how many passages are safe; then keep the store open."""
    store = open_store(url, create=SHAPE)
    say("open")
    for number in count() if batches is None else range(batches):
        names = range(number * BATCH, (number + 1) * BATCH)
        store.add(
            [
                Sample(name=f"p{name}", text="Ropes.", vector=[1, 0, 0, 0], speakers=["mara"]).node()
                for name in names
            ]
        )
        say((number + 1) * BATCH)
    time.sleep(60)


if __name__ == "__main__":
    main(sys.argv[1], *(int(batches) for batches in sys.argv[2:]))
