"""Bringing an exported index to the engine that the settings name, all of it or nothing."""

import shutil
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from llama_index.core.schema import BaseNode
from pydantic import TypeAdapter, ValidationError

from index.errors import ExportError, IndexingError
from index.exports.exporting import ABOUT, CORPUS, LAYOUT, POINTS, About, Told, count_passages
from index.exports.packed import read_parts
from index.exports.points import read_nodes
from index.folder import Generation, IndexFolder
from index.manifest import FORMAT, Making, read_manifest, write_manifest
from index.placing import Placing
from index.settings import IndexSettings
from index.stores import PassageStore

# Vectors are of length one, in single precision; an engine may make them so once more.
_CLOSE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Import:
    file: Path
    about: About
    told: Told


def import_index(
    settings: IndexSettings, making: Making, file: Path, *, replace_it: bool, told: Told, patience: float
) -> About:
    """Put an exported index in place; nothing is embedded. `making` is how the settings make one.

    The whole file is looked through before anything is touched.

    Raises:
        ExportError: If it is damaged, of another version, or made otherwise; or an index is there already,
            and `replace_it` is not said.
        IndexInUseError: If another process has the index open.
        IndexingError: If the store cannot be written; what was there stays.
    """
    about = look_through(file)
    _check(about, making)
    placing = Placing(settings=settings)
    folder = placing.take(patience=patience)
    try:
        if read_manifest(folder.path) is not None and not replace_it:
            raise ExportError(
                f"There is an index in {folder.path} already: say --replace to have the export in its place."
            )
        _put(_Import(file=file, about=about, told=told), placing, folder)
    finally:
        folder.release()
    return about


def look_through(file: Path) -> About:
    """Read all of an export, and return what it holds.

    Raises:
        ExportError: If it is damaged, or none.
    """
    about: About | None = None
    passages = 0
    for part in read_parts(file):
        if part.name == ABOUT:
            about = _read_about(file, part.read())
        elif part.name.startswith(POINTS):
            passages += len(part.read().splitlines())
    if about is None or passages != about.passages:
        raise ExportError(f"{file} does not hold all of its passages; nothing was changed. Export again.")
    return about


def _read_about(file: Path, held: bytes) -> About:
    try:
        return TypeAdapter(About).validate_json(held)
    except ValidationError as error:
        raise ExportError(f"{file} is of another version of whosaid, or no export of its.") from error


def _check(about: About, making: Making) -> None:
    if (about.layout, about.manifest.format) != (LAYOUT, FORMAT):
        raise ExportError(
            f"The export is of another version of whosaid (format {about.manifest.format}, here it is "
            f"{FORMAT}): export and import with the same one."
        )
    theirs = about.manifest.making
    if theirs != making:
        told = f"{theirs.embedding}, passages of {theirs.passage_words} words"
        raise ExportError(
            f"The export was made otherwise ({told}) than the settings say ({making.embedding}, passages of "
            f"{making.passage_words} words): set EMBEDDING, QUESTION_CONTEXT and the like as there."
        )


def _put(work: _Import, placing: Placing, folder: IndexFolder) -> None:
    generation = folder.new_generation()
    generation.path.mkdir()
    try:
        with _new_store(placing, generation, work.about.manifest.making) as store:
            _fill(work, generation, store)
            store.optimize()
        write_manifest(folder.path, replace(work.about.manifest, generation=generation.name))
    except BaseException:
        shutil.rmtree(generation.path, ignore_errors=True)
        raise
    folder.remove_others(generation.name)


@contextmanager
def _new_store(placing: Placing, generation: Generation, making: Making) -> Generator[PassageStore]:
    """Give an empty store, which is emptied again if anything fails."""
    with closing(placing.open_store(generation, making, create=True)) as store:
        if store.count():
            raise ExportError(
                f"The collection {placing.collection(making)} holds passages already: delete it at the "
                "server, or set STORE_COLLECTION to another name."
            )
        try:
            yield store
        except BaseException as error:
            try:
                store.clear()
            except IndexingError as failure:
                error.add_note(f"What was written is still there: {failure}")
            raise


def _fill(work: _Import, generation: Generation, store: PassageStore) -> None:
    done = 0
    for part in read_parts(work.file):
        if part.name == CORPUS:
            part.copy_to(generation.corpus)
        elif part.name.startswith(POINTS):
            nodes = read_nodes(part.read())
            store.add(nodes)
            _compare(store, nodes)
            done += len(nodes)
            work.told(done, work.about.passages)
    if not (store.count() == count_passages(generation.corpus) == work.about.passages):
        raise ExportError("Not all passages arrived; nothing was changed. Import again.")


def _compare(store: PassageStore, nodes: Sequence[BaseNode]) -> None:
    """Check that nodes arrived as they are, with their vectors."""
    ids = [node.node_id for node in nodes]
    arrived = store.get_nodes(ids)
    if len(arrived) != len(ids):
        raise ExportError(f"{len(ids) - len(arrived)} passages did not arrive; nothing was changed.")
    vectors = store.vectors(ids) if store.shape.dense is not None else {}
    for node, there in zip(nodes, arrived, strict=True):
        same = there.get_content() == node.get_content() and there.metadata == node.metadata
        if not same or not _is_close(node.embedding, vectors.get(node.node_id)):
            raise ExportError(f"Passage {node.node_id} did not arrive as it is; nothing was changed.")


def _is_close(left: list[float] | None, right: list[float] | None) -> bool:
    if left is None or right is None:
        return left is right
    return len(left) == len(right) and bool(np.allclose(left, right, atol=_CLOSE))
