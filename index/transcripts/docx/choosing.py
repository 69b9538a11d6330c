"""Which paragraphs of a DOCX file are read."""

from collections.abc import Sequence

from index.transcripts.docx.styles import Styles
from index.transcripts.printed import Paragraph
from index.transcripts.reading import Skipped


def choose_paragraphs(
    paragraphs: Sequence[Paragraph], styles: Styles
) -> tuple[list[Paragraph], list[Skipped]]:
    """Tell the paragraphs that are read from those that are set beside the text."""
    read: list[Paragraph] = []
    skipped: list[Skipped] = []
    for nth, paragraph in enumerate(paragraphs, start=1):
        words = " ".join(paragraph.text.split())
        if not words:
            continue
        if paragraph.boxed:
            skipped.append(Skipped(text=words, line=nth, why="a text box"))
        elif styles.is_contents(paragraph.style):
            skipped.append(Skipped(text=words, line=nth, why="a table of contents"))
        else:
            read.append(paragraph)
    return read, skipped
