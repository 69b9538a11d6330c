"""The folder of an embedded store: who has it open, what it was made with, whether it is whole.

FOLDER/lock        held by the process that has it open
FOLDER/shard…/     the engine's own files
FOLDER/store.json  what it was made with, and which shard is in use; without it the store is half written
"""

import errno
import json
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import IndexFolderError, IndexInUseError, IndexMismatchError
from index.files import replace_file
from index.stores.shape import StoreShape

# The engine maps its files into memory: on a full disk, a write to them would end the process (SIGBUS)
# instead of failing. So room is looked for first.
RESERVE = 64 * 1024 * 1024

SHARD = "shard"
"""What a shard's folder is called, or begins with."""

_FORMAT = 1
_AGAIN = "delete that folder and run again: the index is made anew from the sources"


class _Made(BaseModel):
    """What `store.json` says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    engine: str
    dense: int | None
    average_words: float
    language: str
    shard: str = SHARD


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeFolder:
    """The places in a store's folder."""

    path: Path

    def shard(self, name: str = SHARD) -> Path:
        """Return where the engine's own files are."""
        return self.path / name

    @property
    def made(self) -> Path:
        """What the store was made with."""
        return self.path / "store.json"

    def take(self, *, make: bool) -> FileLock:
        """Take the folder for this process, and return what lets it go; it is made only if `make`.

        Raises:
            IndexInUseError: If it is taken.
            IndexFolderError: If it is not there, or cannot be written to.
        """
        if not make and not self.path.is_dir():
            raise IndexFolderError(f"There is no index in {self.path}; {_AGAIN}.")
        lock = FileLock(self.path / "lock", timeout=0, thread_local=False)
        with engine_failures(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                raise IndexInUseError(
                    f"The index in {self.path} is in use by another process; stop that one (a running bot, "
                    "perhaps), give this one a folder of its own with --data, or set STORE_URL to a Qdrant "
                    "server, which serves many."
                ) from error
        return lock

    def read_shape(self) -> tuple[StoreShape, str]:
        """Return what the store was made with, and the name of the shard that is in use.

        Raises:
            IndexFolderError: If there is no whole store here.
            IndexMismatchError: If another version wrote it.
        """
        try:
            made = _Made.model_validate_json(self.made.read_bytes())
        except FileNotFoundError as error:
            raise IndexFolderError(f"There is no whole index in {self.path}; {_AGAIN}.") from error
        except ValidationError as error:
            raise IndexMismatchError(f"The index in {self.path} is of another version; {_AGAIN}.") from error
        if (made.format, made.engine) != (_FORMAT, _engine()):
            raise IndexMismatchError(
                f"The index in {self.path} is of another version ({made.engine}); {_AGAIN}."
            )
        shape = StoreShape(dense=made.dense, average_words=made.average_words, language=made.language)
        return shape, made.shard

    def write_shape(self, shape: StoreShape, *, shard: str = SHARD) -> None:
        """Say what the store was made with, which shard is in use, and so that it is whole."""
        made = {"format": _FORMAT, "engine": _engine(), "shard": shard, **asdict(shape)}
        replace_file(self.made, json.dumps(made, indent=1).encode())

    def remove_others(self, used: str | None = None) -> None:
        """Delete every shard but the one in use: what a crash left, and what was exchanged."""
        for path in self.path.glob(f"{SHARD}*"):
            if path.is_dir() and path.name != used:
                shutil.rmtree(path)

    def check_space(self, needed: int = 0) -> None:
        """Check that `needed` bytes, and some reserve, can be written.

        Raises:
            IndexFolderError: If the disk is too full for that.
        """
        with engine_failures(self.path):
            free = shutil.disk_usage(self.path).free
        if free < needed + RESERVE:
            raise disk_full(self.path)

    def size(self, name: str = SHARD) -> int:
        """Return the bytes that a shard's files take on disk; they are far shorter than they look."""
        return sum(file.stat().st_blocks * 512 for file in self.shard(name).rglob("*") if file.is_file())


def disk_full(folder: Path) -> IndexFolderError:
    """Return what to say when there is no room for the index."""
    return IndexFolderError(
        f"The disk that holds {folder} is full; free some space and run again, nothing was lost."
    )


def another_shape(folder: Path) -> IndexMismatchError:
    """Return what to say when the index was made with other settings."""
    return IndexMismatchError(f"The index in {folder} was made with other settings; {_AGAIN}.")


def arranging_failed(folder: Path, code: int) -> IndexFolderError:
    """Return what to say when the index could not be arranged for quick search; it is as it was."""
    return IndexFolderError(
        f"The index in {folder} could not be arranged for quick search (its process ended with {code}); it "
        "answers as before, only slower. Free memory and disk space, and start again."
    )


def damaged(folder: Path) -> IndexFolderError:
    """Return what to say when the engine cannot read its own files."""
    return IndexFolderError(f"The index in {folder} is damaged; {_AGAIN}.")


@contextmanager
def engine_failures(folder: Path) -> Generator[None]:
    """Turn what the engine and the disk raise into errors of ours, which say what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise disk_full(folder) from error
        raise IndexFolderError(
            f"The index in {folder} cannot be used ({error.strerror}); check the folder and its rights."
        ) from error
    except BaseException as error:
        # The engine raises bare exceptions, and where it panics, one that is not even that.
        if type(error) is not Exception and type(error).__module__ != "pyo3_runtime":
            raise
        raise _translate(str(error), folder) from error


def _translate(message: str, folder: Path) -> IndexFolderError:
    if "No space left" in message or "StorageFull" in message:
        return disk_full(folder)
    if "not initialized" in message:
        return IndexFolderError(f"The index in {folder} was closed; open it again.")
    return damaged(folder)


def _engine() -> str:
    return f"qdrant-edge {version('qdrant-edge-py')}"
