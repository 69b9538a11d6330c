"""HTML: interviews as magazines publish them, and Podcasting 2.0's transcripts.

Spans point into the page itself. What stands around the article is left out: nobody says it in it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from index.errors import SourceError
from index.sidecar import Sidecar
from index.transcripts.heard import Heard
from index.transcripts.html.article import find_article
from index.transcripts.html.head import with_head
from index.transcripts.html.podcasting import is_podcasting, read_podcasting
from index.transcripts.html.walking import walk_page
from index.transcripts.interview import read_interview
from index.transcripts.printed import Paragraph, Written, find_print, write_out
from index.transcripts.projection import hear_projected
from index.transcripts.stamped import is_stamped, read_stamped
from index.transcripts.visible import count_lines

__all__ = ["is_html", "read_html"]

_BEGINS = re.compile(
    r"\ufeff?\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+html|!--|html|head|body|article|main|section|div|header|h[1-6]|p|cite|time|table|dl|ul"
    r"|blockquote|meta|link|title|script|style|nav|span|strong|b)(?=[\s>/-])",
    re.IGNORECASE,
)


def is_html(source: str) -> bool:
    """Tell whether a text begins as a page, or a part of one, does."""
    return _BEGINS.match(source) is not None


def read_html(source: str, name: str, sidecar: Sidecar) -> Heard:
    """Read a page."""
    page = walk_page(source, name)
    lines = count_lines(source)
    read, around = find_article(page, lines)
    if not read:
        sentence = "This page holds no words. Open it in a browser, and save its text as plain text."
        raise SourceError(Path(name), sentence)
    tags = {id(part.paragraph): part.element.tag for part in page.parts}
    own = [tags[id(paragraph)] for paragraph in read]
    given = with_head(sidecar, page.head, _find_heading(read, own))
    written = write_out(read)
    heard = hear_projected(written.projection, partial(_hear, written, own, name, given), lines, name)
    skipped = sorted((*heard.skipped, *around), key=lambda item: item.line)
    return replace(heard, skipped=tuple(skipped))


def _find_heading(read: Sequence[Paragraph], tags: Sequence[str]) -> str | None:
    """Return the one heading of the first rank, if it is what the article begins with."""
    first = [" ".join(one.text.split()) for one, tag in zip(read, tags, strict=True) if tag == "h1"]
    return first[0] if len(first) == 1 and tags[0] == "h1" else None


def _hear(written: Written, tags: Sequence[str], name: str, sidecar: Sidecar, text: str) -> Heard:
    if is_podcasting(written, tags):
        return read_podcasting(written, tags, name, sidecar)
    if is_stamped(text):
        return read_stamped(text, name, sidecar)
    return read_interview(text, name, sidecar, find_print(written))
