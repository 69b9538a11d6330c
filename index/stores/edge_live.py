"""The engine's shard in use: written, and exchanged for an arranged copy of itself, while it is asked.

Arranging a shard for quick search (`optimize`) lets no question through until it is done: seconds for twenty
thousand passages, many minutes for a million. So it is done to a copy, by a process of its own that gives way
to all others. What was written meanwhile is then brought over, and the copy takes the shard's place.
"""

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from qdrant_edge import CountRequest, EdgeShard, Point, UpdateOperation

from index.sparse import copy_sparse
from index.stores.edge_arranging import Arranging
from index.stores.edge_folder import SHARD, EdgeFolder, engine_failures
from index.stores.edge_shard import load_shard
from index.stores.shape import StoreShape

# Passages that are not arranged are compared one by one: so many take a few milliseconds.
_MANY = 20_000
_SHARE = 20
_BATCH = 200
# What is in the engine's log is safe from a crash; with more than so much, opening it again takes long.
_UNFLUSHED = 10_000


class LiveShard:
    """One shard that is in use, in the folder of a store; safe to share between threads."""

    def __init__(self, folder: EdgeFolder, shape: StoreShape, shard: EdgeShard, name: str) -> None:
        self._folder, self._shape, self._present, self._name = folder, shape, shard, name
        self._writing = threading.Lock()
        self._unflushed = 0
        self._touched: set[str] | None = None
        # What arranging leaves, as segments that are too small for it, is no reason to do it again.
        self._left = 0

    @property
    def present(self) -> EdgeShard:
        """The shard as it is now: who asks it twice must not expect the same one."""
        return self._present

    def write(self, operation: UpdateOperation, ids: Sequence[str]) -> None:
        """Make a change to these points; it is on disk when this returns."""
        with self._writing, engine_failures(self._folder.path):
            if self._touched is not None:
                self._touched.update(ids)
            self._present.update(operation)
            self._unflushed += len(ids)
            if self._unflushed > _UNFLUSHED or not _sync_log(self._folder.shard(self._name)):
                self._flush()

    def flush(self) -> None:
        """Write what is in the engine's log into its files, so that it is opened quickly again."""
        with self._writing, engine_failures(self._folder.path):
            self._flush()

    def optimize(self) -> None:
        """Arrange what was added for quick search, here and now: whoever asks meanwhile waits."""
        with self._writing, engine_failures(self._folder.path):
            self._present.optimize()
            self._flush()
            self._left = self._unarranged()

    def size(self) -> int:
        """Return the bytes that it takes on disk."""
        return self._folder.size(self._name)

    def is_due(self) -> bool:
        """Tell whether so much is not arranged that questions get slow by it."""
        with engine_failures(self._folder.path):
            many = max(_MANY, self._present.count(CountRequest()) // _SHARE)
            return self._unarranged() - self._left >= many

    def arrange(self, stop: Callable[[], bool]) -> bool:
        """Exchange the shard for an arranged copy of it; return False if it was to stop before.

        Questions are answered all the while; what is written waits only while the files are copied.
        """
        name = f"{SHARD}-{uuid.uuid4().hex[:12]}"
        path = self._folder.shard(name)
        try:
            self._copy(path)
            if not Arranging(path).run(stop):
                return False
            with engine_failures(self._folder.path):
                self._exchange(load_shard(self._folder, name), name)
        finally:
            self._touched = None
            self._folder.remove_others(self._name)
        return True

    def close(self) -> None:
        """Let go of the shard; closing again does nothing."""
        with self._writing, engine_failures(self._folder.path):
            if self._unflushed:
                self._flush()
            self._present.close()

    def _copy(self, path: Path) -> None:
        self._folder.check_space(2 * self.size())
        with self._writing, engine_failures(self._folder.path):
            self._flush()
            self._touched = set()
            shutil.copytree(self._folder.shard(self._name), path, copy_function=copy_sparse)

    def _exchange(self, arranged: EdgeShard, name: str) -> None:
        while self._touched is not None and len(self._touched) > _BATCH:
            with self._writing:
                touched, self._touched = self._touched, set()
            self._bring_over(touched, arranged)
        with self._writing:
            self._bring_over(self._touched or (), arranged)
            arranged.flush()
            self._folder.write_shape(self._shape, shard=name)
            # Whoever asks the old one at this moment holds it: it closes when the last of them has let it go.
            self._present, self._name, self._unflushed = arranged, name, 0
            self._left = self._unarranged()

    def _bring_over(self, ids: Iterable[str], arranged: EdgeShard) -> None:
        for batch in _batches(sorted(ids)):
            records = self._present.retrieve(list(batch), with_payload=True, with_vector=True)
            points = [Point(one.id, one.vector or {}, one.payload or {}) for one in records]
            gone = sorted(set(batch) - {str(one.id) for one in records})
            if points:
                arranged.update(UpdateOperation.upsert_points(points))
            if gone:
                arranged.update(UpdateOperation.delete_points(list(gone)))

    def _unarranged(self) -> int:
        if self._shape.dense is None:
            return 0
        told = self._present.info()
        # Both kinds of vectors are counted; those of words are always arranged.
        return max(0, 2 * told.points_count - told.indexed_vectors_count)

    def _flush(self) -> None:
        self._present.flush()
        self._unflushed = 0


def _sync_log(shard: Path) -> bool:
    """Wait until the engine's log is on disk; return False if it is not where it is expected.

    A flush of the engine would do, and takes ten times as long.
    """
    logs = list((shard / "wal").glob("open-*"))
    for log in logs:
        descriptor = os.open(log, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return bool(logs)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]
