"""What stands in a text without being said: the page around it, captions, the title, keys to initials."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import SidecarError
from index.sidecar import Sidecar
from index.transcripts.markup import Markup
from index.transcripts.reading import Doubt, Skipped
from index.transcripts.sounds import is_sound
from index.transcripts.visible import Lines, split_lines
from index.types import Span

_LINE = re.compile(r"\S[^\r\n]*")
_MARKS = "#*_\ufeff \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u202f\u3000"
_UNDERLINED = re.compile(r"\r?\n[^\S\r\n]*\r?\n|\r?\n[=-]{3,}")
_NO_TITLE = re.compile(r"[.:：?？!)\]]\Z|\A[\[(•\-–—]")
_KEY = re.compile(r"^[^\S\r\n]*[^\W\d_]{2,4}[^\S\r\n]*=[^\S\r\n]*[^\W\d_][^\r\n=]{2,60}$", re.MULTILINE)
# A caption recurs at least so often, alone in its paragraph, and is so short (in words).
_RECURS = 3
_SHORT = 6
_LONGEST_TITLE = 160
_SHOWN = 60


def find_words(source: str, words: str) -> list[Span]:
    """Return wherever these words stand in a text, however the white space between them runs."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [Span(*found.span()) for found in re.finditer(pattern, source)]


def find_body(source: str, name: str, sidecar: Sidecar) -> Span:
    """Return the stretch from the sidecar's first words to its last."""
    start, end = 0, len(source)
    if sidecar.body.first:
        start = _place(source, name, "first", sidecar.body.first, 0)[0].start
    if sidecar.body.last:
        end = _place(source, name, "last", sidecar.body.last, start)[-1].end
    return Span(start, end)


def _place(source: str, name: str, key: str, words: str, start: int) -> list[Span]:
    found = [span for span in find_words(source, words) if span.start >= start]
    if found:
        return found
    short = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    sentence = (
        f"{Path(name).name} does not hold the words of “body.{key}”, “{short}”. Copy them from the text."
    )
    raise SidecarError(Path(name).with_suffix(".toml"), sentence)


def guess_captions(source: str) -> tuple[str, ...]:
    """Return short lines that recur alone in their paragraph and end like no sentence: captions, likely."""
    counts = Counter(_lonely_lines(source))
    return tuple(
        words
        for words, count in counts.items()
        if count >= _RECURS
        and 1 < len(words.split()) <= _SHORT
        and words[0].isupper()
        and words[-1].isalnum()
        and not re.search(r"[:：*#>_\[(]", words)
    )


def _lonely_lines(source: str) -> Iterator[str]:
    """Yield the words of each line that is a paragraph of its own."""
    lines = [source[line.start : line.end].strip() for line in split_lines(source)]
    for before, words, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if words and not before and not after:
            yield words


def guess_title(source: str, body: Span, captions: Sequence[str]) -> str | None:
    """Return the first line if it reads as a title: alone in its paragraph, short, no sentence, no label."""
    found = _LINE.search(source, body.start, body.end)
    if found is None or body.start > 0 or _UNDERLINED.match(source, found.end()) is None:
        return None
    bare = _without_marks(found[0])
    if not 0 < len(bare) <= _LONGEST_TITLE or _NO_TITLE.search(bare) or bare in captions:
        return None
    return None if _KEY.match(found[0]) or _labels_again(source, bare, found.end()) else bare


def _labels_again(source: str, line: str, end: int) -> bool:
    """Tell whether this line, or what stands before a colon in it, begins another line as a label does."""
    name, colon, _ = line.partition(":")
    begins = rf"^[\W_]{{0,20}}{re.escape(_without_marks(name))}"
    again = rf"{begins}[*_]*[:：]" if colon else rf"{begins}[\W_]{{0,20}}$"
    return re.compile(again, re.MULTILINE | re.IGNORECASE).search(source, end) is not None


def _without_marks(line: str) -> str:
    return line.strip(_MARKS)


def find_title(source: str, body: Span, title: str | None) -> Span | None:
    """Return where the text begins with its own title."""
    if title is None:
        return None
    found = _LINE.search(source, body.start, body.end)
    if found is None:
        return None
    return Span(*found.span()) if _without_marks(found[0]) == title else None


def find_keys(source: str, body: Span) -> list[Span]:
    """Return lines that only explain initials, as in "JD = Jane Doe"."""
    return [Span(*found.span()) for found in _KEY.finditer(source, body.start, body.end)]


def find_sounds(source: str, body: Span) -> list[Span]:
    """Return lines that only note a sound, as in "[laughter]"."""
    return [
        Span(*found.span()) for found in _LINE.finditer(source, body.start, body.end) if is_sound(found[0])
    ]


def list_skipped(
    source: str, lines: Lines, body: Span, inside: list[tuple[Span, str]], markup: Markup
) -> list[Skipped]:
    """Return everything that is left out, in the order of the text."""
    outside = [(Span(0, body.start), "before the body"), (Span(body.end, len(source)), "after the body")]
    stretches = [
        (Span(*found.span()), why)
        for span, why in outside
        for found in _LINE.finditer(source, span.start, span.end)
    ]
    stretches += [(span, why) for span, why in inside if body.start <= span.start < body.end]
    stretches += [(span, "a picture") for span in markup.pictures if body.start <= span.start < body.end]
    return [
        Skipped(text=source[span.start : span.end].strip(), line=lines.line_of(span.start), why=why)
        for span, why in sorted(stretches)
    ]


def doubt_captions(captions: dict[str, list[Span]], lines: Lines, *, guessed: bool) -> list[Doubt]:
    """Say which captions were guessed, and which the sidecar names in vain."""
    if not guessed:
        return [
            Doubt(sentence=f"The sidecar skips “{words}”, but the text does not hold these words.")
            for words, spans in captions.items()
            if not spans
        ]
    return [
        Doubt(
            sentence=f"“{words}” stands alone again and again; it is taken for a caption and skipped.",
            line=lines.line_of(spans[0].start),
        )
        for words, spans in captions.items()
    ]
