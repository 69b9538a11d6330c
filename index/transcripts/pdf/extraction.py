"""The text of a PDF as PDFium extracts it, page by page: what spans of a PDF point into."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs] - it ships none; typed here

from index.errors import SourceError

# A book has a few hundred pages; what is far beyond is no talk.
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 8_000_000
PAGE_END = "\f"


class _Text(Protocol):
    def get_text_range(self) -> str: ...
    def close(self) -> None: ...


class _Page(Protocol):
    def get_textpage(self) -> _Text: ...
    def close(self) -> None: ...


class _Document(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, nth: int) -> _Page: ...
    def close(self) -> None: ...


def extract_text(data: bytes, name: str) -> str:
    """Return the text of a PDF, its pages set apart by a form feed, or say why there is none."""
    try:
        document = cast("_Document", pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold() or b"/Encrypt" in data
        why = "It is locked by a password. Save it without one" if locked else "It is damaged. Save it again"
        raise SourceError(Path(name), f"{why}, and try again.") from error
    with closing(document):
        if len(document) > _MOST_PAGES:
            sentence = f"It has {len(document):,} pages; at most {_MOST_PAGES:,} are read. Split it."
            raise SourceError(Path(name), sentence)
        text = PAGE_END.join(_pages(document, name))
    if not text.strip():
        sentence = (
            "It holds pictures of pages and no text. Have its text recognised, then add that as DOCX or text."
        )
        raise SourceError(Path(name), sentence)
    return text


def _pages(document: _Document, name: str) -> Iterator[str]:
    total = 0
    for nth in range(len(document)):
        try:
            with closing(document[nth]) as page, closing(page.get_textpage()) as held:
                text = held.get_text_range().replace(PAGE_END, "\n")
        except pypdfium2.PdfiumError as error:
            sentence = f"Its page {nth + 1} is damaged. Save it again, and try again."
            raise SourceError(Path(name), sentence) from error
        total += len(text)
        if total > _MOST_CHARACTERS:
            raise SourceError(Path(name), "It holds more text than a transcript has. Split it.")
        yield text
