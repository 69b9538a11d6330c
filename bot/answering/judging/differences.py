"""What differs, word by word, between words that were asked about and words that stand in a source."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.answering.types import Change, Difference
from index.words import Word, split_words


def show_differences(asked: str, said: str) -> tuple[Difference, ...]:
    """Return both wordings in one run of stretches, each in its own spelling.

    Without the stretches only said they give what was asked; without those only asked, the part of what was
    said that it comes nearest to.
    """
    ours, theirs = split_words(asked), _nearest_stretch(asked, said)
    return tuple(_stretches(asked, ours, said, theirs))


def nearest_span(asked: str, said: str) -> tuple[int, int] | None:
    """Return where in `said` the words stand that come nearest to `asked`; None if none is the same."""
    words = _nearest_stretch(asked, said)
    return (words[0].start, words[-1].end) if words else None


def _nearest_stretch(asked: str, said: str) -> list[Word]:
    """Return the words of `said` from the first to the last that both have, and what stands for the rest."""
    ours, theirs = split_words(asked), split_words(said)
    same = [block for block in _matcher(ours, theirs).get_matching_blocks() if block.size]
    if not same:
        return []
    lead, tail = same[0].a, len(ours) - (same[-1].a + same[-1].size)
    first = max(0, same[0].b - lead)
    return theirs[first : same[-1].b + same[-1].size + tail]


def _stretches(asked: str, ours: Sequence[Word], said: str, theirs: Sequence[Word]) -> Iterator[Difference]:
    for same, a_start, a_end, b_start, b_end in _operations(ours, theirs):
        if same:
            yield Difference(change=Change.SAME, words=_cut(said, theirs[b_start:b_end]))
            continue
        if a_end > a_start:
            yield Difference(change=Change.ONLY_ASKED, words=_cut(asked, ours[a_start:a_end]))
        if b_end > b_start:
            yield Difference(change=Change.ONLY_SAID, words=_cut(said, theirs[b_start:b_end]))


def _operations(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[tuple[bool, int, int, int, int]]:
    for tag, a_start, a_end, b_start, b_end in _matcher(ours, theirs).get_opcodes():
        yield tag == "equal", a_start, a_end, b_start, b_end


def _matcher(ours: Sequence[Word], theirs: Sequence[Word]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [word.text for word in ours], [word.text for word in theirs], autojunk=False)


def _cut(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end]
