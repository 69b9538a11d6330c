"""Writing an index into one file, some passages at a time."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from llama_index.core.schema import BaseNode
from pydantic import TypeAdapter

from index.errors import ExportError
from index.exports.packed import packing
from index.exports.points import write_nodes
from index.folder import IndexFolder
from index.manifest import Manifest, read_manifest
from index.placing import Placing
from index.settings import IndexSettings
from index.stores import PassageStore

ABOUT, CORPUS, POINTS = "about.json", "corpus.sqlite", "points/"
LAYOUT = 1
"""Of the file itself; what is in the corpus is told by the index's own format."""

Told = Callable[[int, int], None]
"""Is told how many passages are done, and of how many."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an export holds. The index's manifest says how it was made."""

    layout: int
    manifest: Manifest
    passages: int


def export_index(settings: IndexSettings, file: Path, *, told: Told, patience: float) -> About:
    """Write the index that the settings name into a file; nothing is embedded, and nothing changed.

    Raises:
        ExportError: If there is none, it lacks passages, or the file cannot be written.
        IndexInUseError: If another process has it open.
        IndexingError: If the store cannot be read.
    """
    placing = Placing(settings=settings)
    folder = placing.take(patience=patience)
    try:
        manifest = read_manifest(folder.path)
        if manifest is None:
            raise ExportError(f"There is no index in {folder.path} yet: ask anything, and it is made.")
        generation = folder.generation(manifest.generation)
        with (
            _snapshot(folder, manifest) as corpus,
            closing(placing.open_store(generation, manifest.making)) as store,
            packing(file) as writer,
        ):
            about = About(layout=LAYOUT, manifest=manifest, passages=count_passages(corpus))
            writer.write(ABOUT, TypeAdapter(About).dump_json(about))
            writer.write_file(CORPUS, corpus)
            done = 0
            for number, ids in enumerate(_ids(corpus)):
                nodes = _nodes(store, ids, dense=manifest.making.dimension > 0)
                writer.write(f"{POINTS}{number:06}.jsonl", write_nodes(nodes))
                done += len(ids)
                told(done, about.passages)
        return about
    finally:
        folder.release()


@contextmanager
def _snapshot(folder: IndexFolder, manifest: Manifest) -> Generator[Path]:
    """Give a copy of the corpus as one whole file."""
    held = folder.generation(manifest.generation).corpus
    descriptor, name = tempfile.mkstemp(dir=folder.path, prefix=".manifest.json.export-")
    os.close(descriptor)
    try:
        with closing(sqlite3.connect(name)) as copy:
            with _reading(held) as corpus:
                corpus.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        yield Path(name)
    except sqlite3.DatabaseError as error:
        raise ExportError(
            f"The index in {folder.path} cannot be read ({error}): delete it, and it is made anew."
        ) from error
    finally:
        Path(name).unlink(missing_ok=True)


def count_passages(corpus: Path) -> int:
    """Return how many passages a corpus file holds."""
    with _reading(corpus) as connection:
        return cast("int", connection.execute("SELECT count(*) FROM passages").fetchone()[0])


def _reading(corpus: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{corpus.absolute().as_uri()}?mode=ro", uri=True))


def _ids(corpus: Path) -> Iterator[list[str]]:
    """Give the passages' ids, some at a time."""
    with _reading(corpus) as connection:
        cursor = connection.execute("SELECT id FROM passages ORDER BY id")
        while rows := cast("list[tuple[str]]", cursor.fetchmany(_AT_ONCE)):
            yield [id_ for (id_,) in rows]


def _nodes(store: PassageStore, ids: list[str], *, dense: bool) -> list[BaseNode]:
    nodes = store.get_nodes(ids)
    vectors = store.vectors(ids) if dense else {}
    if len(nodes) != len(ids) or (dense and len(vectors) != len(ids)):
        raise ExportError(
            "The store lacks passages of this index: let `whosaid search` bring it up to date, and export "
            "again."
        )
    for node in nodes:
        node.embedding = vectors.get(node.node_id)
    return nodes
