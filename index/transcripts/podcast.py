"""Podcasting 2.0 JSON transcripts: segments with a speaker, a time and a body."""

from collections.abc import Sequence

from index.transcripts.hearing import Segments
from index.transcripts.json_file import JsonFile, fields_of, follow, items_of
from index.transcripts.listed import Keys, read_listed
from index.transcripts.reading import Doubt

_KEYS = Keys(words="body", start="startTime", end="endTime")


def find_podcast(file: JsonFile) -> Segments | None:
    """Return the segments of a transcript whose `segments` have bodies, or None if it is another format."""
    values = items_of(follow(file.held, "segments"))
    if not any("body" in fields_of(value) for value in values) and not _is_empty(file):
        return None
    segments, doubts = read_listed(file, ("segments",), values, _KEYS)
    return Segments(segments=segments, doubts=(*_doubt_bodiless(values), *doubts))


def _is_empty(file: JsonFile) -> bool:
    return follow(file.held, "segments") == []


def _doubt_bodiless(values: Sequence[object]) -> list[Doubt]:
    positions = [at for at, value in enumerate(values) if not isinstance(fields_of(value).get("body"), str)]
    if not positions:
        return []
    first = f"Segment {positions[0] + 1} has no “body”; it is left out."
    more = f" So are {len(positions) - 1:,} more." if len(positions) > 1 else ""
    return [Doubt(sentence=first + more)]
