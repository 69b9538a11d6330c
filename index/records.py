"""Turns and passages as rows of the corpus, and back."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from index.catalogue import SourceEntry, SpeakerEntry
from index.quoting import QuoteBudget, count_quoted
from index.texts import encodable
from index.types import Piece, Role, Seconds, Speaker, Transcript, Turn, TurnKind

Row = tuple[object, ...]
Vectors = NDArray[np.float32]
Stretch = tuple[int, int, int]
"""A turn's ordinal, and the start and end of a stretch of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVectors:
    """Unit vectors of a passage's sentences, in order (float32, sentences by dimension).

    `alone` are of each sentence with who says it, `within` of each as it reads within the passage.
    """

    alone: Vectors
    within: Vectors


TURN_COLUMNS = "source, ordinal, kind, speaker, role, text, pieces, line, began, ended, page, answers, breaks"

# `vectors` are those of a passage's sentences, which its row names: they are written before it, so that
# nothing large is left for the one transaction that makes a source visible. `loose` is the journal of the two
# stores: passages that the vector store may hold though there is no row of them here, with their vectors if
# any. `words` and `stems` sum up all sources: how often a word is said, in how many passages a stem stands.
SCHEMA = """
CREATE TABLE sources (
    id TEXT PRIMARY KEY, entry TEXT NOT NULL, origin TEXT NOT NULL, passages INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE turns (
    source TEXT NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, speaker TEXT NOT NULL,
    role TEXT NOT NULL, text TEXT NOT NULL, pieces TEXT NOT NULL, line INTEGER NOT NULL,
    began REAL, ended REAL, page INTEGER, answers INTEGER, breaks TEXT NOT NULL
);
CREATE UNIQUE INDEX turns_by_place ON turns (source, ordinal);
CREATE TABLE passages (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, ordinal INTEGER NOT NULL, parts TEXT NOT NULL,
    question INTEGER, sentences TEXT NOT NULL, vectors INTEGER, speakers TEXT NOT NULL
);
CREATE INDEX passages_by_source ON passages (source, ordinal);
CREATE TABLE vectors (id INTEGER PRIMARY KEY, held BLOB NOT NULL);
CREATE TABLE loose (id TEXT PRIMARY KEY, vectors INTEGER) WITHOUT ROWID;
CREATE TABLE source_words (
    source TEXT NOT NULL, word TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (source, word)
) WITHOUT ROWID;
CREATE TABLE source_stems (
    source TEXT NOT NULL, word TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (source, word)
) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE stems (word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
"""


def write_speaker(speaker: Speaker) -> list[object]:
    """Return a speaker as JSON holds it."""
    return [speaker.id, speaker.name, list(speaker.aliases), speaker.role.value]


def read_speaker(held: list[object]) -> Speaker:
    """Return the speaker that `write_speaker` wrote."""
    identity, name, aliases, role = cast("tuple[str, str, list[str], str]", tuple(held))
    return Speaker(id=identity, name=name, aliases=tuple(aliases), role=Role(role))


def write_entry(transcript: Transcript) -> str:
    """Return the listing of a source as JSON."""
    counts = Counter(turn.speaker.id for turn in transcript.turns)
    return json.dumps(
        {
            "id": transcript.id,
            "title": transcript.title,
            "sha256": transcript.sha256,
            "turns": len(transcript.turns),
            "speakers": [[write_speaker(speaker), counts[speaker.id]] for speaker in transcript.speakers],
            "publisher": transcript.publisher,
            "date": transcript.date,
            "url": transcript.url,
            "recording": transcript.recording,
            "licence": transcript.licence,
            "language": transcript.language,
            "servers": None if transcript.servers is None else sorted(transcript.servers),
            "age_restricted": transcript.age_restricted,
            "words": sum(count_quoted(turn.text) for turn in transcript.turns),
            "budget": asdict(transcript.budget),
        }
    )


def read_entry(held: str) -> SourceEntry:
    """Return the listing that `write_entry` wrote."""
    fields = json.loads(held)
    pairs = cast("list[tuple[list[object], int]]", fields.pop("speakers"))
    speakers = tuple(SpeakerEntry(speaker=read_speaker(speaker), turns=turns) for speaker, turns in pairs)
    servers = cast("list[int] | None", fields.pop("servers"))
    allowed = None if servers is None else frozenset(servers)
    budget = QuoteBudget(**fields.pop("budget"))
    return SourceEntry(speakers=speakers, servers=allowed, budget=budget, **fields)


def write_turn(turn: Turn) -> Row:
    """Return a turn as a row of the table `turns`."""
    return (
        turn.source,
        turn.ordinal,
        turn.kind.value,
        json.dumps(write_speaker(turn.speaker)),
        turn.role.value,
        encodable(turn.text),
        # The pieces' text joined is the turn's: their lengths are enough.
        json.dumps([[piece.start, piece.end, len(piece.text)] for piece in turn.pieces]),
        turn.line,
        turn.time.start if turn.time else None,
        turn.time.end if turn.time else None,
        turn.page,
        turn.answers,
        json.dumps(turn.breaks),
    )


def read_turn(row: Row) -> Turn:
    """Return the turn that `write_turn` wrote."""
    source, ordinal, kind, speaker, role, text, pieces, line, *times, page, answers, breaks = cast(
        "tuple[str, int, str, str, str, str, str, int, float, float, int | None, int | None, str]", row
    )
    began, ended = cast("tuple[float | None, float | None]", tuple(times))
    return Turn(
        source=source,
        ordinal=ordinal,
        kind=TurnKind(kind),
        speaker=read_speaker(json.loads(speaker)),
        role=Role(role),
        text=text,
        pieces=_read_pieces(text, json.loads(pieces)),
        line=line,
        time=None if began is None or ended is None else Seconds(began, ended),
        page=page,
        answers=answers,
        breaks=tuple(json.loads(breaks)),
    )


def write_vectors(vectors: SentenceVectors | None) -> bytes | None:
    """Return vectors in half precision: a thousandth of a cosine is lost, and half the disk saved."""
    if vectors is None:
        return None
    return np.stack([vectors.alone, vectors.within]).astype(np.float16).tobytes()


def read_vectors(held: bytes | None, count: int) -> SentenceVectors | None:
    """Return the vectors of so many sentences that `write_vectors` wrote."""
    if held is None:
        return None
    alone, within = np.frombuffer(held, dtype=np.float16).reshape(2, count, -1).astype(np.float32)
    return SentenceVectors(alone=alone, within=within)


def _read_pieces(text: str, held: list[tuple[int, int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    offset = 0
    for start, end, length in held:
        pieces.append(Piece(start=start, end=end, text=text[offset : offset + length]))
        offset += length
    return tuple(pieces)
