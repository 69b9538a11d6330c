"""Files and folders that are named on the command line, each read before anything is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.storage.shelf.kept import Handed
from index.errors import SourceError
from index.sidecar import Sidecar, read_sidecar
from index.sources import SourceFile, list_sources
from index.transcripts import Reading
from index.transcripts.updating import Read, read_update


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A file as it was understood; `id` is the one that it would have in the operator's folder."""

    path: Path
    id: str
    handed: Handed
    doubts: int


def list_paths(paths: Iterable[Path]) -> Iterator[SourceFile | SourceError]:
    """Give every source under these paths once, or why it is none."""
    seen: set[Path] = set()
    for path in paths:
        for found in list_sources(path):
            place = found.path.resolve()
            if place not in seen:
                seen.add(place)
                yield found


def read_understood(file: SourceFile, read: Read, sidecar: Sidecar | None = None) -> Understood:
    """Read a file with the sidecar beside it, or else with that of an older version.

    Raises:
        SourceError: If it, or what is said of it, cannot be used.
    """
    try:
        data = file.path.read_bytes()
    except OSError as error:
        sentence = f"It cannot be read ({error.strerror}). Check the file and its rights."
        raise SourceError(file.path, sentence) from error
    if sidecar is None or file.sidecar is not None:
        said = read_sidecar(file.sidecar) if file.sidecar else Sidecar()
        reading = read(data, file.path.name, said)
    else:
        reading, said = read_update(data, file.path.name, sidecar, read)
    handed = hand_over(file.path.name, data, said, reading)
    return Understood(path=file.path, id=file.id, handed=handed, doubts=len(reading.doubts))


def hand_over(name: str, data: bytes, sidecar: Sidecar, reading: Reading) -> Handed:
    """Return a file with what was counted in it."""
    turns = reading.transcript.turns
    words = sum(len(turn.text.split()) for turn in turns)
    return Handed(name=name, data=data, sidecar=sidecar, words=words, turns=len(turns))
