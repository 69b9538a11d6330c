"""What `whosaid sources` shows of the shelf: what came of each file, whose a source is, and its versions."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.storage.shelf.versions import ShelfVersion

_HASH = 12  # letters of a hash that are shown


class Result(StrEnum):
    """What came of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"
    """It is on the shelf, and cannot be in the index."""


_STYLES = {
    Result.ADDED: "green",
    Result.UPDATED: "green",
    Result.UNCHANGED: "dim",
    Result.REFUSED: "red",
    Result.FAILED: "red",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of one file; `sentence` says why where that is not plain."""

    path: Path
    result: Result
    id: str | None = None
    version: int | None = None
    words: int = 0
    turns: int = 0
    doubts: int = 0
    sentence: str | None = None


def show_added(added: Sequence[Added]) -> RenderableType:
    """Show what came of each file, count it, and say under the table why something was refused."""
    table = Table("File", "Source", "", "Words", "Turns", "Doubts")
    for column in table.columns[3:]:
        column.justify = "right"
    for one in added:
        counts = (f"{count:,}" if count else "" for count in (one.words, one.turns, one.doubts))
        style = _STYLES[one.result]
        table.add_row(Text(one.path.name), Text(one.id or ""), Text(one.result, style=style), *counts)
    counted = Counter(one.result for one in added)
    told = ", ".join(f"{counted[result]} {result}" for result in Result if counted[result])
    doubtful = [Text("What is doubtful: `whosaid sources check FILE`.")] if any(_doubts(added)) else []
    return Group(table, *_sentences(added), *doubtful, Text(f"{told}."))


def added_as_json(added: Iterable[Added]) -> list[dict[str, object]]:
    """Return what came of each file, for programs."""
    return [{**asdict(one), "path": str(one.path)} for one in added]


def say_waiting() -> None:
    """Say that the index follows later."""
    sys.stderr.write(
        "All of it is stored, but not in the index yet: another process has the index open and does not "
        "follow (a `whosaid chat`, perhaps). It is there at the next start, or the next question here.\n"
    )


def show_versions(versions: Sequence[ShelfVersion], server: int | None) -> RenderableType:
    """Show the versions of a source, the present one last; `server` owns it, None is the operator."""
    table = Table("Version", "Added", "By", "File", "SHA-256", "Words", "Turns")
    for column in (table.columns[0], *table.columns[5:]):
        column.justify = "right"
    for version in versions:
        table.add_row(
            str(version.number),
            f"{datetime.fromtimestamp(version.added_at, UTC):%Y-%m-%d %H:%M}",
            str(version.added_by or ("operator" if server is None else "not kept")),
            Text(version.name),
            version.sha256[:_HASH],
            f"{version.words:,}",
            f"{version.turns:,}",
        )
    return table


def write_day(seconds: float) -> str:
    """Write the day of a moment, in UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"


def write_moment(seconds: float) -> str:
    """Write a moment to the second, in UTC."""
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _sentences(added: Sequence[Added]) -> list[Text]:
    told = dict.fromkeys((one.sentence, _STYLES[one.result]) for one in added if one.sentence)
    return [Text(f"• {sentence}", style=style) for sentence, style in told]


def _doubts(added: Sequence[Added]) -> list[int]:
    return [one.doubts for one in added]
