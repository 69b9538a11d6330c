"""Vectors kept by the text they are of: what was embedded once is not embedded again.

Making an index anew (another setting and back, a making that was cut short, one sentence changed in a long
source) takes its vectors from here. Kept is what the present sources are made of and nothing else: the
vectors of a text that is gone go too.
"""

import contextlib
import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, Self, cast

import numpy as np
from numpy.typing import NDArray

from index.texts import Text

Vectors = NDArray[np.float32]
Digest = bytes
"""The SHA-256 of a text."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    source TEXT NOT NULL, text BLOB NOT NULL, model TEXT NOT NULL, vector BLOB NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS vectors_by_text ON vectors (text, model, source);
CREATE INDEX IF NOT EXISTS vectors_by_source ON vectors (source, text);
"""
# Each source once, by one look into the index for each: SELECT DISTINCT would read all of it.
_SOURCES = """
WITH RECURSIVE found (source) AS (
    SELECT min(source) FROM vectors
    UNION ALL
    SELECT (SELECT min(source) FROM vectors WHERE source > found.source) FROM found WHERE source IS NOT NULL
)
SELECT source FROM found WHERE source IS NOT NULL
"""
# What is let go of is to be gone from the disk, and its room with it. A vector takes 1.5 kB: of pages of the
# usual 4 kB a quarter would stay empty.
_SETTINGS = """
PRAGMA page_size = 16384; PRAGMA auto_vacuum = FULL; PRAGMA secure_delete = ON; PRAGMA synchronous = NORMAL;
"""
# SQLite takes 32,766 values a statement; older builds 999.
_AT_ONCE = 900
# Another process may be writing, where a file is shared; in an index folder there is none.
_PATIENCE = 30.0


class TextModel(Protocol):
    """Turns texts into unit vectors."""

    @property
    def dimension(self) -> int:
        """How long a vector is."""
        ...

    @property
    def fingerprint(self) -> str:
        """What the vectors depend on."""
        ...

    def embed(self, texts: Sequence[Text]) -> Vectors:
        """Return one unit vector a text, in order (float32, texts by dimension)."""
        ...


class KeptVectors:
    """A file of vectors by model and text; a damaged one is made anew, since nothing in it is lost."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._used: defaultdict[str, set[Digest]] = defaultdict(set)
        self._connection = sqlite3.connect(path, timeout=_PATIENCE)
        with self._unless_damaged():
            self._prepare()

    def close(self) -> None:
        """Close the file; what was embedded is in it."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def embed(self, source: str, texts: Sequence[Text], model: TextModel) -> Vectors:
        """Return one unit vector a text, in order; only what is not known yet is embedded."""
        digests = [_digest(text) for text in texts]
        self._used[source].update(digests)
        vectors = self._find(source, digests, model)
        missing = {key: text for key, text in zip(digests, texts, strict=True) if key not in vectors}
        if missing:
            vectors |= dict(zip(missing, model.embed(list(missing.values())), strict=True))
            self._keep(source, [(key, vectors[key]) for key in missing], model)
        shape = (len(texts), model.dimension)
        return np.array([vectors[key] for key in digests], dtype=np.float32).reshape(shape)

    def learn(self, source: str, vectors: Mapping[Digest, Vectors], model: TextModel) -> None:
        """Keep vectors of a source that somebody else embedded."""
        if vectors:
            self._keep(source, list(vectors.items()), model)

    def held(self, source: str, model: TextModel, *, most: int) -> dict[Digest, Vectors]:
        """Return the vectors of a source's texts, by their hashes; none if they are more than `most`."""
        sql = "SELECT text, vector FROM vectors WHERE source = ? AND model = ? LIMIT ?"
        with self._unless_damaged():
            found = self._connection.execute(sql, (source, model.fingerprint, most + 1)).fetchall()
            rows = cast("list[tuple[Digest, bytes]]", found)
            return (
                {key: np.frombuffer(held, dtype=np.float32) for key, held in rows}
                if len(rows) <= most
                else {}
            )
        return {}

    def note(self, source: str, texts: Iterable[Text]) -> None:
        """Take down that a source still holds these texts, without embedding them."""
        self._used[source].update(_digest(text) for text in texts)

    def settle_source(self, source: str) -> None:
        """Let go of what belongs to no text that a source was read with."""
        used = self._used.pop(source, set())
        with self._unless_damaged(), self._connection as writing:
            texts = _rows(writing.execute("SELECT text FROM vectors WHERE source = ?", (source,)))
            left = [(source, text) for (text,) in texts if text not in used]
            writing.executemany("DELETE FROM vectors WHERE source = ? AND text = ?", left)

    def remove(self, source: str) -> None:
        """Let go of all that belongs to a source."""
        with self._unless_damaged(), self._connection as writing:
            writing.execute("DELETE FROM vectors WHERE source = ?", (source,))

    def settle(self, sources: Collection[str]) -> None:
        """Let go of what belongs to none of these sources, or to no text that its source was read with."""
        with self._unless_damaged():
            held = _rows(self._connection.execute(_SOURCES))
        for (source,) in held:
            if source not in sources:
                self.remove(cast("str", source))
        for source in list(self._used):
            self.settle_source(source)

    def _find(self, source: str, digests: Iterable[Digest], model: TextModel) -> dict[Digest, Vectors]:
        """Return what is known of any source; what is another's becomes this one's too."""
        own: dict[Digest, Vectors] = {}
        others: dict[Digest, Vectors] = {}
        wanted = list(dict.fromkeys(digests))
        with self._unless_damaged():
            for start in range(0, len(wanted), _AT_ONCE):
                for text, owner, vector in self._read(wanted[start : start + _AT_ONCE], model):
                    (own if owner == source else others)[text] = vector
        self._keep(source, [(text, vector) for text, vector in others.items() if text not in own], model)
        return others | own

    def _read(self, digests: Sequence[Digest], model: TextModel) -> Iterator[tuple[Digest, str, Vectors]]:
        marks = ", ".join("?" * len(digests))
        sql = f"SELECT text, source, vector FROM vectors WHERE model = ? AND text IN ({marks})"  # noqa: S608 - marks
        for row in self._connection.execute(sql, (model.fingerprint, *digests)):
            text, source, held = cast("tuple[Digest, str, bytes]", row)
            if len(held) == model.dimension * np.dtype(np.float32).itemsize:
                yield text, source, np.frombuffer(held, dtype=np.float32)

    def _keep(self, source: str, vectors: Sequence[tuple[Digest, Vectors]], model: TextModel) -> None:
        sql = "INSERT OR REPLACE INTO vectors (source, text, model, vector) VALUES (?, ?, ?, ?)"
        rows = ((source, text, model.fingerprint, vector.tobytes()) for text, vector in vectors)
        with self._unless_damaged(), self._connection as writing:
            writing.executemany(sql, rows)

    def _prepare(self) -> None:
        self._connection.executescript(f"{_SETTINGS} {_SCHEMA}")

    @contextlib.contextmanager
    def _unless_damaged(self) -> Generator[None]:
        try:
            yield
        except sqlite3.OperationalError:  # no room, or no right to write: nothing is wrong with the file
            raise
        except sqlite3.DatabaseError:
            self._connection.close()
            for path in self._path.parent.glob(f"{self._path.name}*"):
                path.unlink()
            self._connection = sqlite3.connect(self._path, timeout=_PATIENCE)
            self._prepare()


def _digest(text: Text) -> Digest:
    # No source holds a NUL, so no text is another's part.
    told = text if isinstance(text, str) else f"{text.whole}\0{text.start}:{text.end}"
    return hashlib.sha256(told.encode()).digest()


def _rows(found: sqlite3.Cursor) -> list[tuple[str | Digest]]:
    return cast("list[tuple[str | Digest]]", found.fetchall())
