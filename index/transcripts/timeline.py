"""Times of segments: reading them, and refusing a file whose times cannot be those of a recording."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from index.errors import SourceError
from index.transcripts.reading import Doubt
from index.transcripts.segments import Segment
from index.transcripts.visible import Lines
from index.types import Seconds

_CLOCK = re.compile(r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{2}(?:[.,]\d{1,9})?)")
# From so many steps on "most of it" can be told from a slip.
_FEWEST_STEPS = 3


def read_clock(words: str) -> float | None:
    """Return the seconds that "1:02:03.4" or "2:03" says."""
    found = _CLOCK.fullmatch(words.strip())
    if found is None:
        return None
    seconds = float(found["seconds"].replace(",", "."))
    return int(found["hours"] or 0) * 3600 + int(found["minutes"]) * 60 + seconds


def read_seconds(value: object, *, per_second: int = 1) -> float | None:
    """Return a time that JSON holds as a number or in words; `per_second` is 1000 for thousandths."""
    if isinstance(value, str) and ":" in value:
        return read_clock(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value) / per_second
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None


def read_stretch(start: object, end: object, *, per_second: int = 1) -> tuple[Seconds | None, bool]:
    """Return the time from `start` to `end`, and whether there is one that makes no sense."""
    if start is None:
        return None, False
    first, last = read_seconds(start, per_second=per_second), read_seconds(end, per_second=per_second)
    if first is None:
        return None, True
    if last is None or last < first:
        return Seconds(first, first), end is not None
    return Seconds(first, last), False


def span_times(times: Sequence[Seconds | None]) -> Seconds | None:
    """Return the time over all of these."""
    known = [time for time in times if time is not None]
    return Seconds(min(time.start for time in known), max(time.end for time in known)) if known else None


def check_times(segments: Sequence[Segment], name: str, lines: Lines) -> list[Doubt]:
    """Say where times run backwards; refuse a file where most of them do."""
    timed = [segment for segment in segments if segment.time is not None]
    back = [later for sooner, later in pairwise(timed) if _start(later) < _start(sooner)]
    if not back:
        return []
    line = lines.line_of(back[0].body.start)
    steps = len(timed) - 1
    if steps >= _FEWEST_STEPS and 2 * len(back) > steps:
        sentence = (
            f"Its times run backwards in {len(back):,} of {steps:,} places. "
            "Check that it is a transcript in its own order."
        )
        raise SourceError(Path(name), sentence, line=line)
    where = "in one place" if len(back) == 1 else f"in {len(back):,} places"
    return [Doubt(sentence=f"The times run backwards {where}; the order of the file is kept.", line=line)]


def _start(segment: Segment) -> float:
    return segment.time.start if segment.time is not None else 0.0


def doubt_times(odd: Sequence[Segment], lines: Lines) -> list[Doubt]:
    """Say that the times of these segments make no sense."""
    if not odd:
        return []
    which = "this segment" if len(odd) == 1 else f"{len(odd):,} segments, from this one on,"
    sentence = f"The times of {which} cannot be used."
    return [Doubt(sentence=sentence, line=lines.line_of(odd[0].body.start))]
