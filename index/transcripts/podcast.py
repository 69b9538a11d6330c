"""Podcasting 2.0 JSON transcripts: segments with a speaker, a time and a body."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from index.errors import SourceError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.asking import asks
from index.transcripts.folding import fold_pieces
from index.transcripts.heard import Heard, Spoken
from index.transcripts.json_text import find_strings, parse_json, string_pieces
from index.transcripts.reading import Doubt
from index.transcripts.visible import Lines, count_lines
from index.types import Piece, Role, Seconds, Span, TurnKind
from index.words import fold

UNKNOWN = "Unknown speaker"
_LONGEST_NAME = 100
# Joined fragments end at the next sentence, or here where nothing marks sentences.
_LONGEST_JOINED = 200
_SENTENCE_ENDS = frozenset(".?!…。？！")
_CLOSING = "\"'”’)]»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment of the file; `pieces` are its body, folded."""

    speaker: str
    pieces: tuple[Piece, ...]
    body: Span
    time: Seconds | None

    @property
    def text(self) -> str:
        """The words of this segment."""
        return "".join(piece.text for piece in self.pieces)


def read_podcast(source: str, name: str, sidecar: Sidecar) -> Heard:
    """Read a transcript whose file holds `segments`."""
    lines = count_lines(source)
    held = parse_json(source, name)
    if not isinstance(held, dict) or not isinstance(cast("dict[str, object]", held).get("segments"), list):
        raise SourceError(
            Path(name),
            "This JSON has no “segments” with “speaker” and “body”. Export it as Podcasting 2.0 JSON.",
        )
    values = cast("list[object]", cast("dict[str, object]", held)["segments"])
    by_label = {
        fold(alias): person.name for person in sidecar.speakers for alias in (person.name, *person.aliases)
    }
    segments, doubts = _read_segments(values, _find_bodies(source), source, by_label, lines)
    people = {person.name: person for person in sidecar.speakers}
    for segment in segments:
        people.setdefault(segment.speaker, DeclaredSpeaker(name=segment.speaker))
    spoken = tuple(_speak(group, source, people) for group in _group(segments))
    return Heard(
        spoken=spoken,
        people=tuple(people.values()),
        understood=sidecar.model_copy(update={"speakers": tuple(people.values())}),
        doubts=(*doubts, *_doubt_unknown(segments, lines)),
    )


def _find_bodies(source: str) -> dict[int, Span]:
    """Return where each segment's body stands, by the segment's position."""
    return {
        path[1]: span
        for path, span in find_strings(source)
        if path[:1] == ("segments",) and path[2:] == ("body",) and isinstance(path[1], int)
    }


def _read_segments(
    values: Sequence[object],
    bodies: Mapping[int, Span],
    source: str,
    by_label: Mapping[str, str],
    lines: Lines,
) -> tuple[list[Segment], list[Doubt]]:
    segments: list[Segment] = []
    doubts: list[Doubt] = []
    for position, value in enumerate(values):
        fields = cast("dict[str, object]", value) if isinstance(value, dict) else {}
        body = bodies.get(position) if isinstance(fields.get("body"), str) else None
        if body is None:
            doubts.append(Doubt(sentence=f"Segment {position + 1} has no “body”; it is left out."))
            continue
        pieces = fold_pieces(string_pieces(source, body))
        if not pieces:
            continue
        label = _label(fields.get("speaker"))
        time, wrong = _time(fields)
        if wrong:
            doubts.append(
                Doubt(sentence="The times of this segment cannot be used.", line=lines.line_of(body.start))
            )
        segments.append(
            Segment(speaker=by_label.get(fold(label), label), pieces=pieces, body=body, time=time)
        )
    return segments, doubts


def _label(value: object) -> str:
    words = " ".join(value.split())[:_LONGEST_NAME].strip() if isinstance(value, str) else ""
    return words.encode("utf-8", "replace").decode("utf-8") or UNKNOWN


def _time(fields: Mapping[str, object]) -> tuple[Seconds | None, bool]:
    """Return a segment's time, and whether it has one that makes no sense."""
    if fields.get("startTime") is None:
        return None, False
    start, end = _number(fields.get("startTime")), _number(fields.get("endTime"))
    if start is None:
        return None, True
    if end is None or end < start:
        return Seconds(start, start), fields.get("endTime") is not None
    return Seconds(start, end), False


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _group(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Join segments that are fragments of one contribution; whole contributions stay apart.

    Single words always belong to their neighbours of the same speaker. Where most neighbours share a speaker
    the file is cut by breath rather than by turn, and a sentence is carried on until it ends.
    """
    same = sum(first.speaker == second.speaker for first, second in pairwise(segments))
    breathless = 2 * same >= len(segments) - 1 > 0
    groups: list[list[Segment]] = []
    words = 0
    for segment in segments:
        length = segment.text.count(" ") + 1
        if groups and words < _LONGEST_JOINED and _carries_on(groups[-1][-1], segment, breathless=breathless):
            groups[-1].append(segment)
            words += length
        else:
            groups.append([segment])
            words = length
    return groups


def _carries_on(before: Segment, segment: Segment, *, breathless: bool) -> bool:
    if before.speaker != segment.speaker:
        return False
    ends = before.text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS
    single = " " not in before.text and " " not in segment.text
    return single or (breathless and not ends)


def _speak(group: Sequence[Segment], source: str, people: Mapping[str, DeclaredSpeaker]) -> Spoken:
    pieces = list(group[0].pieces)
    for before, segment in pairwise(group):
        pieces += [*_space_between(source, before.body.end, segment.body.start), *segment.pieces]
    times = [segment.time for segment in group if segment.time is not None]
    time = Seconds(min(time.start for time in times), max(time.end for time in times)) if times else None
    role = people[group[0].speaker].role
    asked = role is Role.HOST and asks("".join(piece.text for piece in pieces))
    kind = TurnKind.QUESTION if asked else TurnKind.ANSWER
    return Spoken(speaker=group[0].speaker, kind=kind, role=role, pieces=tuple(pieces), time=time)


def _space_between(source: str, start: int, end: int) -> list[Piece]:
    """Return one white-space character of the file between two bodies, as the space between their words.

    A file without any there gives a piece of no width.
    """
    for position in range(start, end):
        if source[position].isspace():
            return [Piece(start=position, end=position + 1, text=" ")]
    return [Piece(start=start, end=start, text=" ")]


def _doubt_unknown(segments: Sequence[Segment], lines: Lines) -> list[Doubt]:
    unknown = [segment for segment in segments if segment.speaker == UNKNOWN]
    if not unknown:
        return []
    sentence = f"{len(unknown)} segments name no speaker; they are shown under “{UNKNOWN}”."
    return [Doubt(sentence=sentence, line=lines.line_of(unknown[0].body.start))]
