"""Files that are no text: which of them are read, and what the others are."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from index.errors import SourceError

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
# Some programs write a line or a byte order mark before a PDF's own first bytes.
_BEGINNING = 1024

_PICTURE = "It is a picture. Have its text read by a program that can, and add that as a text file."
_RECORDING = (
    "It is a recording. Have it transcribed first, then add the transcript (WebVTT, SubRip or JSON will do)."
)
_ARCHIVE = "It is an archive. Unpack it, and add the transcripts in it one by one."
_OLD_OFFICE = (
    "It is an Office file of the old kind, or one locked by a password. Save it as DOCX without a password."
)
_RTF = "It is RTF. Open it in a word processor, and save it as DOCX or plain text."

_KINDS = (
    (re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF.{4}WEBP", re.DOTALL), _PICTURE),
    (re.compile(rb".{4}ftyp(?:heic|heix|mif1|avif)", re.DOTALL), _PICTURE),
    (re.compile(rb".{4}ftyp", re.DOTALL), _RECORDING),
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xf2\xf3\xfa\xfb]|fLaC\x00|OggS\x00|\x1a\x45\xdf\xa3"), _RECORDING),
    (re.compile(rb"RIFF.{4}(?:WAVE|AVI )|FORM.{4}AIF[FC]", re.DOTALL), _RECORDING),
    (re.compile(rb"\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07"), _ARCHIVE),
    (re.compile(rb"\x28\xb5\x2f\xfd|PK\x05\x06|PK\x07\x08"), _ARCHIVE),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _OLD_OFFICE),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,9}\{\\rtf"), _RTF),
)


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF."""
    return data.startswith(_PDF) or (_PDF in data[:_BEGINNING] and b"\0" in data)


def is_zip(data: bytes) -> bool:
    """Tell whether a file is packed as DOCX and many others are."""
    return data.startswith(_ZIP)


def is_utf16(data: bytes) -> bool:
    """Tell whether a file begins with the mark of UTF-16 text."""
    return data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))


def may_hold_null(data: bytes) -> bool:
    """Tell whether NUL bytes are no fault in what a file begins with."""
    return is_pdf(data) or is_zip(data) or is_utf16(data)


def refuse_foreign(data: bytes, name: str) -> None:
    """Say what a file is that is neither text nor read otherwise, and what to do with it."""
    for beginning, sentence in _KINDS:
        if beginning.match(data):
            raise SourceError(Path(name), sentence)
