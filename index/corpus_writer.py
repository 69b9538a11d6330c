"""Writing the corpus: sources added and removed in a file that nobody reads yet."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from index.records import SCHEMA, SentenceVectors, write_entry, write_turn, write_vectors
from index.types import Passage, Sentence, Transcript
from index.words import split_words


class CorpusWriter:
    """Writes one corpus file; what a crash leaves of it is thrown away, so no journal is kept."""

    def __init__(self, path: Path) -> None:
        new = not path.exists()
        self._connection = sqlite3.connect(path)
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if new:
            self._connection.executescript(SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def passage_ids(self, source: str) -> list[str]:
        """Return the ids of a source's passages."""
        rows = self._connection.execute("SELECT id FROM passages WHERE source = ?", (source,)).fetchall()
        return [cast("str", row[0]) for row in rows]

    def remove(self, source: str) -> None:
        """Remove a source with all that belongs to it."""
        for table in ("turns", "passages", "source_words", "source_stems"):
            self._connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))  # noqa: S608 - names above
        self._connection.execute("DELETE FROM sources WHERE id = ?", (source,))

    def add(self, transcript: Transcript) -> None:
        """Add a source with its turns and words; its passages are added apart."""
        entry = (transcript.id, write_entry(transcript))
        self._connection.execute("INSERT INTO sources VALUES (?, ?)", entry)
        self._connection.executemany(
            "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (write_turn(turn) for turn in transcript.turns),
        )
        words = Counter(word.text for turn in transcript.turns for word in split_words(turn.text))
        self._connection.executemany(
            "INSERT INTO source_words VALUES (?, ?, ?)",
            ((transcript.id, word, count) for word, count in words.items()),
        )

    def add_passages(
        self,
        cuts: Sequence[tuple[Passage, tuple[Sentence, ...]]],
        vectors: Sequence[SentenceVectors | None],
    ) -> None:
        """Add passages with their sentences and the vectors of those."""
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                _passage_row(passage, sentences, held)
                for (passage, sentences), held in zip(cuts, vectors, strict=True)
            ),
        )
        stems = [
            (passage.source, stem)
            for passage, _ in cuts
            for stem in {word.stem for word in split_words(passage.text)}
        ]
        self._connection.executemany(
            "INSERT INTO source_stems VALUES (?, ?, ?)",
            ((source, stem, count) for (source, stem), count in Counter(stems).items()),
        )

    def finish(self) -> int:
        """Sum up the words of all sources, commit, and return how many passages there are."""
        self._connection.executescript(
            """
            DELETE FROM words;
            INSERT INTO words SELECT word, sum(count) FROM source_words GROUP BY word;
            DELETE FROM stems;
            INSERT INTO stems SELECT stem, sum(passages) FROM source_stems GROUP BY stem;
            """
        )
        self._connection.commit()
        return cast("int", self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])


def _passage_row(
    passage: Passage, sentences: Sequence[Sentence], vectors: SentenceVectors | None
) -> tuple[str, str, int, str, int | None, str, bytes | None]:
    return (
        passage.id,
        passage.source,
        passage.ordinal,
        json.dumps([[part.turn.ordinal, part.start, part.end] for part in passage.parts]),
        None if passage.question is None else passage.question.ordinal,
        json.dumps([[sentence.turn.ordinal, sentence.start, sentence.end] for sentence in sentences]),
        write_vectors(vectors),
    )
