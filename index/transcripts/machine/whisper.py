"""Whisper's JSON (openai-whisper, faster-whisper, whisper.cpp), and WhisperX's, which tells speakers.

Plain Whisper knows no speakers: what it heard is shown as an unknown speaker's, never guessed.
"""

from collections.abc import Sequence

from index.transcripts.hearing import Segments
from index.transcripts.joining import join_breaths
from index.transcripts.json_file import Fields, JsonFile, Path, fields_of, follow, items_of
from index.transcripts.machine.words import SpokenWord, speak_words
from index.transcripts.reading import Skipped
from index.transcripts.segments import Segment, clean_label
from index.transcripts.sounds import is_remark
from index.transcripts.timeline import doubt_times, read_stretch
from index.types import Seconds


def find_whisper(file: JsonFile) -> Segments | None:
    """Return the segments of a Whisper or WhisperX file, or None if it is another format."""
    root, values = _find_values(file.held)
    if not any(_is_segment(fields_of(value)) for value in values):
        return None
    segments: list[Segment] = []
    odd: list[Segment] = []
    for position, value in enumerate(values):
        fields, path = fields_of(value), (*root, position)
        time, wrong = _time(fields)
        heard = _speak(fields, path, time, file)
        segments += heard
        odd += heard[:1] if wrong else []
    spoken, skipped = _tell_sounds(segments, file)
    doubts = tuple(doubt_times(odd, file.lines))
    return Segments(segments=spoken, doubts=doubts, skipped=tuple(skipped), join=join_breaths)


def _find_values(held: object) -> tuple[Path, Sequence[object]]:
    """Return where the segments stand: below a key, or on the top of the file."""
    for key in ("segments", "transcription"):
        if isinstance(follow(held, key), list):
            return (key,), items_of(follow(held, key))
    return (), items_of(held)


def _is_segment(fields: Fields) -> bool:
    timed = any(key in fields for key in ("start", "end", "timestamps", "offsets", "timestamp"))
    return isinstance(fields.get("text"), str) and timed


def _time(fields: Fields) -> tuple[Seconds | None, bool]:
    if "timestamps" in fields:  # whisper.cpp
        stamps = fields_of(fields["timestamps"])
        return read_stretch(stamps.get("from"), stamps.get("to"))
    if "timestamp" in fields:  # the pipeline of transformers
        stamp = items_of(fields["timestamp"])
        return read_stretch(*stamp) if len(stamp) == 2 else (None, True)  # noqa: PLR2004 - a start and an end
    return read_stretch(fields.get("start"), fields.get("end"))


def _speak(fields: Fields, path: Path, time: Seconds | None, file: JsonFile) -> list[Segment]:
    """Return what one segment holds; one in which several speak is split by its words."""
    words = _words(fields, path, file)
    speakers = {word.speaker for word in words if word.speaker}
    if len(speakers) > 1:
        return speak_words(_carried(words), (*path, "text"), file)
    pieces = file.words((*path, "text")) if isinstance(fields.get("text"), str) else ()
    if not pieces:
        return []
    speaker = next(iter(speakers), clean_label(fields.get("speaker")))
    return [Segment(speaker=speaker, pieces=pieces, body=file.span(pieces), time=time)]


def _words(fields: Fields, path: Path, file: JsonFile) -> list[SpokenWord]:
    words: list[SpokenWord] = []
    for nth, value in enumerate(items_of(fields.get("words"))):
        word = fields_of(value)
        if isinstance(word.get("word"), str):
            time, _ = read_stretch(word.get("start"), word.get("end"))
            pieces = file.words((*path, "words", nth, "word"))
            words.append(SpokenWord(pieces=pieces, speaker=clean_label(word.get("speaker")), time=time))
    return words


def _carried(words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Give words that no time could be found for, and so no speaker, to whoever said those beside them."""
    first = next(word.speaker for word in words if word.speaker)
    carried: list[SpokenWord] = []
    for word in words:
        before = carried[-1].speaker if carried else first
        kept = word if word.speaker else SpokenWord(pieces=word.pieces, speaker=before, time=word.time)
        carried.append(kept)
    return carried


def _tell_sounds(segments: Sequence[Segment], file: JsonFile) -> tuple[list[Segment], list[Skipped]]:
    """Tell what is said from what is only heard: "[BLANK_AUDIO]", "(applause)"."""
    spoken = [segment for segment in segments if not is_remark(segment.text)]
    skipped = [
        Skipped(text=segment.text, line=file.lines.line_of(segment.body.start), why="a sound")
        for segment in segments
        if is_remark(segment.text)
    ]
    return spoken, skipped
