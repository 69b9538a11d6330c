"""Everything that is kept of a person, as a file for them."""

import gzip
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, cast

from bot.storage.people import Kept, was_shown
from bot.storage.questions import StoredQuestion

_NAME = "whosaid-my-data.json"
_COUNTS = frozenset({"nanodollars", "number", "size", "words", "turns"})  # all other numbers are ids
_MOST = 8 * 2**20  # bytes; Discord takes 10 MiB

# A key that works for minutes, a hash that says nothing, and what only moderators read until it is shown.
_WITHHELD = ("token", "fingerprint", "draft", "trace")


def attached_file(kept: Kept) -> tuple[str, bytes]:
    """Return the name and the content of the file for Discord, packed where it would be too large."""
    content = kept_file(kept)
    return (_NAME, content) if len(content) <= _MOST else (f"{_NAME}.gz", gzip.compress(content))


def kept_file(kept: Kept) -> bytes:
    """Return everything as JSON; times are UTC, ids are text as many tools round such numbers."""
    told: dict[str, Any] = {
        "about": (
            "Everything that is kept of you. Of each question there may also be, where `also_kept` says so: "
            "a key to answer it (until it is answered), a hash of its words, the drafted answer, and how "
            "that came about, which moderators can read."
        ),
        "questions": [_question(question) for question in kept.questions],
        "flags": [_told(asdict(flag)) for flag in kept.flags],
        "drafts_decided": [_told(asdict(review)) for review in kept.reviews],
        "acts_as_moderator": [_told(asdict(act)) for act in kept.acts],
        "sources_added": [_told(asdict(added)) for added in kept.sources],
        "blocked_in": [str(guild) for guild in kept.blocked_in],
        "opted_out_at": None if kept.opted_out_at is None else _time(kept.opted_out_at),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _question(question: StoredQuestion) -> dict[str, Any]:
    values = asdict(question)
    also = [name for name in _WITHHELD if values.pop(name) is not None]
    if not was_shown(question) and values.pop("outcome") is not None:
        also.append("outcome")
    return _told(values) | {"also_kept": also}


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in values.items()}


def _value(name: str, value: Any) -> object:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, dict):
        return _told(cast("dict[str, Any]", value))
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    if name.endswith("_at"):
        return _time(value)
    return value if name in _COUNTS else str(value)


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
