"""Deepgram's JSON: paragraphs, utterances or words with the number of a speaker, for each channel."""

from pathlib import Path

from index.errors import SourceError
from index.transcripts.hearing import Segments
from index.transcripts.json_file import Fields, JsonFile, fields_of, follow, items_of
from index.transcripts.json_file import Path as Place
from index.transcripts.listed import Keys, read_listed
from index.transcripts.machine.words import SpokenWord, speak_words
from index.transcripts.segments import Segment, clean_label
from index.transcripts.timeline import read_stretch

_ADVICE = "Transcribe it again with `diarize=true`, so that speakers are told apart."


def find_deepgram(file: JsonFile) -> Segments | None:
    """Return the paragraphs of a transcript by Deepgram, or None if it is another format."""
    channels = items_of(follow(file.held, "results", "channels"))
    alternatives = [fields_of(follow(channel, "alternatives", 0)) for channel in channels]
    if not any("transcript" in alternative for alternative in alternatives):
        return None
    segments: list[Segment] = []
    for nth, alternative in enumerate(alternatives):
        root: Place = ("results", "channels", nth, "alternatives", 0)
        label = f"Channel {nth + 1}" if len(alternatives) > 1 else ""
        segments += _hear_channel(alternative, root, label, file)
    if segments and not any(segment.speaker for segment in segments):
        segments = _hear_utterances(file)
    if len(alternatives) > 1:
        # Each channel is a list of its own; together they are one talk.
        segments.sort(key=lambda segment: segment.time.start if segment.time else 0.0)
    return Segments(segments=segments, bare=True)


def _hear_channel(alternative: Fields, root: Place, channel: str, file: JsonFile) -> list[Segment]:
    paragraphs = items_of(follow(alternative, "paragraphs", "paragraphs"))
    place = (*root, "paragraphs", "paragraphs")
    heard = [_hear_paragraph(value, (*place, nth), channel, file) for nth, value in enumerate(paragraphs)]
    found = [segment for segment in heard if segment is not None]
    if any(segment.speaker for segment in found):
        return found
    words = _words(alternative, root, channel, file)
    return speak_words(words, (*root, "transcript"), file)


def _hear_paragraph(value: object, path: Place, channel: str, file: JsonFile) -> Segment | None:
    fields = fields_of(value)
    sentences = items_of(fields.get("sentences"))
    pieces = file.words(*((*path, "sentences", nth, "text") for nth in range(len(sentences))))
    if not pieces:
        return None
    time, _ = read_stretch(fields.get("start"), fields.get("end"))
    speaker = _label(fields, channel)
    return Segment(speaker=speaker, pieces=pieces, body=file.span(pieces), time=time)


def _words(alternative: Fields, root: Place, channel: str, file: JsonFile) -> list[SpokenWord]:
    words: list[SpokenWord] = []
    for nth, value in enumerate(items_of(alternative.get("words"))):
        fields = fields_of(value)
        key = "punctuated_word" if isinstance(fields.get("punctuated_word"), str) else "word"
        time, _ = read_stretch(fields.get("start"), fields.get("end"))
        pieces = file.words((*root, "words", nth, key)) if isinstance(fields.get(key), str) else ()
        words.append(SpokenWord(pieces=pieces, speaker=_label(fields, channel), time=time))
    return words


def _label(fields: Fields, channel: str) -> str:
    """Return a speaker's number; on a channel of their own each number is somebody else."""
    number = clean_label(fields.get("speaker"))
    if channel and number not in {"", "0"}:
        return f"{channel}, speaker {number}"
    return channel or number


def _hear_utterances(file: JsonFile) -> list[Segment]:
    values = items_of(follow(file.held, "results", "utterances"))
    segments, _ = read_listed(file, ("results", "utterances"), values, Keys(words="transcript"))
    if any(segment.speaker for segment in segments):
        return segments
    raise SourceError(Path(file.name), f"None of its words says who speaks. {_ADVICE}")
