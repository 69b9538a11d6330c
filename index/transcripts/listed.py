"""Lists of segments in JSON: an object each, with words, speaker and time under keys of the format's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.transcripts.json_file import JsonFile, Path, fields_of
from index.transcripts.reading import Doubt
from index.transcripts.segments import Segment, clean_label
from index.transcripts.timeline import doubt_times, read_stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """How a format calls its words, its speakers (the first that is there) and its times."""

    words: str
    speaker: tuple[str, ...] = ("speaker",)
    start: str = "start"
    end: str = "end"
    per_second: int = 1


def read_listed(
    file: JsonFile, root: Path, values: Sequence[object], keys: Keys
) -> tuple[list[Segment], list[Doubt]]:
    """Return a segment for each object that holds words, and say which times make no sense."""
    segments: list[Segment] = []
    odd: list[Segment] = []
    for position, value in enumerate(values):
        fields = fields_of(value)
        pieces = file.words((*root, position, keys.words)) if isinstance(fields.get(keys.words), str) else ()
        if not pieces:
            continue
        start, end = fields.get(keys.start), fields.get(keys.end)
        time, wrong = read_stretch(start, end, per_second=keys.per_second)
        labels = (clean_label(fields.get(key)) for key in keys.speaker)
        speaker = next((label for label in labels if label), "")
        segments.append(Segment(speaker=speaker, pieces=pieces, body=file.span(pieces), time=time))
        odd += segments[-1:] if wrong else []
    return segments, doubt_times(odd, file.lines)
