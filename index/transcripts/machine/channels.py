"""Channels: words recorded side by side, each speaker on a channel of their own."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from index.transcripts.joining import ends_sentence
from index.transcripts.machine.words import SpokenWord

# After so many seconds of silence somebody speaks anew, if another spoke meanwhile.
_PAUSE = 1.0


def part_channels(channels: Sequence[Sequence[SpokenWord]]) -> list[list[SpokenWord]]:
    """Mark the words of each channel that begin anew, after a word on another channel.

    A word that falls into somebody's sentence does not cut it.
    """
    starts = [sorted(word.time.start for word in words if word.time) for words in channels]
    return [
        _part(words, [own for at, own in enumerate(starts) if at != nth])
        for nth, words in enumerate(channels)
    ]


def _part(words: Sequence[SpokenWord], others: Sequence[Sequence[float]]) -> list[SpokenWord]:
    parted = list(words[:1])
    for word in words[1:]:
        parted.append(replace(word, begins=_begins(parted[-1], word, others)))
    return parted


def _begins(before: SpokenWord, word: SpokenWord, others: Sequence[Sequence[float]]) -> bool:
    if before.time is None or word.time is None:
        return False
    rests = ends_sentence(before.text) or word.time.start - before.time.end >= _PAUSE
    first, last = before.time.start, word.time.start
    return rests and any(bisect_right(starts, first) < bisect_right(starts, last) for starts in others)
