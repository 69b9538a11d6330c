"""Names on the shelf: what a file is called, and the id of what it holds."""

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

from index.sidecar import Sidecar, source_id

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_LONGEST_NAME, _LONGEST_ID = 200, 128
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_MARK = 8  # letters that tell servers apart


def plain_name(name: str) -> str:
    """Return a file's name alone, as it can be shown: without folders and what cannot be seen."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(character for character in last if unicodedata.category(character) not in _HIDDEN)
    shown = seen.strip(" .") and seen.strip()
    if len(shown) <= _LONGEST_NAME:
        return shown or "transcript"
    suffix = _plain_suffix(shown)
    return shown[: _LONGEST_NAME - len(suffix)] + suffix


def shelf_id(name: str, sidecar: Sidecar, guild: int | None, *, number: int = 1) -> str:
    """Return the id of a source: the operator's as in their folder, a server's never another's.

    `number` tells sources apart whose files have the same name.
    """
    slug = source_id(name, sidecar)
    tail = f"-{number}" if number > 1 else ""
    if guild is None:
        return slug[: _LONGEST_ID - len(tail)] + tail
    slug = slug[: _LONGEST_ID - len(tail) - _MARK - 1] + tail
    return f"{slug}.{hashlib.sha256(f'{guild}:{slug}'.encode()).hexdigest()[:_MARK]}"


def _plain_suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return suffix if _SUFFIX.fullmatch(suffix.casefold()) else ""
