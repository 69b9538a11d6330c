"""Words of word by word transcripts: whose they are, and where they stand in a running text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.transcripts.joining import LONGEST_JOINED, ends_sentence
from index.transcripts.json_file import JsonFile, Path
from index.transcripts.machine.running import Running, find_running
from index.transcripts.segments import Segment, space_between
from index.transcripts.timeline import span_times
from index.types import Piece, Seconds, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWord:
    """One word as a machine heard it, said by whom, when.

    `attached` says that no space stands before it, as before punctuation; `begins`, that somebody else spoke
    before it.
    """

    pieces: tuple[Piece, ...]
    speaker: str
    time: Seconds | None = None
    attached: bool = False
    begins: bool = False

    @property
    def text(self) -> str:
        """The word itself."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Neighbouring words of one speaker, from the `first` of all words on."""

    first: int
    words: list[SpokenWord]


def speak_words(words: Iterable[SpokenWord], running: Path | None, file: JsonFile) -> list[Segment]:
    """Return a segment for each run of one speaker's words.

    Their characters are those of the running text at `running` where it holds all these words in their order,
    so that a quotation is one stretch of the file; else those of the words themselves.
    """
    heard = [word for word in words if word.pieces]
    text = find_running(file, running)
    places = text.place(word.text for word in heard) if text is not None else None
    return [
        _as_segment(run, _from_text(run, text, places) if text and places else _from_words(run, file), file)
        for run in _split_runs(heard)
    ]


def _split_runs(words: Sequence[SpokenWord]) -> list[_Run]:
    runs: list[_Run] = []
    for nth, word in enumerate(words):
        if runs and _goes_on(runs[-1], word):
            runs[-1].words.append(word)
        else:
            runs.append(_Run(first=nth, words=[word]))
    return runs


def _goes_on(run: _Run, word: SpokenWord) -> bool:
    """Tell whether a word goes on with a run; a long run ends with its sentence."""
    last = run.words[-1]
    full = len(run.words) >= LONGEST_JOINED and ends_sentence(last.text)
    return last.speaker == word.speaker and not word.begins and (word.attached or not full)


def _from_text(run: _Run, text: Running, places: Sequence[Span]) -> tuple[Piece, ...]:
    return text.cut(places[run.first].start, places[run.first + len(run.words) - 1].end)


def _from_words(run: _Run, file: JsonFile) -> tuple[Piece, ...]:
    pieces = list(run.words[0].pieces)
    for word in run.words[1:]:
        if not word.attached:
            pieces.append(space_between(file.source, pieces[-1].end, word.pieces[0].start))
        pieces += word.pieces
    return tuple(pieces)


def _as_segment(run: _Run, pieces: tuple[Piece, ...], file: JsonFile) -> Segment:
    times = span_times([word.time for word in run.words])
    return Segment(speaker=run.words[0].speaker, pieces=pieces, body=file.span(pieces), time=times)
