"""Amazon Transcribe's JSON: words and punctuation, with the speaker or the channel of each."""

from collections.abc import Mapping
from pathlib import Path

from index.errors import SourceError
from index.transcripts.hearing import Segments
from index.transcripts.joining import join_each
from index.transcripts.json_file import Fields, JsonFile, fields_of, follow, items_of
from index.transcripts.machine.words import SpokenWord, speak_words
from index.transcripts.segments import clean_label
from index.transcripts.timeline import read_stretch

_ADVICE = "Transcribe it again with speaker labels on, so that speakers are told apart."


def find_amazon(file: JsonFile) -> Segments | None:
    """Return what each speaker of an Amazon transcript says, or None if it is another format."""
    results = fields_of(follow(file.held, "results"))
    items = items_of(results.get("items"))
    if not any("alternatives" in fields_of(item) for item in items):
        return None
    labels = _labels_by_start(results)
    words: list[SpokenWord] = []
    for nth, item in enumerate(items):
        fields = fields_of(item)
        attached = fields.get("type") == "punctuation"
        before = words[-1].speaker if words else ""
        label = before if attached and words else _label(fields, labels)
        words.append(_word(fields, nth, label, file, attached=attached))
    if words and not any(word.speaker for word in words):
        raise SourceError(Path(file.name), f"None of its words says who speaks. {_ADVICE}")
    segments = speak_words(words, ("results", "transcripts", 0, "transcript"), file)
    return Segments(segments=segments, bare=True, join=join_each)


def _word(fields: Fields, nth: int, label: str, file: JsonFile, *, attached: bool) -> SpokenWord:
    time, _ = read_stretch(fields.get("start_time"), fields.get("end_time"))
    pieces = file.words(("results", "items", nth, "alternatives", 0, "content"))
    return SpokenWord(pieces=pieces, speaker=label, time=time, attached=attached)


def _label(fields: Fields, labels: Mapping[str, str]) -> str:
    own = clean_label(fields.get("speaker_label")) or clean_label(fields.get("channel_label"))
    return own or labels.get(str(fields.get("start_time")), "")


def _labels_by_start(results: Fields) -> dict[str, str]:
    """Return who speaks from when on; older files tell it in a list beside their words."""
    labels: dict[str, str] = {}
    for segment in items_of(follow(results, "speaker_labels", "segments")):
        for item in items_of(fields_of(segment).get("items")):
            fields = fields_of(item)
            labels[str(fields.get("start_time"))] = clean_label(fields.get("speaker_label"))
    return labels
