"""Files that are broken, foreign or built to do harm: each is refused, in a sentence that says what to do."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from index.apart import Bounds, ReaderProcess
from index.errors import SourceError
from tests.index.transcripts.documents import docx, pack, paragraph

TYPES = "[Content_Types].xml"
XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess(Bounds(seconds=20)) as process:
        yield process


def bomb(times: int) -> bytes:
    """Return a package whose text is mostly blanks, a thousand times as large as it."""
    return pack({TYPES: "<Types/>", "word/document.xml": b"<a>" + b" " * (times * 1_000_000) + b"</a>"})


def lying_bomb() -> bytes:
    """Return a bomb that claims to be small, in its listing and at its part."""
    size, claimed = (5_000_007).to_bytes(4, "little"), (900).to_bytes(4, "little")
    return bomb(5).replace(size, claimed)


def overlapping() -> bytes:
    """Return a package with two entries of one name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(TYPES, "<Types/>")
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<b/>")
    return held.getvalue()


def cues(count: int) -> bytes:
    return b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\nyes\n\n" * count


NESTED = pack({"inner.zip": pack({"deeper.zip": pack({"talk.txt": "Ana: hello"})})})
TRICK = pack({"../../../etc/cron.d/x": "Ana: hello", "/abs": "", "C:\\x": ""})
REFUSED = {
    "zip bomb": (bomb(20), "talk.docx", "far larger"),
    "bomb that lies about its size": (lying_bomb(), "talk.docx", "damaged"),
    "forty megabytes unpacked": (bomb(40), "talk.docx", "at most 24 are read"),
    "nested archives": (NESTED, "talk.docx", "It is an archive. Unpack it"),
    "paths that lead out": (TRICK, "talk.zip", "It is an archive. Unpack it"),
    "two parts of one name": (overlapping(), "talk.docx", "damaged"),
    "external entity": (pack({TYPES: "", "word/document.xml": XXE}), "talk.docx", "document type"),
    "a billion laughs": (pack({TYPES: "", "word/document.xml": LAUGHS}), "talk.docx", "document type"),
    "500 MB of zeros": (bytes(500_000_000), "talk.txt", "It has 476 MB; a source may have at most 32"),
    "300,000 cues": (cues(300_000), "talk.vtt", "It has 300,000 cues; at most 200,000"),
    "a million cues": (cues(1_000_000), "talk.vtt", "It has 3,000,002 line breaks; at most 1,000,000"),
    "one line of 50 MB": (b"Ana: " + b"a" * 50_000_000, "talk.txt", "a source may have at most 32"),
    "one line of 3 MB": (b"Ana: hi\nBen: " + b"a " * 1_500_000, "talk.txt", "line 2: It has 3,000,"),
    "a picture named .vtt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "talk.vtt", "It is a picture"),
    "a recording named .txt": (b"ID3\x04\0\0\0\0", "talk.txt", "It is a recording"),
    "a program": (b"MZ\x90\0\x03\0\0\0", "talk.txt", "It is not UTF-8"),
    "NUL inside": (b"Ana: hello\nBen: by\0e\n", "talk.txt", "line 2: It is not text"),
    "a Western encoding": ("Ana: café\nBen: né".encode("cp1252"), "talk.txt", "line 1: It is not UTF-8"),
    "a mixture": (b"Ana: caf\xc3\xa9\nBen: caf\xe9\n", "talk.srt", "line 2: It is not UTF-8"),
    "half a UTF-16": (b"\xff\xfeA", "talk.txt", "It is not UTF-8"),
    "a lone surrogate": (b"Ana: \xed\xa0\x80\n", "talk.txt", "It is not UTF-8"),
    "a deep JSON": (b"[" * 900_000, "talk.json", "nested too deep"),
    "a JSON of lists": (b"[" + b"[]," * 1_000_000 + b"[]]", "talk.json", "holds 1,000,002 objects"),
    "an endless number": (b'{"segments": ' + b"9" * 5_000_000 + b"}", "talk.json", "number too long"),
    "nothing": (b"", "talk.txt", "Nobody says anything"),
    "blanks": (b" \n" * 1000, "talk.vtt", "Nobody says anything"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_a_sentence(reader: ReaderProcess, case: str) -> None:
    data, name, says = REFUSED[case]
    with pytest.raises(SourceError) as caught:
        reader.read(data, name)
    told = str(caught.value)
    assert says in told
    assert told.startswith(name)
    assert "whosaid" not in told
    assert told.endswith(".")
    assert len(told) < 300


def test_a_name_with_a_path_is_a_name(reader: ReaderProcess) -> None:
    reading = reader.read(b"Ana: Hello.\n\nBen: Bye.\n\nAna: Go.\n", "../../etc/passwd.txt")
    assert (reading.transcript.id, reading.transcript.title) == ("passwd", "passwd")


def test_half_a_character_that_json_spells_is_shown_as_a_sign(reader: ReaderProcess) -> None:
    data = rb'{"segments": [{"speaker": "Ana \ud83d", "startTime": 0, "body": "hi \ud800\u0000!"}]}'
    turn = reader.read(data, "talk.json").transcript.turns[0]
    assert (turn.text, turn.speaker.name) == ("hi \ufffd\ufffd!", "Ana ?")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_text_with_a_mark_of_its_encoding_is_read(reader: ReaderProcess, encoding: str) -> None:
    data = "Ana: Čaj?\n\nLis: Ano.\n\nAna: Dobře.\n\nLis: Nic.\n".encode(encoding)
    turns = reader.read(data, "t.txt").transcript.turns
    assert [turn.text for turn in turns] == ["Čaj?", "Ano.", "Dobře.", "Nic."]


def test_a_document_of_a_thousand_empty_tables_is_read(reader: ReaderProcess) -> None:
    tables = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 1000
    talk = [paragraph(words) for words in ("Ana: Hi.", "Ben: Yo.", "Ana: Oh.", "Ben: So.")]
    assert len(reader.read(docx(tables, *talk), "t.docx").transcript.turns) == 4
