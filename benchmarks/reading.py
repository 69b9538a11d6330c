"""Read 1 MB of every format, and of what is hard on a reader: seconds and megabytes of memory for each.

Run `python benchmarks/reading.py [MEGABYTES]`; nothing should take more than 2 s for a megabyte.
"""

import json
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import cast

from index.errors import SourceError
from index.transcripts import read_transcript
from index.transcripts.json_file import fields_of, items_of

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "data" / "formats"
_SIGNS = (
    "<v A",
    "<v ",
    "&",
    "&#",
    "<",
    "{\\",
    "[A",
    "(A",
    "- ",
    ">> ",
    "A: ",
    "\t",
    "-->",
    "0:00 ",
    "♪",
    "[",
    "A  0",
)
_HEADS = {
    "webvtt": "WEBVTT\n\n00:00.000 --> 00:01.000\n",
    "subrip": "1\n00:00:00,000 --> 00:00:01,000\n",
    "text": "",
}


def repeat_text(text: str, size: int) -> str:
    """Repeat a text up to a size, a line break between."""
    return "\n".join([text] * max(1, size // (len(text) + 1)))


def repeat_items(held: object, size: int) -> str:
    """Repeat what the longest lists of a JSON value hold, up to a size."""
    while len(json.dumps(held)) < size:
        held = _doubled(held)
    return json.dumps(held, ensure_ascii=False)


def _doubled(value: object) -> object:
    if isinstance(value, dict):
        return {key: _doubled(item) for key, item in fields_of(cast("object", value)).items()}
    if not isinstance(value, list):
        return value
    items = items_of(cast("object", value))
    return [*items, *items] if len(items) != 1 else [_doubled(items[0])]


def measure(title: str, data: bytes) -> None:
    """Print how long reading takes, and how much memory."""
    seconds, said = _timed(lambda: _read(data))
    tracemalloc.start()
    _read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = len(data) / 1e6
    print(f"{title:48} {size:5.2f} MB {seconds:6.2f} s {peak / 1e6:7.1f} MB  {said}")


def _timed(call: Callable[[], str]) -> tuple[float, str]:
    begun = time.process_time()
    said = call()
    return time.process_time() - begun, said


def _read(data: bytes) -> str:
    try:
        return f"{len(read_transcript(data, 'talk').transcript.turns):,} turns"
    except SourceError as error:
        return error.sentence[:60]


def main() -> None:
    """Measure every sample repeated, then rows of signs."""
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else "1") * 1e6)
    for path in sorted(SAMPLES.glob("*/*")):
        if path.suffix in {".tsv", ".md"}:
            continue
        text = path.read_text("utf-8")
        grown = repeat_items(json.loads(text), size) if path.suffix == ".json" else repeat_text(text, size)
        measure(f"{path.parent.name}/{path.name}", grown.encode())
    for kind, head in _HEADS.items():
        for sign in _SIGNS:
            measure(f"{kind}: {sign!r}, one line", (head + sign * (size // len(sign))).encode())
            measure(
                f"{kind}: {sign!r}, many lines", (head + (sign + "\n") * (size // (len(sign) + 1))).encode()
            )


if __name__ == "__main__":
    main()
