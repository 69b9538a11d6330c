"""The folder of sources: which files it holds, and reading one of them."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import SidecarError, SourceError
from index.sidecar import Sidecar, read_sidecar, source_id
from index.transcripts import Reading, read_transcript
from index.transcripts.foreign import may_hold_null

# An hour of talk is about 60 kB of text; what is far beyond a long day's is not a transcript.
LARGEST_SOURCE = 32 * 1024 * 1024
LARGEST_SIDECAR = 256 * 1024
MOST_SOURCES = 10_000

_LONELY = "It stands beside no source of the same name. Rename it, or remove it."
_SNIFFED = 64 * 1024
_ABOUT = frozenset({"readme", "license", "licence", "copying", "notice"})
_ABOUT_SUFFIXES = frozenset({"", ".md", ".txt", ".rst"})

Read = Callable[[bytes, str, Sidecar | None], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One source as it lies in the folder, with the sidecar beside it if there is one."""

    id: str
    path: Path
    sidecar: Path | None = None


def find_sources(folder: Path) -> tuple[SourceFile, ...]:
    """Return the sources in a folder and the folders in it, by id.

    Hidden files and folders, sidecars, and files about the folder itself (README, LICENSE) are none.
    """
    sources: dict[str, SourceFile] = {}
    for path in list_files(folder):
        source = identify_source(path)
        known = sources.setdefault(source.id, source)
        if known is not source:
            same = f"It has the same id as {known.path.name}, “{source.id}”."
            sentence = f"{same} Give one of them another `id` in its sidecar."
            raise SourceError(path, sentence)
    if not sources:
        raise no_sources(folder)
    return tuple(sources[identity] for identity in sorted(sources))


def list_sources(path: Path) -> Iterator[SourceFile | SourceError]:
    """Give each source of a folder, or a file alone, or why it is none; what is bad stops nothing else."""
    if not path.is_dir():
        yield _source_or_error(path, locate_source)
        return
    files = sorted(_walk(path))
    sources = [file for file in files if file.suffix != ".toml" and not _is_about_folder(file)]
    stems = {file.with_suffix("") for file in sources}
    for file in files:
        if file.suffix == ".toml" and file.with_suffix("") not in stems:
            yield SidecarError(file, _LONELY)
    for file in sources:
        yield _source_or_error(file, identify_source)


def read_source(file: SourceFile, read: Read = read_transcript) -> Reading:
    """Read one source with its sidecar, here or, by `index.apart.read_apart`, in a process of its own."""
    return read(file.path.read_bytes(), file.path.name, _sidecar_of(file.sidecar))


def locate_source(path: Path) -> SourceFile:
    """Return a single file as a source, with the sidecar that lies beside it."""
    if not path.is_file():
        raise SourceError(path, "There is no such file. Check its name.")
    return identify_source(path)


def _source_or_error(path: Path, read: Callable[[Path], SourceFile]) -> SourceFile | SourceError:
    try:
        return read(path)
    except SourceError as error:
        return error


def identify_source(path: Path) -> SourceFile:
    """Return a file as a source: its id, and the sidecar that lies beside it."""
    _refuse_unreadable(path)
    beside = path.with_suffix(".toml")
    sidecar = beside if beside.is_file() else None
    return SourceFile(id=source_id(path.name, _sidecar_of(sidecar)), path=path, sidecar=sidecar)


def _sidecar_of(path: Path | None) -> Sidecar | None:
    if path is None:
        return None
    if path.stat().st_size > LARGEST_SIDECAR:
        raise SidecarError(path, f"A sidecar may have at most {LARGEST_SIDECAR // 1024} kB. Shorten it.")
    return read_sidecar(path)


def no_sources(folder: Path) -> SourceError:
    """Return what to say of a folder without sources."""
    return SourceError(
        folder, "This folder holds no sources. Put a transcript into it, or name another folder."
    )


def list_files(folder: Path) -> list[Path]:
    """Return the files that may be sources; a sidecar that belongs to none of them is an error."""
    if not folder.is_dir():
        raise SourceError(
            folder, "There is no such folder of sources. Name another with --sources or SOURCES."
        )
    files = sorted(_walk(folder))
    sources = [path for path in files if path.suffix != ".toml" and not _is_about_folder(path)]
    if len(sources) > MOST_SOURCES:
        raise SourceError(folder, f"It holds more than {MOST_SOURCES:,} files. Name a folder with fewer.")
    stems = {path.with_suffix("") for path in sources}
    for path in files:
        if path.suffix == ".toml" and path.with_suffix("") not in stems:
            raise SidecarError(path, _LONELY)
    return sources


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in names if not name.startswith("."))


def _is_about_folder(path: Path) -> bool:
    return path.stem.casefold() in _ABOUT and path.suffix.casefold() in _ABOUT_SUFFIXES


def _refuse_unreadable(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            beginning = file.read(_SNIFFED)
    except OSError as error:
        raise SourceError(
            path, f"It cannot be read ({error.strerror}). Check the file and its rights."
        ) from error
    if size > LARGEST_SOURCE:
        limit = LARGEST_SOURCE // (1024 * 1024)
        raise SourceError(
            path, f"It has {size // (1024 * 1024)} MB; a source may have at most {limit}. Split it."
        )
    if b"\0" in beginning and not may_hold_null(beginning):
        sentence = "It is not text (it holds NUL bytes). Save it as UTF-8 text, or move it out of the folder."
        raise SourceError(path, sentence)
