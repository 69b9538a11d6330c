"""DOCX files as word processors write them, with invented words; the same bytes each time.

Run as a module it writes the samples of tests/data/formats anew.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.index.transcripts.formats import SAMPLES

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_MAIN}">'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Frage"><w:name w:val="Question"/><w:rPr><w:b/></w:rPr></w:style>'
    "</w:styles>"
)
BREAK = "<w:r><w:br/></w:r>"


def run(text: str, *, bold: bool = False, style: str | None = None) -> str:
    """Return words in one print."""
    inner = f'<w:rStyle w:val="{style}"/>' if style else ""
    inner += "<w:b/>" if bold else ""
    print_ = f"<w:rPr>{inner}</w:rPr>" if inner else ""
    return f'<w:r>{print_}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts: str, style: str | None = None) -> str:
    """Return a paragraph of runs; what is no XML is put into one."""
    inner = "".join(part if part.startswith("<") else run(part) for part in parts)
    shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{shape}{inner}</w:p>"


def row(*cells: str) -> str:
    """Return a table's row of one paragraph a cell."""
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def document(*parts: str) -> str:
    """Return the XML of a document."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<w:document xmlns:w="{_MAIN}" xmlns:mc="{_COMPATIBLE}"><w:body>{"".join(parts)}'
        "<w:sectPr/></w:body></w:document>"
    )


def pack(parts: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a package of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = compression
            archive.writestr(info, content)
    return held.getvalue()


def docx(*parts: str, **others: str) -> bytes:
    """Return a DOCX file with these paragraphs; `others` are more parts under word/."""
    more = {f"word/{name}.xml": content for name, content in others.items()}
    return pack(
        {
            "[Content_Types].xml": _TYPES,
            "word/document.xml": document(*parts),
            "word/styles.xml": _STYLES,
            **more,
        }
    )


def teams_new() -> bytes:
    """Return what Teams writes today: a name, three spaces, a time, a break, and what was said."""
    return docx(
        paragraph(run("Lantern walk planning-20260312_090000-Meeting Recording", bold=True)),
        paragraph("March 12, 2026, 9:00AM"),
        paragraph("4m 10s"),
        paragraph(run("Noor Haddad", bold=True), " started transcription"),
        paragraph(
            run("Noor Haddad", bold=True),
            "   0:03",
            BREAK,
            "Morning. The river path is closed at 7:30",
            BREAK,
            "so the walk begins on the hill.",
        ),
        paragraph(run("Ferris, Tom (Guest)", bold=True), "   0:11", BREAK, "Lunch at 12:30"),
        paragraph(run("Noor Haddad", bold=True), "   0:15", BREAK, "After that R&D shows the paper lamps."),
        paragraph("They burn for an hour."),
        paragraph(run("dj kiyo", bold=True), "   1:02:09", BREAK, "Honestly: an hour is plenty."),
        paragraph(run("Noor Haddad", bold=True), " stopped transcription"),
    )


def teams_old() -> bytes:
    """Return what Teams wrote some years ago: a stretch of time, then the name."""
    return docx(
        paragraph("0:0:0.0 --> 0:0:4.370", BREAK, "Ilse Brandt", BREAK, "Können alle mich hören?"),
        paragraph(
            "0:0:4.370 --> 0:0:9.80", BREAK, "Ravi Menon", BREAK, "Klar und deutlich, und der Hund auch."
        ),
        paragraph("0:0:9.80 --> 0:1:1.5", BREAK, "Ilse Brandt", BREAK, "Der Hund heißt „Turing“."),
    )


def teams_rooms() -> bytes:
    """Return a transcript whose names stand in paragraphs of their own, one of them a room's."""
    return docx(
        paragraph("Conference Room Alder   0:00"),
        paragraph("We are four in here."),
        paragraph("Ines Vidal (Unverified)   0:04"),
        paragraph("I hear two."),
        paragraph("Ines Vidal 0:07 was the time I noted."),
        paragraph("Conference Room Alder   0:12"),
        paragraph("Then we speak up."),
    )


def meet_notes() -> bytes:
    """Return Google Meet's document with a machine's notes before the transcript."""
    return docx(
        paragraph("📝 Notes", style="Heading1"),
        paragraph("Mar 12, 2026"),
        paragraph("Kite club weekly", style="Titel"),
        paragraph("Invited Lena Osei Marko Babić"),
        paragraph("Summary", style="Heading3"),
        paragraph("Lena Osei: promised to buy forty kites by Friday (00:00:00)."),
        paragraph("Details", style="Heading3"),
        paragraph(run("Budget:", bold=True), " Marko Babić agreed that the club is bankrupt."),
        paragraph("📖 Transcript", style="Heading1"),
        paragraph("Mar 12, 2026"),
        paragraph("Kite club weekly - Transcript"),
        paragraph("00:00:00", style="Heading3"),
        paragraph(run("Lena Osei:", bold=True), " Shall we buy four kites?"),
        paragraph(run("Marko Babić:", bold=True), " Four is right. Note: the wind drops in May."),
        paragraph("00:05:12", style="Heading3"),
        paragraph(run("Lena Osei:", bold=True), " Then I order them today."),
        paragraph("Transcription ended after 00:06:40"),
        paragraph("This editable transcript was computer generated and might contain errors."),
    )


def meet_plain() -> bytes:
    """Return Google Meet's older document: attendees, then times and names."""
    return docx(
        paragraph("Archive visit (2025-11-03 14:02 GMT) - Transcript", style="Titel"),
        paragraph("Attendees", style="Heading2"),
        paragraph("Anouk Faber, Josué Prado"),
        paragraph("Transcript", style="Heading2"),
        paragraph("Anouk Faber: Before the first time is on."),
        paragraph("00:05:00"),
        paragraph("Josué Prado: The boxes smell of smoke."),
        paragraph("All of them."),
        paragraph("Anouk Faber: Which ones burned?"),
        paragraph("00:10:00"),
        paragraph("Josué Prado: Only the index."),
    )


def meet_after() -> bytes:
    """Return a document whose notes stand after the transcript, and that has a name in two spellings."""
    return docx(
        paragraph("Besprechung – Transkript"),
        paragraph("00:00"),
        paragraph("Sönke Lau: Fangen wir an?"),
        paragraph("Ada: Ja."),
        paragraph("03:20"),
        paragraph("Sönke Lau: Dann bis morgen."),
        paragraph("Zusammenfassung", style="Heading2"),
        paragraph("Ada: übernimmt alles, sagt die Maschine."),
    )


def hand_names() -> bytes:
    """Return an interview with bold names, a heading, tracked changes, a footnote and a comment."""
    deleted = '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
    moved = '<w:moveFrom w:id="2"><w:r><w:t>This was moved away. </w:t></w:r></w:moveFrom>'
    inserted = f'<w:ins w:id="3">{run("often ")}</w:ins>'
    foot = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    pulled = f"<w:txbxContent>{paragraph('Glass forgets!')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps">{pulled}</mc:Choice><mc:Fallback>{pulled}</mc:Fallback>'
    box = f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    foot_words = f'<w:footnote w:id="1">{paragraph("Nobody said this.")}</w:footnote>'
    notes = f'<w:footnotes xmlns:w="{_MAIN}">{foot_words}</w:footnotes>'
    asked = f'<w:comment w:id="0">{paragraph("Is that so?")}</w:comment>'
    comments = f'<w:comments xmlns:w="{_MAIN}">{asked}</w:comments>'
    return docx(
        paragraph("Glass and Smoke", style="Titel"),
        paragraph(run("Petra Lindqvist", bold=True), ": Do you ", deleted, inserted, "work at night?"),
        paragraph(
            run("Omar Sayed:", bold=True),
            " Glass ",
            "for",
            "gets",
            " nothing",
            foot,
            ". ",
            moved,
            "I do.",
            box,
        ),
        paragraph("And in the morning I regret it.", note),
        paragraph(run("Petra Lindqvist", style="Fett"), ": Why < 5 hours & not more?"),
        paragraph(run("Omar Sayed:", style="Fett"), " The kiln", BREAK, "cools."),
        footnotes=notes,
        comments=comments,
    )


def hand_questions() -> bytes:
    """Return an interview whose questions are set bold by a style and whose answers have no label."""
    return docx(
        paragraph("The Bell Keeper", style="berschrift1"),
        paragraph("Marta Quill has kept the bells of a small town for thirty years."),
        paragraph("When did you first climb the tower?", style="Frage"),
        paragraph("I was nine. My uncle carried me up."),
        paragraph("And were you afraid?", style="Frage"),
        paragraph("Of the bats, not of the bells."),
        paragraph("I still am."),
    )


def hand_table() -> bytes:
    """Return an interview as a table with the names in the first column."""
    rows = (
        ("Host", "Who mends the nets?"),
        ("Yusuf Demir", "My sister does; I only tear them."),
        ("Host", "Does she mind?"),
        ("Yusuf Demir", "Ask her."),
    )
    return docx(f"<w:tbl>{''.join(row(*cells) for cells in rows)}</w:tbl>")


def hand_letters() -> bytes:
    """Return an interview with Q and A, a tab behind each, a list, and hidden words."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    tab = "<w:r><w:tab/></w:r>"
    item = "<w:p><w:pPr><w:numPr/></w:pPr>{}</w:p>"
    return docx(
        paragraph(run("Q:", bold=True), tab, "What does a ferry need?"),
        paragraph(run("A:", bold=True), tab, "Three things:"),
        item.format(run("a rope")),
        item.format(run("a river") + hidden),
        item.format(run("patience")),
        paragraph(run("Q:", bold=True), tab, "In that order?"),
        paragraph(run("A:", bold=True), tab, "Never."),
    )


def pdf(*pages: tuple[str, ...]) -> bytes:
    """Return a PDF whose pages have these lines."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * nth} 0 R" for nth in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
    ]
    for nth, lines in enumerate(pages):
        shown = "".join(f"({_pdf_words(line)})Tj 0 -16 Td\n" for line in lines)
        stream = f"BT /F1 11 Tf 72 760 Td\n{shown}ET".encode("cp1252")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * nth} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return _pdf_file(objects)


def _pdf_words(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    held = b"%PDF-1.4\n"
    places: list[int] = []
    for nth, content in enumerate(objects, start=1):
        places.append(len(held))
        held += b"%d 0 obj%s\nendobj\n" % (nth, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return held + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(held))
    )


def pdf_pages() -> bytes:
    """Return an interview over three pages with a running head, page numbers and divided words."""
    return pdf(
        (
            "The Quarterly of Small Boats",
            "Edda Rask: Why did you give up the sea for a lake that nobody can find on a map?",
            "Jonas Vik: Because it found me. I had a broken mast, a bad map and an appoint-",
            "ment with a dentist in the next town.",
            "1",
        ),
        (
            "The Quarterly of Small Boats",
            "On the second morning I stayed, and on the third I sold the boat to a man who had",
            "never seen water.",
            "Edda Rask: And the dentist?",
            "2",
        ),
        ("The Quarterly of Small Boats", "Jonas Vik: He learned to sail. He sails bet-", "ter than I.", "3"),
    )


def pdf_capitals() -> bytes:
    """Return a talk with names in capitals and a foot that counts the pages."""
    return pdf(
        ("MODERATOR: Who keeps the key to the seed vault?", "ABENA: I do, on weekdays.", "Page 1 of 2"),
        ("MODERATOR: And on Sundays?", "ABENA: Then it keeps itself.", "Page 2 of 2"),
    )


def pdf_stamped() -> bytes:
    """Return a meeting whose names and times stand on lines of their own, over a page's end."""
    return pdf(
        ("Hana Sato (0:02)", "The glue needs a day.", "Piet Maas (0:09)", "A day and a"),
        ("night, the tin says.", "Hana Sato (0:14)", "Then we wait."),
    )


DOCUMENTS = {
    "pdf/pages.pdf": pdf_pages,
    "pdf/capitals.pdf": pdf_capitals,
    "pdf/stamped.pdf": pdf_stamped,
    "docx-teams/today.docx": teams_new,
    "docx-teams/older.docx": teams_old,
    "docx-teams/rooms.docx": teams_rooms,
    "docx-meet/notes.docx": meet_notes,
    "docx-meet/attendees.docx": meet_plain,
    "docx-meet/after.docx": meet_after,
    "docx/names.docx": hand_names,
    "docx/questions.docx": hand_questions,
    "docx/table.docx": hand_table,
    "docx/letters.docx": hand_letters,
}


if __name__ == "__main__":
    for place, make in DOCUMENTS.items():
        (SAMPLES / place).parent.mkdir(exist_ok=True)
        (SAMPLES / place).write_bytes(make())
