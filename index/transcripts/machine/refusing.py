"""Refusing transcripts without speakers, in formats made to tell them."""

from collections.abc import Sequence
from pathlib import Path

from index.errors import SourceError
from index.transcripts.json_file import JsonFile
from index.transcripts.segments import Segment


def refuse_speakerless(segments: Sequence[Segment], file: JsonFile, advice: str) -> None:
    """Refuse a file whose segments all lack a speaker; `advice` says how to get one that has them."""
    if not segments or any(segment.speaker for segment in segments):
        return
    sentence = (
        f"None of its {len(segments):,} segments says who speaks. {advice}, so that speakers are told apart."
    )
    raise SourceError(Path(file.name), sentence, line=file.lines.line_of(segments[0].body.start))
