"""Arranging a shard for quick search in a process of its own: `python -m index.stores.edge_arranging FOLDER`.

It gives way to all others, ends with the process that started it, and can be ended at any moment.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from qdrant_edge import EdgeShard

from index.stores.edge_folder import arranging_failed

_OFTEN = 0.1
_GIVING_WAY = 10


class Arranging:
    """Arranges the shard in a folder that nobody has open."""

    def __init__(self, shard: Path) -> None:
        self._shard = shard

    def run(self, stop: Callable[[], bool]) -> bool:
        """Wait until it is done; return False if it was to stop before.

        Raises:
            IndexFolderError: If it cannot be done.
        """
        with _start(self._shard) as child:
            while not _has_ended(child):
                if stop():
                    child.kill()
                    return False
        if child.returncode != 0:
            raise arranging_failed(self._shard.parent, child.returncode)
        return True


def _start(shard: Path) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parents[2])
    path = os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(  # noqa: S603 - our own module, by this interpreter
        [sys.executable, "-P", "-m", "index.stores.edge_arranging", str(shard)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )


def _has_ended(child: subprocess.Popen[bytes]) -> bool:
    try:
        child.wait(_OFTEN)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end_with_parent() -> None:
    """End when the other end of the pipe is closed, as it is when the parent dies."""
    sys.stdin.buffer.read()
    os._exit(1)


def main(shard: str) -> None:
    """Arrange a shard."""
    if hasattr(os, "nice"):
        os.nice(_GIVING_WAY)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    opened = EdgeShard.load(shard)
    opened.optimize()
    opened.flush()
    opened.close()
    # The thread that waits for the parent would not let the interpreter end in peace.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
