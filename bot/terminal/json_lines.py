"""JSON on standard output, one value a line."""

import json
import sys


def print_json(value: object) -> None:
    """Print one value as a line of UTF-8, and let it go at once: who reads may wait for it."""
    line = json.dumps(value, ensure_ascii=False)
    # A lone surrogate, which UTF-8 cannot say, becomes the escape by which JSON says it.
    sys.stdout.flush()
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
