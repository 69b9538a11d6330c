"""A sentence about several speakers, cut into what it tells of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.types import Citation
from bot.answering.verification.frame import SOMEBODY
from bot.answering.verification.sayers import People
from bot.answering.verification.wordings import Wording

_TOGETHER = re.compile(r"\s*,\s*|\s*(?:,\s*)?(?:and|as well as|&)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of one speaker, or of several at once: `[start, end)` of the sentence, names masked."""

    start: int
    end: int
    text: str
    speakers: frozenset[str]


def tell_apart(people: People, wording: Wording, citations: Sequence[Citation]) -> tuple[Told, ...]:
    """Return what a sentence tells of each speaker; names that stand together share it."""
    own = wording.outside
    spoke = frozenset(one.turn.speaker.id for one in citations)
    if len(spoke) == 1:
        return (Told(start=0, end=len(own), text=_mask(people, wording.inside, 0, len(own)), speakers=spoke),)
    groups: list[tuple[int, int, frozenset[str]]] = []
    for one in people.sayers:
        if groups and _TOGETHER.fullmatch(own[groups[-1][1] : one.start]):
            groups[-1] = (groups[-1][0], one.end, groups[-1][2] | one.speakers & spoke)
        else:
            groups.append((one.start, one.end, one.speakers & spoke))
    starts = [0, *(start for start, _, _ in groups[1:]), len(own)]
    return tuple(
        Told(start=start, end=end, text=_mask(people, wording.inside, start, end), speakers=ids)
        for (_, _, ids), start, end in zip(groups, starts, starts[1:], strict=False)
    )


def misattributes(told: Sequence[Told], wording: Wording) -> bool:
    """Tell whether words between quotation marks are shown under another name than their speaker's."""
    return any(
        one.start <= shown.start < one.end and not shown.speakers & one.speakers
        for one in told
        for shown in wording.shown
    )


def _mask(people: People, own: str, start: int, end: int) -> str:
    text, done = "", start
    for one in people.mentions:
        if start <= one.start and one.end <= end:
            text += own[done : one.start] + SOMEBODY
            done = one.end
    return text + own[done:end]
