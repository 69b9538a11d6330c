"""Joining: which segments are fragments of one contribution."""

from collections.abc import Sequence
from itertools import pairwise

from index.transcripts.segments import Segment

# Joined fragments end at the next sentence, or here where nothing marks sentences.
LONGEST_JOINED = 200
_SENTENCE_ENDS = frozenset(".?!…。？！")
_CLOSING = "\"'”’)]»"


def ends_sentence(text: str) -> bool:
    """Tell whether a sentence ends with these words."""
    return text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def join_fragments(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Join segments that are fragments of one contribution; whole contributions stay apart.

    Single words always belong to their neighbours of the same speaker. Where most neighbours share a speaker,
    and most of what follows no sentence's end is written small, the file is cut by breath rather than by
    turn, and a sentence is carried on until it ends.
    """
    return _join(segments, breathless=_is_breathless(segments))


def join_breaths(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Join segments of a format that is always cut by breath: a sentence is carried on until it ends."""
    return _join(segments, breathless=True)


def _join(segments: Sequence[Segment], *, breathless: bool) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    words = 0
    for segment in segments:
        length = segment.text.count(" ") + 1
        if groups and words < LONGEST_JOINED and _carries_on(groups[-1][-1], segment, breathless=breathless):
            groups[-1].append(segment)
            words += length
        else:
            groups.append([segment])
            words = length
    return groups


def _is_breathless(segments: Sequence[Segment]) -> bool:
    """Tell whether a file is cut by breath; in a chat, too, one person writes on, but begins small always."""
    pairs = list(pairwise(segments))
    same = [(one, other) for one, other in pairs if one.speaker == other.speaker]
    if 2 * len(same) < len(pairs) or not pairs:
        return False
    going_on = [_begins_small(other) for one, other in same if not ends_sentence(one.text)]
    fresh = [_begins_small(segments[0])]
    fresh += [_begins_small(other) for one, other in pairs if one.speaker != other.speaker]
    fresh += [_begins_small(other) for one, other in same if ends_sentence(one.text)]
    return 2 * sum(going_on) >= len(going_on) > 0 and 2 * sum(fresh) < len(fresh)


def _begins_small(segment: Segment) -> bool:
    return segment.text[:1].islower()


def join_sentences(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Join all neighbours of one speaker, where a file is cut at each sentence.

    A speech ends at a sentence's end once it is long, so that its time still says where to listen.
    """
    groups: list[list[Segment]] = []
    words = 0
    for segment in segments:
        before = groups[-1][-1] if groups else None
        goes_on = before is not None and before.speaker == segment.speaker and not segment.begins
        full = words >= LONGEST_JOINED and before is not None and ends_sentence(before.text)
        if goes_on and not full and words < 2 * LONGEST_JOINED:
            groups[-1].append(segment)
        else:
            groups.append([segment])
            words = 0
        words += segment.text.count(" ") + 1
    return groups


def _carries_on(before: Segment, segment: Segment, *, breathless: bool) -> bool:
    if before.speaker != segment.speaker or segment.begins:
        return False
    single = " " not in before.text and " " not in segment.text
    return single or (breathless and not ends_sentence(before.text))


def join_each(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Join nothing, where a file sets each contribution apart by itself."""
    return [[segment] for segment in segments]
