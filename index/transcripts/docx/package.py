"""The parts of a DOCX file, each bounded before it is unpacked."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from struct import error as StructError  # noqa: N812 - it is a class
from struct import unpack_from

from index.errors import SourceError

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
_CONTENT_TYPES = "[Content_Types].xml"
# What stands at a package's end: where its listing is, and how long; then a comment.
_END, _END_LENGTH, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
# The same for packages over 4 GB, right before it: it would be believed instead.
_LARGE_END, _LARGE_END_LENGTH = b"PK\x06\x07", 20
_LARGEST_LISTING = 256 * 1024
_MOST_ENTRIES = 2_000
_LARGEST_PART = 24 * 1024 * 1024
# Text shrinks to a tenth, a table of blanks to a fortieth; what shrinks far more is built to burst.
_RATIO = 150
_SMALL = 1024 * 1024

# What Python's own reader raises at a package that is damaged, or that lies about where its parts are.
_UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    StructError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)

_BROKEN = "Its package is damaged or not complete. Save it again as DOCX, and try again."
_KINDS = {
    "application/epub+zip": "It is an EPUB book. Save the interview in it as DOCX, HTML or plain text.",
    "application/vnd.oasis.opendocument": "It is an OpenDocument file. Save it as DOCX.",
    "xl/": "It is a spreadsheet. Save the transcript as DOCX or plain text.",
    "ppt/": "It is a presentation. Save the transcript as DOCX or plain text.",
}
_ARCHIVE = "It is an archive. Unpack it, and add the transcripts in it one by one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An opened DOCX file."""

    archive: zipfile.ZipFile
    name: str

    def read(self, part: str) -> bytes | None:
        """Return a part unpacked, or None if there is none of this name."""
        try:
            info = self.archive.getinfo(part)
        except KeyError:
            return None
        _refuse_bursting(info, self.name)
        try:
            with self.archive.open(info) as held:
                data = held.read(_LARGEST_PART + 1)
        except _UNPACKING as error:
            raise SourceError(Path(self.name), _BROKEN) from error
        if len(data) > _LARGEST_PART:
            raise SourceError(Path(self.name), _too_large(len(data)))
        return data


def open_package(data: bytes, name: str) -> Package:
    """Open a DOCX file, or say what kind of package it is instead."""
    _refuse_long_listing(data, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNPACKING as error:
        raise SourceError(Path(name), _BROKEN) from error
    names = archive.namelist()
    if DOCUMENT not in names or _CONTENT_TYPES not in names:
        raise SourceError(Path(name), _name_kind(Package(archive=archive, name=name), names))
    if len(names) != len(set(names)):
        raise SourceError(Path(name), _BROKEN)
    return Package(archive=archive, name=name)


def _refuse_long_listing(data: bytes, name: str) -> None:
    end = data.rfind(_END, max(0, len(data) - _END_LENGTH - _LONGEST_COMMENT))
    if end < 0 or end + _END_LENGTH > len(data):
        raise SourceError(Path(name), _BROKEN)
    entries, size = unpack_from("<HL", data, end + 10)
    is_large = data[max(0, end - _LARGE_END_LENGTH) :].startswith(_LARGE_END)
    if is_large or entries > _MOST_ENTRIES or size > _LARGEST_LISTING:
        sentence = f"It is a package of more than {_MOST_ENTRIES:,} files. Save the transcript alone as DOCX."
        raise SourceError(Path(name), sentence)


def _refuse_bursting(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & 1:
        raise SourceError(Path(name), "It is locked by a password. Save it without one, and try again.")
    if info.file_size > _LARGEST_PART:
        raise SourceError(Path(name), _too_large(info.file_size))
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise SourceError(Path(name), _BROKEN)
    if info.file_size > _SMALL and info.file_size > _RATIO * max(info.compress_size, 1):
        sentence = (
            "Unpacked it would be far larger than a transcript of its size is. Save its text anew as DOCX."
        )
        raise SourceError(Path(name), sentence)


def _too_large(size: int) -> str:
    megabytes = 1024 * 1024
    most = _LARGEST_PART // megabytes
    return f"Its text has {size // megabytes} MB unpacked; at most {most} are read. Split it."


def _name_kind(package: Package, names: list[str]) -> str:
    says = (package.read("mimetype") or b"")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    for mark, sentence in _KINDS.items():
        if says.startswith(mark) or any(name.startswith(mark) for name in names):
            return sentence
    return _ARCHIVE
