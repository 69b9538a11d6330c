"""What `whosaid sources list` shows: every source, whose it is, and when it last changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from textwrap import shorten

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.storage.shelf.versions import ShelfVersion
from bot.terminal.shelf import write_day, write_moment
from bot.terminal.sources import is_narrowed, write_place
from index.types import Transcript


class Origin(StrEnum):
    """Where a source is kept."""

    FOLDER = "folder"
    """The operator's folder of sources."""
    SHELF = "shelf"
    """It was added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One source; `server` owns it, None is the operator; `trouble` is why it cannot be used as it is.

    `versions` and `state` (of the index) are of sources that were added.
    """

    id: str
    origin: Origin
    changed_at: float
    transcript: Transcript | None = None
    server: int | None = None
    versions: tuple[ShelfVersion, ...] = ()
    state: str | None = None
    trouble: str | None = None

    @property
    def whose(self) -> str:
        """Where it comes from, as it is listed."""
        if self.origin is Origin.FOLDER:
            return "folder"
        return "added" if self.server is None else f"server {self.server}"


_LICENCE = 24  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column: what stands above it, and what it says of a source; a whole one is not broken."""

    head: str
    of: Callable[[Listed], str]
    is_number: bool = False
    is_whole: bool = False


def _spoken(transcript: Transcript) -> str:
    return ", ".join(f"{name} ({turns})" for name, turns in _speakers(transcript).items())


def _speakers(transcript: Transcript) -> dict[str, int]:
    return dict(Counter(turn.speaker.name for turn in transcript.turns).most_common())


def _said(tell: Callable[[Transcript], str | None]) -> Callable[[Listed], str]:
    return lambda one: (tell(one.transcript) if one.transcript else None) or ""


def _licence(transcript: Transcript) -> str | None:
    """Return its beginning: some are whole paragraphs, which `sources show` tells."""
    return transcript.licence and shorten(transcript.licence, _LICENCE, placeholder="…")


_COLUMNS = (
    _Column(head="Source", of=lambda one: one.id),
    _Column(head="Title", of=_said(lambda said: said.title)),
    _Column(head="Speakers", of=_said(_spoken)),
    _Column(head="Words", of=_said(lambda said: f"{count_words(said):,}"), is_number=True, is_whole=True),
    _Column(head="Date", of=_said(lambda said: said.date)),
    _Column(head="Licence", of=_said(_licence)),
    _Column(head="From", of=lambda one: one.whose),
    _Column(head="Changed", of=lambda one: write_day(one.changed_at), is_whole=True),
)
_PLACE = _Column(head="Answered in", of=_said(write_place))


def show_listed(listed: Sequence[Listed]) -> RenderableType:
    """Show all sources as a table, and under it what is wrong with some; no column that is empty."""
    columns = [column for column in _COLUMNS if any(map(column.of, listed))]
    if any(one.transcript is not None and is_narrowed(one.transcript) for one in listed):
        columns.append(_PLACE)
    table = Table()
    for column in columns:
        justify = "right" if column.is_number else "left"
        # Broken rather than cut: an id is typed again.
        table.add_column(column.head, justify=justify, no_wrap=column.is_whole, overflow="fold")
    for one in listed:
        table.add_row(*(Text(column.of(one) or "—") for column in columns))
    return Group(table, *(Text(line, style="yellow") for line in _troubles(listed)))


def listed_as_json(listed: Iterable[Listed]) -> list[dict[str, object]]:
    """Return all sources, for programs."""
    return [_as_json(one) for one in listed]


def count_words(transcript: Transcript) -> int:
    """Return how many words are said in a source."""
    return sum(len(turn.text.split()) for turn in transcript.turns)


def _troubles(listed: Sequence[Listed]) -> list[str]:
    waiting = [one.id for one in listed if one.state == "waiting"]
    told = [f"• {one.trouble}" for one in listed if one.trouble]
    return [*told, *([f"Not in the index yet: {', '.join(waiting)}."] if waiting else [])]


def source_as_json(one: Listed) -> dict[str, object]:
    """Return one source with its versions and its turns, for programs."""
    turns = () if one.transcript is None else one.transcript.turns
    return _as_json(one) | {
        "versions": [_version_as_json(version) for version in one.versions],
        "said": [
            {
                "turn": turn.ordinal,
                "speaker": turn.speaker.name,
                "role": turn.role,
                "kind": turn.kind,
                "line": turn.line,
                "time": turn.time,
                "text": turn.text,
            }
            for turn in turns
        ],
    }


def _version_as_json(version: ShelfVersion) -> dict[str, object]:
    by = None if version.added_by is None else str(version.added_by)
    return {**asdict(version), "added_at": write_moment(version.added_at), "added_by": by}


def _as_json(one: Listed) -> dict[str, object]:
    said = one.transcript
    told: dict[str, object] = {
        "id": one.id,
        "from": one.origin,
        "server": None if one.server is None else str(one.server),
        "version": one.versions[-1].number if one.versions else None,
        "changed_at": write_moment(one.changed_at),
        "index": one.state,
        "trouble": one.trouble,
    }
    if said is None:
        return told
    return told | {
        "title": said.title,
        "date": said.date,
        "publisher": said.publisher,
        "licence": said.licence,
        "url": said.url,
        "sha256": said.sha256,
        "turns": len(said.turns),
        "words": count_words(said),
        "speakers": _speakers(said),
    }
