"""Turning what a database engine says into one sentence for a person, without a value or a password."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.storage.errors import DamagedError, StorageError

_UNREACHABLE = "The database server cannot be reached: check that it runs, and the host in DATABASE_URL."
_REFUSED = "The database server refuses this user or password: correct DATABASE_URL."
_STARTING = "The database server is starting or stopping: try again in a moment."
_CROWDED = "The database was changed by others at the same time: try again."
_FULL = "The disk of the database is full: free some space, then try again."
_NO_RIGHT = "The database does not let this user do that: give it the right to make tables in its schema."
_NOT_WRITTEN = "The database server takes no writes: it may be a standby; set DATABASE_URL to the main one."
_SLOW = "The database is too busy: its disk may be too slow."

_DAMAGED = (
    (
        "not a database",
        "The database file is not a database: move it away, or set DATABASE_URL to another file.",
    ),
    ("malformed", "The database file is damaged: restore a backup, or move it away to begin anew."),
)
# As SQLite words it.
_SENTENCES = (
    ("disk is full", _FULL),
    (
        "readonly",
        "The database cannot be written: give this user the right to write the file and its folder.",
    ),
    ("unable to open", "The database cannot be opened: check that its folder exists and can be written."),
    ("disk i/o error", "The disk of the database fails: look at its health, and keep a copy of the file."),
    ("locked", "The database is in use by another process: stop that one, then try again."),
)
# As PostgreSQL numbers it; what begins with the same two figures is of one kind.
_STATES = {
    "08": _UNREACHABLE,
    "25006": _NOT_WRITTEN,
    "28": _REFUSED,
    "3D000": "The database named in DATABASE_URL does not exist: make it on the server, then try again.",
    "40": _CROWDED,
    "42501": _NO_RIGHT,
    "53100": _FULL,
    "53300": "The database server takes no more connections: close others, or raise its max_connections.",
    "55P03": "The database is in use by another process: stop that one, then try again.",
    "57014": _SLOW,
    "57P": _STARTING,
}
_ROLLED_BACK = frozenset({"40001", "40P01"})


@contextmanager
def storage_errors() -> Generator[None]:
    """Raise StorageError with its sentence for whatever the engine says in this block."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(error) from error
    except PoolTimeoutError as error:
        raise StorageError(_SLOW) from error


@contextmanager
def connecting() -> Generator[None]:
    """Raise StorageError where no connection can be made in this block."""
    try:
        yield
    except (OSError, TimeoutError) as error:
        raise StorageError(_UNREACHABLE) from error


def sentence_of_sqlite(reason: str) -> StorageError:
    """Return the error for what SQLite says."""
    lowered = reason.lower()
    for mark, sentence in _DAMAGED:
        if mark in lowered:
            return DamagedError(sentence)
    sentences = (sentence for mark, sentence in _SENTENCES if mark in lowered)
    return StorageError(next(sentences, f"The database failed: {reason}."))


def is_unreachable(error: BaseException) -> bool:
    """Tell whether there was no connection, or it was lost: another try may find one."""
    if isinstance(error, DBAPIError):
        state = _state(error) or ""
        return error.connection_invalidated or state.startswith(("08", "57P"))
    return isinstance(error, (OSError, TimeoutError)) and not isinstance(error, PoolTimeoutError)


def is_rolled_back(error: BaseException) -> bool:
    """Tell whether the server gave a transaction up for others: nothing of it was done."""
    return isinstance(error, DBAPIError) and _state(error) in _ROLLED_BACK


def _explained(error: DBAPIError) -> StorageError:
    state = _state(error)
    if state is not None:
        found = next((sentence for begin, sentence in _STATES.items() if state.startswith(begin)), None)
        # The server's own words may repeat a value.
        return StorageError(found or f"The database failed (its error {state}).")
    return StorageError(_UNREACHABLE) if error.connection_invalidated else sentence_of_sqlite(str(error.orig))


def _state(error: DBAPIError) -> str | None:
    """Return PostgreSQL's five characters for an error; None where there are none."""
    state = getattr(error.orig, "sqlstate", None)
    return state if isinstance(state, str) else None
