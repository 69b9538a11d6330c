"""A glance at the shelf that loads nothing heavy: most who ask in a terminal have nothing on it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

_ANYTHING = "SELECT 1 FROM sources UNION ALL SELECT 1 FROM indexing WHERE state = 'waiting' LIMIT 1"


def is_surely_empty(url: str) -> bool:
    """Tell whether there is surely nothing on the shelf of a database, and nothing to be done about it.

    SQLAlchemy takes a third of a second to load; where this says no, it is needed to know.
    """
    scheme, _, place = url.partition(":///")
    name = place.partition("?")[0]
    if not scheme.startswith("sqlite") or name in {"", ":memory:"}:
        return False
    try:
        if not Path(name).exists():
            return True
        with closing(sqlite3.connect(f"file:{quote(name)}?mode=ro", uri=True, timeout=1)) as database:
            return database.execute(_ANYTHING).fetchone() is None
    except sqlite3.OperationalError as error:
        # An older version made it, before there was a shelf.
        return "no such table" in str(error)
    except (sqlite3.Error, OSError):
        return False
