"""The habit of naming speakers only where they change, as far as a file shows it."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from index.transcripts.captions.payload import Line

# Who is named again while nobody else spoke is named each time; slips are forgiven up to this share.
_SLIPS = 0.1
# So many cues without a name there are for each with one, where names stand only at changes.
_UNNAMED = 0.25


def names_changes(cues: Sequence[Sequence[Line]]) -> bool:
    """Tell whether speakers are named only where they change, so that a cue without a name goes on."""
    voices = [label for cue in cues for label, _ in groupby(line.label for line in cue) if label is not None]
    named = [label for label in voices if label]
    unnamed = sum(cue[0].label is None for cue in cues if cue)
    again = sum(one == other != "" for one, other in pairwise(voices))
    several = len(set(named)) > 1
    return several and unnamed >= max(1, _UNNAMED * len(named)) and again <= _SLIPS * (len(named) - 1)


def carry_labels(cues: Sequence[Sequence[Line]], *, over_cues: bool) -> list[list[str]]:
    """Return whose each line is: within a cue a line without a name goes on, over cues only by habit."""
    carried: list[list[str]] = []
    last = ""
    for cue in cues:
        last = last if over_cues else ""
        labels: list[str] = []
        for line in cue:
            last = last if line.label is None else line.label
            labels.append(last)
        carried.append(labels)
    return carried
