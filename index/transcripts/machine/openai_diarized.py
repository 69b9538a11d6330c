"""OpenAI's `diarized_json`: segments with a speaker, A, B… or a name that was given beforehand."""

from index.transcripts.hearing import Segments
from index.transcripts.joining import join_breaths
from index.transcripts.json_file import JsonFile, fields_of, follow, items_of
from index.transcripts.listed import Keys, read_listed
from index.transcripts.machine.refusing import refuse_speakerless

_TYPE = "transcript.text.segment"


def find_openai_diarized(file: JsonFile) -> Segments | None:
    """Return the segments of a diarised transcript by OpenAI, or None if it is another format."""
    values = items_of(follow(file.held, "segments"))
    if not any(fields_of(value).get("type") == _TYPE for value in values):
        return None
    segments, doubts = read_listed(file, ("segments",), values, Keys(words="text"))
    refuse_speakerless(segments, file, "Ask for `diarized_json` again")
    return Segments(segments=segments, doubts=tuple(doubts), bare=True, join=join_breaths)
