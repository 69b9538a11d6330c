"""Damaging samples as accidents and bad intentions do it: at random, but the same for one seed."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence

from tests.index.transcripts.documents import pack

MEGABYTE = 1_000_000
SCRAPS = (
    b"\n",
    b"\r\n",
    b"\n\n",
    b" ",
    b"\t",
    b"-->",
    b"00:01.000 --> 00:02.000\n",
    b"WEBVTT\n\n",
    b"NOTE ",
    b"<v Ana>",
    b"</v>",
    b"<v ",
    b">",
    b"<",
    b"&amp;",
    b"&#0;",
    b"&",
    b"{\\an8}",
    b"- ",
    b">> ",
    b"[",
    b"]",
    b"[JOHN] ",
    b"JOHN: ",
    b"Ana  0:01\n",
    b"Ana (0:01):\n",
    b"> ",
    b"From: Ana\nTo: Bo\n",
    b"SPEAKER_00: ",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe2\x80\xa8",
    b"\xe2\x80\x8b",
    b"\xc2\x85",
    b"\x00",
    b"\x1c",
    b"\xed\xa0\x80",
    b"\xcc\x81",
    b"\xe2\x80\xae",
    b'"',
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"{",
    b"}",
    b"[]",
    b"null",
    b"-1",
    b"1e999",
    b"9" * 400,
    b"true",
    b":",
    b",",
    b"<p>",
    b"</p>",
    b"<div>",
    b"</div>",
    b"<b>",
    b"<br>",
    b"<script>",
    b"<!--",
    b"-->",
    b"<article>",
    b"<cite>A</cite>",
    b"<time>0:01</time>",
    b"<table><tr><td>",
    b"<a href=x>",
    b'class="',
    b"<w:p>",
    b"</w:p>",
    b"<w:r><w:t>",
    b"</w:t></w:r>",
    b"**",
    b"# ",
    b"__",
    b"![",
    b"](",
    b"Q: ",
    b"A: ",
    "„".encode(),
    "—".encode(),
    "？".encode(),
    "：".encode(),
    b"?",
    b"/Length 999999999",
    b"endstream",
    b"obj",
    b"stream\n",
)
"""What the formats' own signs are made of."""

Damage = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def mutate(sample: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Return a sample with some damage, at most about a megabyte of it."""
    if sample.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        return _inside(sample, chance, others)
    for _ in range(chance.choice((1, 1, 2, 3, 6, 20))):
        sample = chance.choice(_DAMAGES)(sample, chance, others)
    return sample[: MEGABYTE + chance.randrange(50)]


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.choice((1, 2, 5, 20, 100, 1000)))


def _insert(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    del others
    start = _place(data, chance)
    return data[:start] + chance.choice(SCRAPS) * chance.choice((1, 1, 1, 2, 50)) + data[start:]


def _remove(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    del others
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    del others
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 10, 100)) + data[end:]


def _grow(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Repeat a stretch, a scrap or all of it up to a megabyte: what hangs, hangs then."""
    if chance.random() < 0.7:
        return _insert(data, chance, others)
    start, end = _stretch(data, chance)
    stretch = chance.choice((data, data[start:end], chance.choice(SCRAPS))) or b" "
    size = chance.choice((30_000, 200_000, MEGABYTE))
    return data[:start] + stretch * (size // len(stretch)) + data[start:]


def _flip(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    del others
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    del others
    at = _place(data, chance)
    return data[:at] if chance.random() < 0.7 else data[at:]


def _splice(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, end = _stretch(other, chance)
    at = _place(data, chance)
    return data[:at] + (other if chance.random() < 0.2 else other[start:end]) + data[at:]


def _recode(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    del others
    text = data.decode("utf-8", "replace")
    encodings = ("utf-16", "utf-16-le", "cp1252", "utf-8-sig", "utf-32", "shift_jis")
    return text.encode(chance.choice(encodings), "replace")


def _rebreak(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    del others
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b" ", b"")))


def _shuffle(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    del others
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


_DAMAGES: tuple[Damage, ...] = (
    *(_insert,) * 4,
    _remove,
    _remove,
    _repeat,
    _grow,
    _flip,
    _flip,
    _cut,
    _splice,
    _splice,
    _recode,
    _rebreak,
    _shuffle,
)


def _inside(package: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Damage a part of a package, and pack it again."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = chance.choice(("word/document.xml", "word/document.xml", "word/styles.xml"))
    if part in parts:
        for _ in range(chance.choice((1, 1, 2, 5))):
            parts[part] = chance.choice(_DAMAGES)(parts[part], chance, others)[:MEGABYTE]
    compression = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    return pack(parts, compression=compression)
