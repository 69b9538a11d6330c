"""The vocabulary of what was said: speakers, turns, transcripts, passages."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from index.quoting import UNLIMITED, QuoteBudget


class Role(StrEnum):
    """What a speaker does in a turn; who asks is the host, narration and notes are the editor's."""

    GUEST = "guest"
    HOST = "host"
    EDITOR = "editor"
    UNKNOWN = "unknown"


class TurnKind(StrEnum):
    """What a turn is within its source."""

    QUESTION = "question"
    ANSWER = "answer"
    NARRATION = "narration"
    NOTE = "note"


class Span(NamedTuple):
    """A stretch of the untouched file, in code points, end excluded."""

    start: int
    end: int


class Seconds(NamedTuple):
    """A stretch of a recording, in seconds from its beginning."""

    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    r"""What a reader sees of `source[start:end]`: the same characters, or one space for white space.

    Where the file holds an escape (such as a JSON `\u2019`), `text` is what it stands for.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks in a source, under the full name that is shown."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: Role = Role.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One uninterrupted contribution of one speaker.

    `text` is the pieces' text joined; `ordinal` counts from 0 over all kinds in the source;
    `line` is the file's line (from 1) where the turn's own words begin.
    """

    source: str
    ordinal: int
    kind: TurnKind
    speaker: Speaker
    role: Role
    text: str
    pieces: tuple[Piece, ...]
    line: int
    time: Seconds | None = None
    page: int | None = None
    """The page (from 1) on which it begins, where the file has pages."""
    answers: int | None = None
    """The ordinal of the question that this turn answers, if there is one."""
    breaks: tuple[int, ...] = field(default=(), compare=False)
    """Offsets in `text` where a new paragraph or list item begins: no sentence runs over them."""

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the pieces of `text[start:end]`; an escaped piece is taken whole."""
        cut: list[Piece] = []
        offset = 0
        for piece in self.pieces:
            low, high = max(start - offset, 0), min(end - offset, len(piece.text))
            offset += len(piece.text)
            if low >= high:
                continue
            verbatim = piece.end - piece.start == len(piece.text)
            cut.append(
                Piece(start=piece.start + low, end=piece.start + high, text=piece.text[low:high])
                if verbatim
                else piece
            )
        return tuple(cut)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One source document, read. `sha256` is of the untouched file.

    `servers` are the ids of those that may be answered from it, None for all. `url` and `recording` are what
    its sidecar says, never what its text does: they are shown as links.
    """

    id: str
    title: str
    sha256: str
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    recording: str | None = None
    licence: str | None = None
    language: str | None = None
    servers: frozenset[int] | None = None
    age_restricted: bool = False
    budget: QuoteBudget = UNLIMITED


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Whole sentences of one turn: `turn.text[start:end]`."""

    turn: Turn
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of this part."""
        return self.turn.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The unit of retrieval, about 80 words: parts of one or several turns, in order.

    `id` is a UUIDv5 of the source's id and the passage's content, so that it stays as long as that does.
    `question` is what the passage answers: context that is embedded, never quoted as the speaker's.
    """

    id: str
    source: str
    ordinal: int
    parts: tuple[Part, ...]
    question: Turn | None = None

    @property
    def text(self) -> str:
        """All its words in order."""
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a turn, as ranked for a question: `turn.text[start:end]`.

    `cosine` is raw, between the question and the sentence; `within` is between the question and the sentence
    as it reads within its passage. Both are None in the lexical mode, `within` also where others speak in the
    passage whom the question does not admit.
    """

    turn: Turn
    start: int
    end: int
    cosine: float | None = None
    within: float | None = None

    @property
    def text(self) -> str:
        """The words of this sentence."""
        return self.turn.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPassage:
    """A passage found for a question.

    `score` is the mix of both kinds, scaled per question: it ranks, and says nothing of nearness.
    `cosine` and `lexical` (BM25) are raw. `sentences` are the passage's own, in order, only of
    speakers that the question admits.
    """

    passage: Passage
    score: float
    cosine: float | None
    lexical: float
    sentences: tuple[Sentence, ...]
