"""Invented samples of every format, what a person hears in each, and the page that is made of both.

Run as a module it writes docs/formats.md anew.
"""

from dataclasses import dataclass
from pathlib import Path

from index.transcripts import Reading, read_transcript
from index.types import Seconds, Turn

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "data" / "formats"
PAGE = ROOT / "docs" / "formats.md"

FORMATS = {
    "interview": "Interviews as plain text and Markdown",
    "html": "Interviews as HTML",
    "webvtt": "WebVTT: Teams, Zoom, YouTube, Google Meet",
    "subrip": "SubRip",
    "podcasting": "Podcasting 2.0 JSON",
    "podcasting-html": "Podcasting 2.0 HTML",
    "otter": "Otter's text, and others with a name and a time on a line",
    "fireflies": "Fireflies' JSON",
    "whisper": "Whisper's JSON",
    "whisperx": "WhisperX's JSON",
    "openai-diarized": "OpenAI's diarised JSON",
    "assemblyai": "AssemblyAI's JSON",
    "deepgram": "Deepgram's JSON",
    "amazon": "Amazon Transcribe's JSON",
    "docx-teams": "Teams' transcripts as DOCX",
    "docx-meet": "Google Meet's transcripts as DOCX",
    "docx": "Interviews as DOCX",
    "pdf": "Interviews and transcripts as PDF",
}

_COLUMNS = "| Sample | What is hard in it | Words | Speakers | Times |\n|---|---|---|---|---|"
_HEAD = """\
# Formats

What whosaid reads, and how right. The format of a file is found by its content; its name says nothing. Every
sample below was invented for it, with the traps that such files hold; beside each lies what a person hears in
it, turn by turn. A test reads them all, compares speakers, words and times, and makes this page of it.

A label that a machine wrote (`SPEAKER_00`, `spk_1`, `A`) is shown as an unknown speaker of its own, and so is
whoever nothing names: a name is never guessed. `whosaid sources check FILE` shows the same of any file, with
whatever is doubtful and a sidecar to put it right.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample's file, what is hard in it, and its turns as a person hears them."""

    path: Path
    trap: str
    turns: tuple[tuple[str, str, Seconds | None], ...]


def find_samples() -> list[Sample]:
    """Return every sample, in the order of the page."""
    return [
        _read_sample(path)
        for folder in FORMATS
        for path in sorted((SAMPLES / folder).iterdir())
        if path.suffix != ".tsv"
    ]


def _read_sample(path: Path) -> Sample:
    first, *rows = path.with_suffix(".tsv").read_text("utf-8").splitlines()
    return Sample(path=path, trap=first.removeprefix("# "), turns=tuple(map(_read_row, rows)))


def _read_row(row: str) -> tuple[str, str, Seconds | None]:
    start, end, speaker, words = row.split("\t")
    return speaker, words, Seconds(float(start), float(end)) if start else None


def read_sample(sample: Sample) -> Reading:
    """Read a sample as if nothing else were known of it."""
    return read_transcript(sample.path.read_bytes(), sample.path.name)


def heard(turn: Turn) -> tuple[str, str, Seconds | None]:
    """Return a turn as a person would write it down."""
    return turn.speaker.name, turn.text, turn.time


def write_page() -> str:
    """Return the page that says how each sample is read."""
    parts = [_HEAD]
    samples = find_samples()
    for folder, title in FORMATS.items():
        rows = [_row(sample) for sample in samples if sample.path.parent.name == folder]
        parts.append(f"## {title}\n\n{_COLUMNS}\n" + "\n".join(rows) + "\n")
    total = sum(len(sample.turns) for sample in samples)
    right = sum(
        one == other
        for sample in samples
        for one, other in zip(map(heard, read_sample(sample).transcript.turns), sample.turns, strict=False)
    )
    parts.append(
        f"Of {total} turns in {len(samples)} samples {right} are right in speaker, words and time.\n"
    )
    return "\n".join(parts)


def _row(sample: Sample) -> str:
    turns = [heard(turn) for turn in read_sample(sample).transcript.turns]
    wanted = list(sample.turns)
    of = [
        f"{sum(one[at] == other[at] for one, other in zip(turns, wanted, strict=False))} of {len(wanted)}"
        for at in (1, 0, 2)
    ]
    timed = any(turn[2] is not None for turn in wanted)
    cells = (f"`{sample.path.name}`", sample.trap, of[0], of[1], of[2] if timed else "none")
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(write_page(), "utf-8")
