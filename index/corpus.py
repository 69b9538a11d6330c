"""The corpus: sources, turns, passages and words, read from one SQLite file as they are needed."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self, cast

from index.catalogue import SourceEntry
from index.corpus_file import CorpusFile
from index.corpus_words import CountedWords, Scope
from index.kept import Kept
from index.neighbours import Place
from index.records import TURN_COLUMNS, Row, SentenceVectors, Stretch, read_entry, read_turn, read_vectors
from index.types import Part, Passage, Sentence, Speaker, Turn

_TURN = f"SELECT {TURN_COLUMNS} FROM turns"  # noqa: S608 - our own names
# SQLite takes 32,766 values a statement; older builds 999.
_AT_ONCE = 900
# One value, however many sources there are.
_WITHIN = "source IN (SELECT value FROM json_each(?))"
# So many views are remembered.
_VIEWS = 8
_PassageRow = tuple[str, str, int, str, int | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A source in the corpus, and how many passages it has."""

    entry: SourceEntry
    passages: int


Holdings = Mapping[str, Holding]


class Corpus:
    """Reads what was said by id, as it was at one moment; implements `Catalogue`.

    Safe to share between threads. `within` gives a view of some sources, which knows nothing of the others:
    not a word, a name or a count.
    """

    def __init__(
        self,
        file: Path | CorpusFile,
        *,
        holdings: Holdings | None = None,
        only: frozenset[str] | None = None,
    ) -> None:
        self._file = CorpusFile(file) if isinstance(file, Path) else file
        self._all = _read_holdings(self._file) if holdings is None else holdings
        self._only = None if only is None or only >= self._all.keys() else only.intersection(self._all)
        self._views: Kept[frozenset[str], Corpus] = Kept(_VIEWS)

    def close(self) -> None:
        """Close the file, before it would be of itself; nothing can be read any more then."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def within(self, sources: frozenset[str] | None) -> "Corpus":
        """Return a view of these sources alone; None is all that is seen here."""
        own = self._own.keys()
        if sources is None or sources >= own:
            return self
        seen = sources.intersection(own)
        return self._views.get(seen, lambda: Corpus(self._file, holdings=self._all, only=seen))

    @property
    def only(self) -> frozenset[str] | None:
        """The ids of the sources that this view shows; None where it shows all."""
        return self._only

    @property
    def holdings(self) -> Holdings:
        """What is in it, by id: all of it, also of a view."""
        return self._all

    def sources(self) -> tuple[SourceEntry, ...]:
        """Return every source, by id."""
        return self._sources

    def source(self, identity: str) -> SourceEntry | None:
        """Return one source, or None if there is none of that id."""
        held = self._own.get(identity)
        return None if held is None else held.entry

    def speakers(self) -> tuple[Speaker, ...]:
        """Return everybody who speaks in any source, once for each id."""
        return self._speakers

    def turn(self, source: str, ordinal: int) -> Turn | None:
        """Return one turn, or None if there is none at that place."""
        if not self._sees(source):
            return None
        rows = self._read(f"{_TURN} WHERE source = ? AND ordinal = ?", (source, ordinal))
        return read_turn(rows[0]) if rows else None

    def turns(self, source: str) -> tuple[Turn, ...]:
        """Return all turns of a source, in order."""
        if not self._sees(source):
            return ()
        rows = self._read(f"{_TURN} WHERE source = ? ORDER BY ordinal", (source,))
        return tuple(read_turn(row) for row in rows)

    def turns_with(self, letters: Iterable[str], sources: Collection[str], limit: int) -> tuple[Turn, ...]:
        """Return turns of these sources (empty: all) that hold all of these letters, at most `limit`.

        Case is no matter where the letters are a to z.
        """
        wanted = [f"%{one.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%" for one in letters]
        conditions = ["text LIKE ? ESCAPE '!'"] * len(wanted)
        places = [json.dumps(sorted(some)) for some in (sources or None, self._only) if some is not None]
        conditions += [_WITHIN] * len(places)
        sql = f"{_TURN} WHERE {' AND '.join(conditions) or '1'} ORDER BY source, ordinal LIMIT ?"
        rows = self._read(sql, (*wanted, *places, limit))
        return tuple(read_turn(row) for row in rows)

    @cached_property
    def passage_count(self) -> int:
        """How many passages there are."""
        return sum(held.passages for held in self._own.values())

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages of these ids; an id that is not there is left out."""
        return {identity: passage for identity, (passage, _) in self._open(list(ids)).items()}

    def places(self, ids: Iterable[str]) -> dict[str, Place]:
        """Return where these passages stand: their source, and their ordinal in it."""
        found = self._read_in("SELECT id, source, ordinal FROM passages WHERE id IN ({})", list(ids))
        rows = cast("list[tuple[str, str, int]]", found)
        return {id_: (source, ordinal) for id_, source, ordinal in rows if self._sees(source)}

    def voices(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the ids of those who speak in each of these passages."""
        found = self._read_in("SELECT id, source, speakers FROM passages WHERE id IN ({})", list(ids))
        rows = cast("list[tuple[str, str, str]]", found)
        return {id_: frozenset(json.loads(speakers)) for id_, source, speakers in rows if self._sees(source)}

    def sentences(self, ids: Iterable[str]) -> dict[str, tuple[Sentence, ...]]:
        """Return the sentences of these passages, in order, without a cosine."""
        return {identity: sentences for identity, (_, sentences) in self._open(list(ids)).items()}

    def passages_with_sentences(self, ids: Iterable[str]) -> dict[str, tuple[Passage, tuple[Sentence, ...]]]:
        """Return the passages of these ids, each with its sentences."""
        return self._open(list(ids))

    def sentence_vectors(self, ids: Iterable[str]) -> dict[str, SentenceVectors]:
        """Return the unit vectors of each passage's sentences.

        A passage without vectors, as in the lexical mode, is left out.
        """
        sql = (
            "SELECT passages.id, source, sentences, held FROM passages JOIN vectors "
            "ON vectors.id = passages.vectors WHERE passages.id IN ({})"
        )
        found = cast("list[tuple[str, str, str, bytes]]", self._read_in(sql, list(ids)))
        return {
            identity: vectors
            for identity, source, sentences, held in found
            if self._sees(source) and (vectors := read_vectors(held, len(json.loads(sentences)))) is not None
        }

    def document_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each of these stems stands (0 if in none)."""
        return self._stems.counts(stems)

    def vocabulary(self) -> Mapping[str, int]:
        """Return every folded word that is said, with how often; a word alone is looked up at once."""
        return self._words

    @cached_property
    def _words(self) -> CountedWords:
        return CountedWords(self._file, self._scope, table="words", by_source="source_words")

    @cached_property
    def _stems(self) -> CountedWords:
        return CountedWords(self._file, self._scope, table="stems", by_source="source_stems")

    @cached_property
    def _scope(self) -> Scope:
        inside = frozenset(self._own)
        return Scope(inside=inside, outside=frozenset(self._all.keys() - inside))

    @cached_property
    def _own(self) -> Holdings:
        if self._only is None:
            return self._all
        return {identity: self._all[identity] for identity in sorted(self._only)}

    @cached_property
    def _sources(self) -> tuple[SourceEntry, ...]:
        return tuple(held.entry for held in self._own.values())

    @cached_property
    def _speakers(self) -> tuple[Speaker, ...]:
        entries = (entry.speaker for source in self._sources for entry in source.speakers)
        return tuple({speaker.id: speaker for speaker in entries}.values())

    def _sees(self, source: str) -> bool:
        return self._only is None or source in self._only

    def _open(self, ids: Sequence[str]) -> dict[str, tuple[Passage, tuple[Sentence, ...]]]:
        sql = "SELECT id, source, ordinal, parts, question, sentences FROM passages WHERE id IN ({})"
        rows = cast("list[_PassageRow]", self._read_in(sql, ids))
        return {row[0]: self._passage(row) for row in rows if self._sees(row[1])}

    def _passage(self, row: _PassageRow) -> tuple[Passage, tuple[Sentence, ...]]:
        identity, source, ordinal, parts, question, sentences = row
        cuts = cast("list[Stretch]", json.loads(parts))
        wanted = {turn for turn, _, _ in cuts}
        turns = self._turns(source, sorted(wanted if question is None else wanted | {question}))
        passage = Passage(
            id=identity,
            source=source,
            ordinal=ordinal,
            parts=tuple(Part(turn=turns[turn], start=start, end=end) for turn, start, end in cuts),
            question=None if question is None else turns[question],
        )
        stretches = cast("list[Stretch]", json.loads(sentences))
        return passage, tuple(
            Sentence(turn=turns[turn], start=start, end=end) for turn, start, end in stretches
        )

    def _turns(self, source: str, ordinals: Sequence[int]) -> dict[int, Turn]:
        marks = ", ".join("?" * len(ordinals))
        rows = self._read(f"{_TURN} WHERE source = ? AND ordinal IN ({marks})", (source, *ordinals))
        return {turn.ordinal: turn for turn in map(read_turn, rows)}

    def _read_in(self, sql: str, values: Sequence[str]) -> list[Row]:
        rows: list[Row] = []
        for start in range(0, len(values), _AT_ONCE):
            some = values[start : start + _AT_ONCE]
            rows += self._read(sql.format(", ".join("?" * len(some))), some)
        return rows

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        return self._file.read(sql, values)


def _read_holdings(file: CorpusFile) -> Holdings:
    rows = cast(
        "list[tuple[str, str, int]]", file.read("SELECT id, entry, passages FROM sources ORDER BY id")
    )
    return {id_: Holding(entry=read_entry(entry), passages=passages) for id_, entry, passages in rows}
