"""Questions as they come in a batch: JSON lines from a file, from standard input, or compressed."""

import gzip
import json
import sys
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from bot.answering.asking import Asked
from bot.commands.errors import CommandError

Identity = str | int | None
# No question is near as long; a file without line ends must not fill the memory.
LONGEST_LINE = 1024 * 1024
STANDARD_INPUT = "-"
_TEXTS = ("speaker", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One good line of a batch."""

    id: Identity
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """One line that cannot be read, and a sentence that says why."""

    id: Identity
    sentence: str


@contextmanager
def open_batch(name: str) -> Generator[Iterator[bytes]]:
    """Give the lines of a batch that are not blank; a line that is too long is given cut.

    Raises:
        CommandError: If the file cannot be opened or unpacked.
    """
    try:
        with _open(name) as file:
            yield _lines(file)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise CommandError(f"{name} cannot be unpacked ({error}): is it whole, and made by gzip?") from error


def read_request(line: bytes, speaker: str | None = None, source: str | None = None) -> Request | BadLine:
    """Read one line; `speaker` and `source` hold where the line names none."""
    if len(line) > LONGEST_LINE:
        return BadLine(id=None, sentence="The line is longer than 1 MB: put one question on each line.")
    try:
        found: object = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return BadLine(id=None, sentence="The line is not JSON: write one JSON object on each line.")
    if not isinstance(found, dict):
        return BadLine(id=None, sentence='The line is not a JSON object: write {"question": "…"}.')
    return _read_object(cast("dict[str, object]", found), speaker, source)


def _read_object(held: dict[str, object], speaker: str | None, source: str | None) -> Request | BadLine:
    identity = held.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int | None):
        return BadLine(id=None, sentence='The "id" is neither text nor a whole number.')
    question, after = held.get("question"), held.get("after")
    if question is None:
        return BadLine(id=identity, sentence='The line has no "question".')
    if not isinstance(question, str):
        return BadLine(id=identity, sentence='The "question" is not text.')
    earlier = _texts(after)
    if earlier is None:
        return BadLine(
            id=identity, sentence='"after" is not a list of texts: write the earlier questions as ["…"].'
        )
    for name in _TEXTS:
        if not isinstance(held.get(name), str | None):
            return BadLine(id=identity, sentence=f'The "{name}" is not text.')
    asked = Asked(
        text=question,
        after=earlier,
        speaker=cast("str | None", held.get("speaker")) or speaker,
        source=cast("str | None", held.get("source")) or source,
    )
    return Request(id=identity, asked=asked)


def _texts(value: object) -> tuple[str, ...] | None:
    """Return a list of texts, or nothing, as a tuple; None if it is something else."""
    if value is None:
        return ()
    if not isinstance(value, list):
        return None
    texts = [text for text in cast("list[object]", value) if isinstance(text, str)]
    return tuple(texts) if len(texts) == len(cast("list[object]", value)) else None


@contextmanager
def _open(name: str) -> Generator[BinaryIO]:
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below; only its opening is to be caught
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise CommandError(f"{name} cannot be read ({why}): check the name of the batch file.") from error
    with file:
        if name.endswith(".gz"):
            with gzip.open(file) as unpacked:
                yield cast("BinaryIO", unpacked)
        else:
            yield file


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        if line.strip():
            yield line
