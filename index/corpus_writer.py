"""Writing the corpus in place: each source is added, updated or removed in one transaction."""

import json
import sqlite3
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from index.corpus_counting import Counting
from index.origins import Origin, read_origin, write_origin
from index.records import SCHEMA, SentenceVectors, write_entry, write_turn, write_vectors
from index.types import Passage, Sentence, Transcript
from index.words import split_words

# A commit is on disk when it returns, and what is deleted is overwritten. The log is emptied by `empty_log`.
_SETTINGS = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 0;
"""
_TURN = f"INSERT INTO turns VALUES ({', '.join('?' * 13)})"  # noqa: S608 - marks

Cut = tuple[Passage, tuple[Sentence, ...]]


class CorpusWriter:
    """The one writer of a corpus file; its caller lets one thread at a time use it."""

    def __init__(self, path: Path) -> None:
        new = not path.exists()
        self._path = path
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.executescript(_SETTINGS)
        if new:
            with self._transaction():
                for statement in SCHEMA.split(";"):
                    self._connection.execute(statement)
        self._next_vectors = 1 + cast("int", self._one("SELECT coalesce(max(id), 0) FROM vectors"))
        self._staged: dict[str, int | None] = {}

    def close(self) -> None:
        """Close the file; its log is emptied if nobody else has it open."""
        self._connection.close()

    def origins(self) -> dict[str, Origin]:
        """Return where each source came from, by its id."""
        rows = self._connection.execute("SELECT id, origin FROM sources").fetchall()
        return {id_: read_origin(origin) for id_, origin in cast("list[tuple[str, str]]", rows)}

    def passage_ids(self, source: str) -> set[str]:
        """Return the ids of a source's passages."""
        rows = self._connection.execute("SELECT id FROM passages WHERE source = ?", (source,)).fetchall()
        return {cast("str", row[0]) for row in rows}

    def loose(self) -> list[str]:
        """Return the ids that the vector store may hold though there is no such passage here."""
        return [cast("str", row[0]) for row in self._connection.execute("SELECT id FROM loose").fetchall()]

    def stage(self, ids: Sequence[str], vectors: Sequence[SentenceVectors | None]) -> None:
        """Write the vectors of passages that are about to come, and that their ids may be in the other store.

        Nobody sees them before `put` has their source.
        """
        rows = [(id_, self._number(), write_vectors(held)) for id_, held in zip(ids, vectors, strict=True)]
        held = [(number, held) for _, number, held in rows if held is not None]
        places = [(id_, None if held is None else number) for id_, number, held in rows]
        with self._transaction():
            self._connection.executemany("INSERT INTO vectors VALUES (?, ?)", held)
            self._connection.executemany("INSERT OR REPLACE INTO loose VALUES (?, ?)", places)
        self._staged |= dict(places)

    def put(self, transcript: Transcript, origin: Origin, cuts: Sequence[Cut]) -> list[str]:
        """Make a source visible in place of what it was before, and return the ids that are loose then.

        Passages that it had before keep their vectors; all others have been staged.
        """
        before = self._vectors_of(transcript.id)
        now = {passage.id for passage, _ in cuts}
        with self._transaction():
            self._forget(transcript.id)
            self._put_words(transcript, cuts)
            self._connection.executemany(_TURN, (write_turn(turn) for turn in transcript.turns))
            held = before | self._staged
            rows = [_passage_row(passage, sentences, held[passage.id]) for passage, sentences in cuts]
            self._connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            entry = (transcript.id, write_entry(transcript), write_origin(origin), len(cuts))
            self._connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?)", entry)
            self._connection.executemany("DELETE FROM loose WHERE id = ?", ((id_,) for id_ in now))
            stale = {id_: vectors for id_, vectors in before.items() if id_ not in now}
            self._loosen(stale)
        self._staged.clear()
        return list(stale)

    def remove(self, source: str) -> list[str]:
        """Remove a source with all that belongs to it, and return the ids that are loose then."""
        stale = self._vectors_of(source)
        with self._transaction():
            self._forget(source)
            for counting in self._countings():
                counting.put(source, {})
            self._loosen(stale)
        return list(stale)

    def note(self, source: str, origin: Origin) -> None:
        """Write down what proves a source unchanged the next time."""
        self._connection.execute("UPDATE sources SET origin = ? WHERE id = ?", (write_origin(origin), source))

    def forget_loose(self, ids: Iterable[str]) -> None:
        """Take down that the vector store does not hold these any more."""
        with self._transaction():
            self._connection.executemany("DELETE FROM loose WHERE id = ?", ((id_,) for id_ in ids))

    def drop_staged(self) -> None:
        """Delete the vectors of what was staged and is not to come; the ids stay loose."""
        self._staged.clear()
        with self._transaction():
            self._connection.execute("DELETE FROM vectors WHERE id IN (SELECT vectors FROM loose)")
            self._connection.execute("UPDATE loose SET vectors = NULL")

    def copy_log(self) -> None:
        """Copy what the log holds into the file, as far as nobody reads what was there before."""
        self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def empty_log(self) -> bool:
        """Empty the log; return whether that could be: not if somebody reads an older state."""
        busy, *_ = cast("tuple[int, int, int]", self._one_row("PRAGMA wal_checkpoint(TRUNCATE)"))
        return not busy

    def is_whole(self) -> bool:
        """Tell whether the file is as long as it says, its log emptied."""
        size, count = self._one("PRAGMA page_size"), self._one("PRAGMA page_count")
        return self._path.stat().st_size == cast("int", size) * cast("int", count)

    def _vectors_of(self, source: str) -> dict[str, int | None]:
        rows = self._connection.execute("SELECT id, vectors FROM passages WHERE source = ?", (source,))
        return dict(cast("list[tuple[str, int | None]]", rows.fetchall()))

    def _forget(self, source: str) -> None:
        for table in ("turns", "passages"):
            self._connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))  # noqa: S608 - names above
        self._connection.execute("DELETE FROM sources WHERE id = ?", (source,))

    def _loosen(self, stale: Mapping[str, int | None]) -> None:
        numbers = [(number,) for number in stale.values() if number is not None]
        self._connection.executemany("DELETE FROM vectors WHERE id = ?", numbers)
        self._connection.executemany("INSERT INTO loose VALUES (?, NULL)", ((id_,) for id_ in stale))

    def _put_words(self, transcript: Transcript, cuts: Sequence[Cut]) -> None:
        said = Counter(word.text for turn in transcript.turns for word in split_words(turn.text))
        stems = Counter(
            stem for passage, _ in cuts for stem in {word.stem for word in split_words(passage.text)}
        )
        for counting, counts in zip(self._countings(), (said, stems), strict=True):
            counting.put(transcript.id, counts)

    def _countings(self) -> tuple[Counting, Counting]:
        return (
            Counting(connection=self._connection, table="words", by_source="source_words"),
            Counting(connection=self._connection, table="stems", by_source="source_stems"),
        )

    def _number(self) -> int:
        self._next_vectors += 1
        return self._next_vectors - 1

    def _one(self, sql: str) -> object:
        return self._one_row(sql)[0]

    def _one_row(self, sql: str) -> tuple[object, ...]:
        return cast("tuple[object, ...]", self._connection.execute(sql).fetchone())

    @contextmanager
    def _transaction(self) -> Generator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _passage_row(
    passage: Passage, sentences: Sequence[Sentence], vectors: int | None
) -> tuple[str, str, int, str, int | None, str, int | None, str]:
    return (
        passage.id,
        passage.source,
        passage.ordinal,
        json.dumps([[part.turn.ordinal, part.start, part.end] for part in passage.parts]),
        None if passage.question is None else passage.question.ordinal,
        json.dumps([[sentence.turn.ordinal, sentence.start, sentence.end] for sentence in sentences]),
        vectors,
        json.dumps(sorted({part.turn.speaker.id for part in passage.parts})),
    )
