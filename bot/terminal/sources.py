"""What `whosaid sources` shows: what was understood of a file, all sources, one source turn by turn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from index.apart import read_apart
from index.catalogue import SourceEntry
from index.sidecar import sidecar_path
from index.sidecar_editing import write_sidecar
from index.sources import locate_source, read_source
from index.transcripts import Doubt, Reading, Skipped
from index.types import Role, Seconds, Speaker, Transcript, Turn, TurnKind

_KIND_STYLES = {
    TurnKind.QUESTION: "bold",
    TurnKind.ANSWER: "",
    TurnKind.NARRATION: "dim",
    TurnKind.NOTE: "italic dim",
}
# As many words of what was skipped as fit beside its line and its reason.
_SHOWN_SKIPPED = 60


def check_file(path: Path) -> Reading:
    """Read one file with the sidecar beside it as one that is handed over, storing nothing."""
    return read_source(locate_source(path), read_apart)


def has_sidecar(path: Path) -> bool:
    """Tell whether a sidecar lies beside a file."""
    return locate_source(path).sidecar is not None


def show_check(reading: Reading) -> RenderableType:
    """Show what was understood of a file."""
    parts: list[RenderableType] = [_heading(reading), _speakers_table(reading.transcript.turns)]
    parts.append(_counts(reading.transcript.turns))
    if is_narrowed(reading.transcript):
        parts.append(_where(reading.transcript))
    parts += _skipped_part(reading.skipped)
    parts += _doubts_part(reading.doubts)
    return Group(*parts)


def show_proposal(reading: Reading, path: Path) -> RenderableType:
    """Show the sidecar that would say the same; print it with `soft_wrap`, so that it can be copied."""
    head = Text(f"A sidecar that says the same, to be corrected and saved as {sidecar_path(path).name}:")
    return Group(Text(), head, Text(), Text(propose_sidecar(reading), no_wrap=True, overflow="ignore"))


def show_turns(entry: Transcript | SourceEntry, turns: Iterable[Turn]) -> RenderableType:
    """Show one source turn by turn, each with its ordinal, its line and its time."""
    parts: list[RenderableType] = [_title_of(entry.title, entry.publisher, entry.date)]
    if entry.licence:
        parts.append(Text(f"Licence: {entry.licence}", style="dim"))
    if is_narrowed(entry):
        parts.append(_where(entry))
    for turn in turns:
        head = Text.assemble(
            (turn.speaker.name, "bold cyan"),
            (f"  {turn.role} · {turn.kind} · turn {turn.ordinal} · line {turn.line}", "dim"),
            (f" · {write_time(turn.time)}" if turn.time else "", "dim"),
        )
        parts += [Text(), head, Text(turn.text, style=_KIND_STYLES[turn.kind])]
    return Group(*parts)


def write_time(time: Seconds) -> str:
    """Write a stretch of a recording as people do: "12:04–12:31", with hours only where there are some."""
    return "–".join(_clock(second) for second in time)


def write_place(source: Transcript | SourceEntry) -> str:
    """Say which servers may be answered from a source, and in which of their channels."""
    servers = source.servers
    if servers is None:
        where = "every server"
    elif not servers:
        where = "no server"
    else:
        where = f"{_plural('server', len(servers))} {', '.join(map(str, sorted(servers)))}"
    return f"{where}, age-restricted channels alone" if source.age_restricted else where


def is_narrowed(source: Transcript | SourceEntry) -> bool:
    """Tell whether a source is not for everybody everywhere."""
    return source.servers is not None or source.age_restricted


def _where(source: Transcript | SourceEntry) -> Text:
    return Text(f"Answered in {write_place(source)}.", style="yellow")


def propose_sidecar(reading: Reading) -> str:
    """Return TOML that, laid beside the source, says what was understood of it."""
    return write_sidecar(reading.understood)


def _heading(reading: Reading) -> Text:
    transcript = reading.transcript
    return _title_of(transcript.title, transcript.publisher, transcript.date)


def _title_of(title: str, publisher: str | None, date: str | None) -> Text:
    origin = ", ".join(part for part in (publisher, date) if part)
    return Text.assemble((title, "bold"), (f"  {origin}" if origin else "", "dim"))


def _speakers_table(turns: Sequence[Turn]) -> Table:
    """Count turns and words by speaker and by what they are in those turns."""
    table = Table("Speaker", "Role", "Turns", "Words")
    for column in table.columns[2:]:
        column.justify = "right"
    counts: Counter[tuple[str, Role]] = Counter()
    words: Counter[tuple[str, Role]] = Counter()
    speakers: dict[str, Speaker] = {}
    for turn in turns:
        key = (turn.speaker.id, turn.role)
        speakers[turn.speaker.id] = turn.speaker
        counts[key] += 1
        words[key] += len(turn.text.split())
    for (identity, role), count in counts.most_common():
        name = Text(speakers[identity].name)
        table.add_row(name, role.value, str(count), f"{words[identity, role]:,}")
    return table


def _counts(turns: Sequence[Turn]) -> Text:
    kinds = Counter(turn.kind for turn in turns)
    said = (f"{kinds[kind]} {_plural(kind.value, kinds[kind])}" for kind in TurnKind if kinds[kind])
    return Text(", ".join(said) + ".")


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _skipped_part(skipped: Sequence[Skipped]) -> list[RenderableType]:
    """List what was left out; the same words for the same reason share a row."""
    if not skipped:
        return []
    lines: dict[tuple[str, str], list[int]] = {}
    for item in skipped:
        lines.setdefault((item.text, item.why), []).append(item.line)
    table = Table("Skipped", "Why", "Lines")
    for (words, why), places in lines.items():
        table.add_row(Text(_shortened(words)), why, ", ".join(map(str, places)))
    return [table]


def _shortened(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= _SHOWN_SKIPPED else f"{folded[: _SHOWN_SKIPPED - 1]}…"


def _doubts_part(doubts: Sequence[Doubt]) -> list[RenderableType]:
    if not doubts:
        return [Text("Nothing doubtful.", style="green")]
    where = [f"line {doubt.line}: " if doubt.line else "" for doubt in doubts]
    listed = [Text(f"• {place}{doubt.sentence}") for place, doubt in zip(where, doubts, strict=True)]
    return [Text("Doubtful, please look:", style="yellow"), *listed]


def _clock(second: float) -> str:
    minutes, seconds = divmod(int(second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
