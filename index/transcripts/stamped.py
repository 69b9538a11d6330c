"""Text whose turns stand under a line with a name and a time: Otter's export, and others of its kind.

"Ana Ruiz  0:03", "Ana Ruiz (00:03):", "[Ana Ruiz] 10:02:11": the name, then when it begins to speak.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.sidecar import Sidecar
from index.transcripts.folding import fold_pieces, pieces_of
from index.transcripts.heard import Heard
from index.transcripts.hearing import Segments, hear_segments
from index.transcripts.joining import join_each
from index.transcripts.labels import find_bare_label
from index.transcripts.reading import Skipped
from index.transcripts.segments import Segment, clean_label
from index.transcripts.timeline import read_clock
from index.transcripts.visible import Lines, count_lines, split_lines
from index.types import Seconds, Span

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?"
# One space before a bare time would make people of "Lunch at 12:30" and of much else.
_HEAD = re.compile(
    rf"[ \t\ufeff]*(?:(?P<name>[^\s\[(][^\n\[\]()]{{0,79}}?)(?:(?:[ ]{{2,}}|[ ]*\t[ \t]*)(?P<bare>{_CLOCK})"
    rf"|[ \t]*[\[(](?P<closed>{_CLOCK})[\])][ \t]*[:：]?)"
    rf"|\[(?P<boxed>[^\n\[\]]{{1,80}})\][ \t]+(?P<after>{_CLOCK}))[ \t]*"
)
_LONGEST_HEAD = 120
_FURNITURE = re.compile(r"\s*(?:transcribed (?:by|with|using)\b.*|https?://\S+)\s*", re.IGNORECASE)
# One such line may be chance.
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """A line that says who speaks from when on."""

    line: Span
    name: str
    second: float


def is_stamped(source: str) -> bool:
    """Tell whether a text sets a name and a time on lines of their own, before what is said."""
    heads = _find_heads(source)
    return len(heads) >= _FEWEST and _opens(source, heads)


def read_stamped(source: str, name: str, sidecar: Sidecar) -> Heard:
    """Read a text whose turns stand under a name and a time."""
    heads, lines = _find_heads(source), count_lines(source)
    segments: list[Segment] = []
    skipped = _skip(source, Span(0, heads[0].line.start), "before anybody speaks", lines)
    for nth, head in enumerate(heads):
        end = heads[nth + 1].line.start if nth + 1 < len(heads) else len(source)
        words, furniture = _words(source, Span(head.line.end, end), last=nth + 1 == len(heads))
        skipped += [
            item for span in furniture for item in _skip(source, span, "written by the program", lines)
        ]
        pieces = fold_pieces(pieces_of(source, words))
        if pieces:
            until = heads[nth + 1].second if nth + 1 < len(heads) else head.second
            time = Seconds(head.second, max(head.second, until))
            body = Span(pieces[0].start, pieces[-1].end)
            segments.append(Segment(speaker=head.name, pieces=pieces, body=body, time=time))
    found = Segments(segments=segments, skipped=tuple(skipped), join=join_each)
    return hear_segments(found, source, name, sidecar)


def _find_heads(source: str) -> list[_Head]:
    heads: list[_Head] = []
    for line in split_lines(source):
        if line.end - line.start > _LONGEST_HEAD:
            continue
        found = _HEAD.fullmatch(source, line.start, line.end)
        if found is None:
            continue
        group = "name" if found["name"] is not None else "boxed"
        label = find_bare_label(source, *found.span(group))
        second = read_clock(found["bare"] or found["closed"] or found["after"])
        if label is not None and second is not None:
            heads.append(_Head(line=line, name=clean_label(label.name), second=second))
    return heads


def _opens(source: str, heads: Sequence[_Head]) -> bool:
    """Tell whether what stands before the first name is less than what stands under the names."""
    before = len(source[: heads[0].line.start].split())
    return before <= len(source[heads[0].line.end :].split())


def _words(source: str, body: Span, *, last: bool) -> tuple[list[Span], list[Span]]:
    """Return the lines that are said, and at the very end those that the program added."""
    lines = [
        Span(body.start + line.start, body.start + line.end)
        for line in split_lines(source[body.start : body.end])
    ]
    furniture: list[Span] = []
    while last and lines and _is_added(source, lines[-1]):
        furniture.insert(0, lines.pop())
    # Each line with its break, so that words of two lines stay apart.
    return [Span(lines[0].start, lines[-1].end)] if lines else [], furniture


def _is_added(source: str, line: Span) -> bool:
    words = source[line.start : line.end]
    return not words.strip() or _FURNITURE.fullmatch(words) is not None


def _skip(source: str, span: Span, why: str, lines: Lines) -> list[Skipped]:
    return [
        Skipped(text=words, line=lines.line_of(span.start + line.start), why=why)
        for line in split_lines(source[span.start : span.end])
        if (words := source[span.start + line.start : span.start + line.end].strip("\ufeff \t"))
    ]
