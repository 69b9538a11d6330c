"""Reading sources: one reader a format, to one form, with spans into the untouched file."""

import hashlib
from pathlib import Path

from index.errors import SourceError
from index.sidecar import Sidecar, source_id
from index.speakers import name_speakers
from index.transcripts.interview import Heard, read_interview
from index.transcripts.reading import Doubt, Reading, Skipped
from index.transcripts.visible import count_lines
from index.types import Speaker, Transcript, Turn, TurnKind

__all__ = ["Doubt", "Reading", "Skipped", "read_transcript"]


def read_transcript(data: bytes, name: str, sidecar: Sidecar | None = None) -> Reading:
    """Read a source, whatever its format; `name` is what errors name."""
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(Path(name), "This is not UTF-8 text. Save it as UTF-8 text and try again.") from error
    heard = read_interview(source, name, sidecar or Sidecar())
    identity = source_id(name, sidecar)
    ids = name_speakers(identity, (person.name for person in heard.people))
    speakers = {
        person.name: Speaker(id=ids[person.name], name=person.name, aliases=person.aliases, role=person.role)
        for person in heard.people
    }
    transcript = Transcript(
        id=identity,
        title=heard.understood.title or Path(name).stem,
        sha256=hashlib.sha256(data).hexdigest(),
        speakers=tuple(speakers.values()),
        turns=_number_turns(heard, source, identity, speakers),
        publisher=heard.understood.publisher,
        date=heard.understood.date,
        url=heard.understood.url,
        licence=heard.understood.licence,
        language=heard.understood.language,
    )
    return Reading(
        transcript=transcript, skipped=heard.skipped, doubts=heard.doubts, understood=heard.understood
    )


def _number_turns(heard: Heard, source: str, identity: str, speakers: dict[str, Speaker]) -> tuple[Turn, ...]:
    lines = count_lines(source)
    turns: list[Turn] = []
    question: int | None = None
    for ordinal, spoken in enumerate(heard.spoken):
        if spoken.kind is TurnKind.QUESTION:
            question = ordinal
        turns.append(
            Turn(
                source=identity,
                ordinal=ordinal,
                kind=spoken.kind,
                speaker=speakers[spoken.speaker],
                role=spoken.role,
                text="".join(piece.text for piece in spoken.pieces),
                pieces=spoken.pieces,
                line=lines.line_of(spoken.pieces[0].start),
                answers=question if spoken.kind is TurnKind.ANSWER else None,
                breaks=spoken.breaks,
            )
        )
    return tuple(turns)
