"""DOCX and PDF files that are not what they should be, and what is left out of those that are."""

import contextlib
import time

import pytest

from index.errors import SourceError
from index.transcripts import read_transcript, source_text
from tests.index.transcripts.documents import DOCUMENTS, document, docx, hand_names, pack, paragraph, pdf

TYPES = "[Content_Types].xml"


def refusal(data: bytes, name: str = "talk.docx") -> str:
    with pytest.raises(SourceError) as caught:
        read_transcript(data, name)
    return caught.value.sentence


def package(xml: str | bytes) -> bytes:
    return pack({TYPES: "<Types/>", "word/document.xml": xml})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pack({"mimetype": "application/epub+zip"}), "EPUB"),
        (pack({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
        (pack({"talk.txt": "Ana: hello"}), "archive"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"ID3\x04\0\0", "recording"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (pdf((), ()), "no text"),
        (package("<w:document"), "damaged"),
        (package('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "document type"),
        (package("<a>" * 300 + "</a>" * 300), "nested too deep"),
        (package(b"<a>" + b" " * 3_000_000 + b"</a>"), "far larger"),
        (pack({TYPES: "", "word/document.xml": "<a/>"} | {f"{nth}": "" for nth in range(2001)}), "files"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, says: str) -> None:
    assert says in refusal(data)


def test_words_that_were_deleted_moved_noted_or_boxed_are_nobodys() -> None:
    reading = read_transcript(hand_names(), "talk.docx")
    said = " ".join(turn.text for turn in reading.transcript.turns)
    assert "often" in said
    assert not any(word in said for word in ("never", "moved away", "Nobody said", "Is that so", "forgets!"))
    assert [(item.why, item.text) for item in reading.skipped][-1] == ("a text box", "Glass forgets!")


def test_spans_of_a_docx_point_into_its_xml_in_any_alphabet() -> None:
    data = docx(
        paragraph("Žofie Nová: Čaj & déšť 🌧 – proč?"),
        paragraph("Ян Ли: Потому что."),
        paragraph("Žofie Nová: Ano."),
    )
    source = source_text(data)
    assert source == document(
        paragraph("Žofie Nová: Čaj & déšť 🌧 – proč?"),
        paragraph("Ян Ли: Потому что."),
        paragraph("Žofie Nová: Ano."),
    )
    first = read_transcript(data, "talk.docx").transcript.turns[0]
    assert first.text == "Čaj & déšť 🌧 – proč?"
    assert [source[piece.start : piece.end] for piece in first.pieces] == ["Čaj ", "&amp;", " déšť 🌧 – proč?"]


@pytest.mark.parametrize("place", DOCUMENTS)
def test_a_document_cut_short_or_turned_at_any_place_is_read_or_refused(place: str) -> None:
    data = DOCUMENTS[place]()
    for at in range(0, len(data), max(1, len(data) // 200)):
        for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]):
            with contextlib.suppress(SourceError):
                read_transcript(damaged, "talk")


def test_a_turn_of_a_pdf_has_the_page_on_which_it_begins() -> None:
    turns = read_transcript(DOCUMENTS["pdf/pages.pdf"](), "talk.pdf").transcript.turns
    assert [turn.page for turn in turns] == [1, 1, 2, 3]


def test_a_long_document_is_read_in_two_seconds() -> None:
    turns = [
        paragraph(f"{'Ana Ruiz' if nth % 2 else 'Ben Osei'}: word {nth} " + "and more " * 20)
        for nth in range(3000)
    ]
    data = docx(*turns)
    begun = time.process_time()
    assert len(read_transcript(data, "talk.docx").transcript.turns) == 3000
    assert time.process_time() - begun < 4
