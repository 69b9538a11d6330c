"""Deepgram's JSON: paragraphs, utterances or words with the number of a speaker, for each channel."""

from collections.abc import Sequence
from pathlib import Path

from index.errors import SourceError
from index.transcripts.hearing import Segments
from index.transcripts.joining import join_each
from index.transcripts.json_file import Fields, JsonFile, fields_of, follow, items_of
from index.transcripts.json_file import Path as Place
from index.transcripts.listed import Keys, read_listed
from index.transcripts.machine.channels import part_channels
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
    segments = _hear_paragraphs(alternatives, file) or _hear_words(alternatives, file)
    if segments and not any(segment.speaker for segment in segments):
        segments = _hear_utterances(file)
    if len(alternatives) > 1:
        # Each channel is a list of its own; together they are one talk.
        segments.sort(key=lambda segment: segment.time.start if segment.time else 0.0)
    return Segments(segments=segments, bare=True, join=join_each)


def _place(nth: int) -> Place:
    return ("results", "channels", nth, "alternatives", 0)


def _channel(nth: int, alternatives: Sequence[Fields]) -> str:
    return f"Channel {nth + 1}" if len(alternatives) > 1 else ""


def _hear_paragraphs(alternatives: Sequence[Fields], file: JsonFile) -> list[Segment]:
    """Return every paragraph if all of them say who speaks."""
    segments: list[Segment] = []
    for channel, alternative in enumerate(alternatives):
        place = (*_place(channel), "paragraphs", "paragraphs")
        for nth, value in enumerate(items_of(follow(alternative, "paragraphs", "paragraphs"))):
            heard = _hear_paragraph(value, (*place, nth), _channel(channel, alternatives), file)
            segments += [heard] if heard else []
    return segments if all(segment.speaker for segment in segments) else []


def _hear_words(alternatives: Sequence[Fields], file: JsonFile) -> list[Segment]:
    channels = [
        _words(alternative, _place(nth), _channel(nth, alternatives), file)
        for nth, alternative in enumerate(alternatives)
    ]
    parted = part_channels(channels) if len(channels) > 1 else channels
    return [
        segment
        for nth, words in enumerate(parted)
        for segment in speak_words(words, (*_place(nth), "transcript"), file)
    ]


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
