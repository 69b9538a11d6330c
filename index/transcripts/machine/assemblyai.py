"""AssemblyAI's JSON: utterances with a speaker (A, B…, or a name), in milliseconds."""

from pathlib import Path

from index.errors import SourceError
from index.transcripts.hearing import Segments
from index.transcripts.joining import join_each
from index.transcripts.json_file import JsonFile, fields_of, follow, items_of
from index.transcripts.listed import Keys, read_listed
from index.transcripts.machine.refusing import refuse_speakerless

_ITS_KEYS = frozenset({"audio_url", "acoustic_model", "speech_model", "speaker_labels", "language_model"})
_ADVICE = "Transcribe it again with `speaker_labels` on"


def find_assemblyai(file: JsonFile) -> Segments | None:
    """Return the utterances of a transcript by AssemblyAI, or None if it is another format."""
    fields = fields_of(file.held)
    values = items_of(fields.get("utterances"))
    if not any(isinstance(follow(value, "text"), str) for value in values):
        if isinstance(fields.get("text"), str) and "segments" not in fields and fields.keys() & _ITS_KEYS:
            sentence = f"It has no utterances, so nothing says who speaks. {_ADVICE}."
            raise SourceError(Path(file.name), sentence)
        return None
    segments, doubts = read_listed(file, ("utterances",), values, Keys(words="text", per_second=1000))
    refuse_speakerless(segments, file, _ADVICE)
    return Segments(segments=segments, doubts=tuple(doubts), bare=True, join=join_each)
