"""Transcripts that machines write as JSON: one reader a vendor, found by what the file holds."""

from pathlib import Path

from index.errors import SourceError
from index.sidecar import Sidecar
from index.transcripts.heard import Heard
from index.transcripts.hearing import hear_segments
from index.transcripts.json_file import open_json
from index.transcripts.machine.amazon import find_amazon
from index.transcripts.machine.assemblyai import find_assemblyai
from index.transcripts.machine.deepgram import find_deepgram
from index.transcripts.machine.fireflies import find_fireflies
from index.transcripts.machine.openai_diarized import find_openai_diarized
from index.transcripts.machine.whisper import find_whisper
from index.transcripts.podcast import find_podcast

# Each knows its own; the ones with fewer signs come last.
_READERS = (
    find_podcast,
    find_openai_diarized,
    find_assemblyai,
    find_deepgram,
    find_amazon,
    find_fireflies,
    find_whisper,
)


def read_json(source: str, name: str, sidecar: Sidecar) -> Heard:
    """Read a JSON transcript of whichever format it is."""
    file = open_json(source, name)
    for find in _READERS:
        found = find(file)
        if found is not None:
            return hear_segments(found, source, name, sidecar)
    sentence = (
        "This JSON is no transcript that is known here: it has no “segments” with “speaker” and “body”, and "
        "is none of Whisper's, WhisperX's, OpenAI's, AssemblyAI's, Deepgram's, Amazon's or Fireflies'. "
        "Export it as Podcasting 2.0 JSON."
    )
    raise SourceError(Path(name), sentence)
