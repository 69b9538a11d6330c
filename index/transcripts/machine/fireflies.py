"""Fireflies' JSON: sentences with the name of who speaks, as downloaded or as its API gives them."""

from collections.abc import Sequence

from index.transcripts.hearing import Segments
from index.transcripts.joining import join_sentences
from index.transcripts.json_file import JsonFile, Path, fields_of, follow, items_of
from index.transcripts.listed import Keys, read_listed
from index.transcripts.machine.refusing import refuse_speakerless

_PLACES: tuple[Path, ...] = (
    (),
    ("sentences",),
    ("transcript", "sentences"),
    ("data", "transcript", "sentences"),
)
_NAMES = ("speaker_name", "speakerName")
_SPEAKERS = (*_NAMES, "speaker_id", "speakerId")


def find_fireflies(file: JsonFile) -> Segments | None:
    """Return the sentences of a transcript by Fireflies, or None if it is another format."""
    for root in _PLACES:
        values = items_of(follow(file.held, *root))
        keys = _find_keys(values)
        if keys is not None:
            segments, doubts = read_listed(file, root, values, keys)
            refuse_speakerless(segments, file, "Export it again after Fireflies has told the speakers apart")
            return Segments(segments=segments, doubts=tuple(doubts), bare=True, join=join_sentences)
    return None


def _find_keys(values: Sequence[object]) -> Keys | None:
    """Return the keys that these sentences use, or None if they are no sentences by Fireflies."""
    for value in values:
        fields = fields_of(value)
        if not any(name in fields for name in _NAMES):
            continue
        words = next((key for key in ("sentence", "text") if isinstance(fields.get(key), str)), None)
        if words is not None:
            snake = "start_time" in fields
            start, end = ("start_time", "end_time") if snake else ("startTime", "endTime")
            return Keys(words=words, speaker=_SPEAKERS, start=start, end=end)
    return None
