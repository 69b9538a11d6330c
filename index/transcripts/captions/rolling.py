"""Rolling captions: automatic ones show each line twice, below and then above the next."""

from collections.abc import Sequence
from itertools import pairwise

from index.transcripts.captions.cues import Cue
from index.transcripts.captions.payload import Line

# The habit shows in so many cues, and in so large a share of them.
_FEWEST = 3
_SHARE = 0.3
# Cues that roll touch one another, to so many seconds.
_GAP = 1.0

Shown = tuple[Cue, list[Line]]


def drop_repeated(shown: Sequence[Shown]) -> tuple[list[Shown], int]:
    """Leave out lines that only roll up, where a file has the habit; return how many those are."""
    repeated = [0, *(_count_repeated(before, after) for before, after in pairwise(shown))]
    rolling = sum(count > 0 for count in repeated)
    if rolling < _FEWEST or rolling < _SHARE * (len(shown) - 1):
        return list(shown), 0
    kept = [(cue, lines[count:]) for (cue, lines), count in zip(shown, repeated, strict=True)]
    return kept, sum(repeated)


def _count_repeated(before: Shown, after: Shown) -> int:
    """Count the lines on top of a cue that the one before ended with."""
    if before[0].time is None or after[0].time is None or after[0].time.start > before[0].time.end + _GAP:
        return 0
    old = [(line.label, line.text) for line in before[1]]
    new = [(line.label, line.text) for line in after[1]]
    longest = min(len(old), len(new))
    return next((count for count in range(longest, 0, -1) if old[-count:] == new[:count]), 0)
