"""The folder of an index: who has it, and which of its generations is in use.

FOLDER/lock            held by the one process that has the index open
FOLDER/manifest.json   names the generation in use; replaced whole
FOLDER/g-…/            a generation: the corpus and the store, changed in place
FOLDER/vectors.sqlite  the vectors of the present sources' texts, so that none is embedded twice
"""

import shutil
import sqlite3
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexFolderError, IndexInUseError
from index.manifest import NAME, damaged

_LOCK = "lock"
_PREFIX = "g-"
_VECTORS = "vectors.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One complete making of the index, in a folder of its own."""

    path: Path

    @property
    def name(self) -> str:
        """What the manifest calls it."""
        return self.path.name

    @property
    def corpus(self) -> Path:
        """The corpus file."""
        return self.path / "corpus.sqlite"

    @property
    def store(self) -> str:
        """The URL of its store."""
        return f"edge:{self.path / 'store'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFolder:
    """A folder that this process alone has open, until `release`."""

    path: Path
    lock: FileLock

    @property
    def vectors(self) -> Path:
        """The file of vectors that outlives a generation."""
        return self.path / _VECTORS

    def release(self) -> None:
        """Let other processes have it."""
        self.lock.release()

    def generation(self, name: str) -> Generation:
        """Return a generation by its name."""
        return Generation(path=self.path / name)

    def new_generation(self) -> Generation:
        """Return a generation that is not there yet."""
        return self.generation(f"{_PREFIX}{uuid.uuid4().hex[:12]}")

    def remove_others(self, used: str | None) -> None:
        """Remove every generation but the one in use: what crashes left, and what was replaced."""
        for path in self.path.glob(f"{_PREFIX}*"):
            if path.is_dir() and path.name != used:
                shutil.rmtree(path)
        for path in self.path.glob(f".{NAME}.*"):
            path.unlink()

    def check_ours(self) -> None:
        """Check that a folder without a manifest holds nothing that is not an index's.

        Raises:
            IndexFolderError: If it does: another's files are not to be mixed with ours.
        """
        foreign = sorted(path.name for path in self.path.iterdir() if not _is_ours(path.name))
        if foreign:
            raise IndexFolderError(
                f"The folder {self.path} is to hold the index, but holds other files "
                f"({', '.join(foreign[:3])}). Move them away, or choose another folder with --data."
            )


def open_folder(store_url: str, *, patience: float) -> IndexFolder:
    """Take the folder that a store's URL names for this process, made if need be.

    Waits `patience` seconds for another process to let it go.

    Raises:
        IndexInUseError: If another process keeps it.
        IndexFolderError: If the URL is unknown, or the folder cannot be used.
    """
    path = path_of(store_url)
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path / _LOCK, timeout=patience, thread_local=False)
        lock.acquire()
    except Timeout as error:
        raise IndexInUseError(
            f"The index in {path} is in use by another process, and serves one at a time: stop that one (a "
            "running bot, perhaps), give this one a folder of its own with --data, or, for several bots, set "
            "STORE_URL to a Qdrant server and DATABASE_URL to PostgreSQL."
        ) from error
    except OSError as error:
        raise unusable(path, error) from error
    return IndexFolder(path=path, lock=lock)


def is_in_use(store_url: str) -> bool:
    """Tell whether some process has the index open at this moment."""
    scheme, _, place = store_url.partition(":")
    lock = Path(place) / _LOCK
    if scheme != "edge" or not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0, thread_local=False):
            return False
    except Timeout:
        return True
    except OSError as error:
        raise unusable(Path(place), error) from error


def unusable(path: Path, error: OSError) -> IndexFolderError:
    """Return what to say when a folder cannot be read or written."""
    return IndexFolderError(
        f"The index folder {path} cannot be used ({error.strerror or error}); check that it is a folder "
        "that may be written and has room, or choose another with --data."
    )


@contextmanager
def index_failures(folder: Path) -> Generator[None]:
    """Turn what the disk and SQLite raise into errors of ours."""
    try:
        yield
    except OSError as error:
        raise unusable(folder, error) from error
    except sqlite3.OperationalError as error:
        raise IndexFolderError(
            f"The index in {folder} could not be written ({error}). Free some space there, or choose "
            "another folder with --data, and run again; what was in the index stays."
        ) from error
    except sqlite3.DatabaseError as error:
        raise damaged(folder, str(error)) from error


def path_of(store_url: str) -> Path:
    """Return the folder that a store's URL names; IndexFolderError if it names none."""
    scheme, _, place = store_url.partition(":")
    if scheme != "edge" or not place:
        raise IndexFolderError(
            f"STORE_URL={store_url} names no store known here; set STORE_URL=edge:data/index."
        )
    return Path(place)


def _is_ours(name: str) -> bool:
    return name in {_LOCK, NAME} or name.startswith((_PREFIX, _VECTORS, f".{NAME}."))
