"""From segments with their labels to what was spoken, by whom: the same for every format that keeps times."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import SourceError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.asking import asks
from index.transcripts.heard import Heard, Spoken
from index.transcripts.joining import join_fragments
from index.transcripts.reading import Doubt, Skipped
from index.transcripts.roles import guess_roles
from index.transcripts.segments import UNKNOWN, Segment, join_pieces
from index.transcripts.timeline import check_times, span_times
from index.transcripts.visible import Lines, count_lines
from index.transcripts.voices import Voices, name_voices
from index.types import Role, TurnKind
from index.words import fold

# More speakers than that are another kind of list than a talk.
MOST_SPEAKERS = 300
# With so many labels, nearly each of which stands once, what is taken for labels is something else.
MANY_LABELS = 20
NEARLY_EACH = 0.9
# In a meeting somebody may ask once and say no more: that makes no host.
_ASKS = 2

Join = Callable[[Sequence[Segment]], list[list[Segment]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """What a reader finds in a file that keeps times; `bare`: letters and numbers in it are no names."""

    segments: Sequence[Segment]
    doubts: tuple[Doubt, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    bare: bool = False
    join: Join = join_fragments


def hear_segments(found: Segments, source: str, name: str, sidecar: Sidecar) -> Heard:
    """Join a file's segments to turns under the names of their speakers, or refuse what cannot be a talk."""
    lines = count_lines(source)
    _refuse_lists(found.segments, name, lines)
    backwards = check_times(found.segments, name, lines)
    voices = name_voices((segment.speaker for segment in found.segments), sidecar, bare=found.bare)
    segments = [replace(segment, speaker=voices.name(segment.speaker)) for segment in found.segments]
    people = dict(voices.people)
    for segment in segments:
        people.setdefault(segment.speaker, DeclaredSpeaker(name=segment.speaker))
    groups = found.join(segments)
    roles, taken = _guess_roles(groups, people, lines)
    people = {name: person.model_copy(update={"role": roles[name]}) for name, person in people.items()}
    known = tuple(
        person
        for person in people.values()
        if person.name != UNKNOWN or any(declared.name == UNKNOWN for declared in sidecar.speakers)
    )
    return Heard(
        spoken=tuple(_speak(group, source, people) for group in groups),
        people=tuple(people.values()),
        understood=sidecar.model_copy(update={"speakers": known}),
        skipped=found.skipped,
        doubts=(
            *found.doubts,
            *backwards,
            *_doubt_voices(voices, found.segments, lines),
            *_doubt_unknown(segments, lines),
            *taken,
        ),
    )


def _guess_roles(
    groups: Sequence[Sequence[Segment]], people: Mapping[str, DeclaredSpeaker], lines: Lines
) -> tuple[dict[str, Role], list[Doubt]]:
    """Say who does what: as declared, else one who mostly asks, more than once, is the host of the others."""
    words: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    for group in groups:
        name = group[0].speaker
        words.setdefault(name, []).append(" ".join(segment.text for segment in group))
        first.setdefault(name, lines.line_of(group[0].body.start))
    roles, doubts = guess_roles(people.values(), words, first, asked_elsewhere=False)
    hosts = [name for name, role in roles.items() if role is Role.HOST]
    declared = any(person.role is not Role.UNKNOWN for person in people.values())
    if not declared and (len(hosts) != 1 or len(words[hosts[0]]) < _ASKS or hosts[0] == UNKNOWN):
        return {name: person.role for name, person in people.items()}, []
    return roles, doubts


def _refuse_lists(segments: Sequence[Segment], name: str, lines: Lines) -> None:
    labelled = [segment for segment in segments if segment.speaker]
    distinct = len({segment.speaker for segment in labelled})
    if distinct > MOST_SPEAKERS:
        sentence = (
            f"It seems to have {distinct:,} speakers. Check that it is a transcript, or cut it in parts."
        )
        raise SourceError(Path(name), sentence)
    if distinct >= MANY_LABELS and distinct > NEARLY_EACH * len(labelled):
        sentence = say_too_many(distinct, len(labelled))
        raise SourceError(Path(name), sentence, line=lines.line_of(labelled[0].body.start))


def say_too_many(speakers: int, lines: int) -> str:
    """Say that what is taken for speakers is likely something else."""
    return (
        f"It has {speakers:,} different speakers in {lines:,} lines, nearly one for each. "
        "Check that it is a transcript."
    )


def _speak(group: Sequence[Segment], source: str, people: Mapping[str, DeclaredSpeaker]) -> Spoken:
    pieces = join_pieces((segment.pieces for segment in group), source)
    role = people[group[0].speaker].role
    asked = role is Role.HOST and asks("".join(piece.text for piece in pieces))
    return Spoken(
        speaker=group[0].speaker,
        kind=TurnKind.QUESTION if asked else TurnKind.ANSWER,
        role=role,
        pieces=pieces,
        time=span_times([segment.time for segment in group]),
    )


def _doubt_voices(voices: Voices, segments: Sequence[Segment], lines: Lines) -> list[Doubt]:
    first: dict[str, int] = {}
    for segment in segments:
        first.setdefault(fold(segment.speaker), segment.body.start)
    return [Doubt(sentence=sentence, line=lines.line_of(first[label])) for label, sentence in voices.doubts]


def _doubt_unknown(segments: Sequence[Segment], lines: Lines) -> list[Doubt]:
    unknown = [segment for segment in segments if segment.speaker == UNKNOWN]
    if not unknown:
        return []
    line = lines.line_of(unknown[0].body.start)
    if len(unknown) == len(segments):
        return [Doubt(sentence=f"It names no speaker at all; all is shown under “{UNKNOWN}”.", line=line)]
    which = "One segment names no speaker; it is" if len(unknown) == 1 else _several(len(unknown))
    sentence = f"{which} shown under “{UNKNOWN}”."
    return [Doubt(sentence=sentence, line=line)]


def _several(count: int) -> str:
    return f"{count:,} segments name no speaker; they are"
