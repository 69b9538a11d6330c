"""Notes in brackets: what the editors put into somebody's words."""

import re
from dataclasses import dataclass

from index.types import Span

# "Note:", "Editor's note:", "Ed.:", "Ed. note -", "Update:", "Correction:"; a bare "[laughs]" is none, and in
# round brackets only what names the editors.
_EDITORS = (
    r"(?:the\s+)?(?:editor|publisher|author|translator|transcriber)s?['’]?s?['’]?\s+note|eds?\.?(?:\s+note)?"
)
# "[Correction by the organisers: …]" says whose it is.
_OTHERS = r"(?:note|n\.?b\.?|updated?|correction|clarification)(?:\s+(?:by|from|of)\s+[^\[\]:\n]{1,60}?)?"
_ENDS = r"\s*(?::|\s[-–—])\s*"
_SIGNED = re.compile(
    r"\[[^\[\]\n]{1,600}?[-–—]\s{0,9}(?:the\s{1,9})?(?:eds?\.?|editors?)\s*\]", re.IGNORECASE
)
_SIGNATURE = re.compile(r"\s{0,9}[-–—]\s{0,9}(?:the\s{1,9})?(?:eds?\.?|editors?)\s*\]\Z", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"\s*(?:\(?(?:editor|publisher|ed)(?:['’]?s['’]?|\.)?\s+note)\s*[:–—-]\s*", re.IGNORECASE
)
_PAIRS = {"[": "]", "(": ")"}
_STRAY = re.compile(r"\s*[.,;:]+(?=\s|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note: the whole of it with its brackets, and its own words."""

    whole: Span
    words: Span
    closed: bool = True


def find_notes(text: str, start: int, end: int, names: tuple[str, ...] = ()) -> list[Note]:
    """Return the notes inside `text[start:end]`; `names` are publications that sign notes as "[NAME: …]"."""
    heading = _PARAGRAPH.match(text, start, end)
    if heading:
        return [Note(whole=Span(start, end), words=Span(heading.end(), end))]
    if text.find("[", start, end) < 0 and text.find("(", start, end) < 0:
        return []
    signs = "|".join((_EDITORS, _OTHERS, *map(re.escape, names)))
    opening = re.compile(rf"(?:\[\s*(?:{signs})|\(\s*(?:{_EDITORS})){_ENDS}", re.IGNORECASE)
    notes: list[Note] = []
    position = start
    while found := opening.search(text, position, end):
        close, closed = _closing(text, found.start(), end)
        stop = close + 1 if closed else end
        notes.append(Note(whole=Span(found.start(), stop), words=Span(found.end(), close), closed=closed))
        position = stop
    notes += _signed_notes(text, start, end, notes)
    return sorted(notes, key=lambda note: note.whole)


def _signed_notes(text: str, start: int, end: int, known: list[Note]) -> list[Note]:
    found_notes: list[Note] = []
    for found in _SIGNED.finditer(text, start, end):
        if any(note.whole.start < found.end() and found.start() < note.whole.end for note in known):
            continue
        signature = _SIGNATURE.search(found[0])
        stop = found.start() + signature.start() if signature else found.end() - 1
        found_notes.append(Note(whole=Span(*found.span()), words=Span(found.start() + 1, stop)))
    return found_notes


def _closing(text: str, start: int, end: int) -> tuple[int, bool]:
    """Find the bracket that closes the one at `start`; without one the note ends where the text does."""
    opening, closing = text[start], _PAIRS[text[start]]
    depth = 0
    for index in range(start, end):
        depth += (text[index] == opening) - (text[index] == closing)
        if depth == 0:
            return index, True
    return end, False


def is_note(words: str) -> bool:
    """Tell whether a paragraph is a note and nothing else."""
    notes = find_notes(words, 0, len(words))
    return bool(notes) and not any(
        map(str.isalnum, "".join(words[a:b] for a, b in without_notes(words, 0, len(words), notes)))
    )


def without_notes(text: str, start: int, end: int, notes: list[Note]) -> list[Span]:
    """Return what is left of `text[start:end]` around notes, without stray punctuation after them."""
    left: list[Span] = []
    position = start
    for note in [*notes, None]:
        stop = note.whole.start if note else end
        if position > start:
            position = _after_stray(text, position, stop, text[start : notes[0].whole.start])
        if any(character.isalnum() for character in text[position:stop]) or position == start:
            left.append(Span(position, stop))
        position = note.whole.end if note else end
    return [span for span in left if span.start < span.end]


def _after_stray(text: str, position: int, stop: int, before: str) -> int:
    found = _STRAY.match(text, position, stop)
    return found.end() if found and before.rstrip()[-1:] in {".", "?", "!", "…", "”", '"'} else position
