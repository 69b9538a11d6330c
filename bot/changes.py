"""What differs between what was asked about and what was said, told in words."""

from collections.abc import Callable, Iterable, Iterator

from bot.answering.types import Change, Difference
from bot.escaping import plain, shorten
from bot.phrases import Phrase
from bot.wording.differences import AS_WELL, INSTEAD, NOT_SAID

_TOLD = 50  # characters of one change


def tell_changes(differences: Iterable[Difference], safe: Callable[[str], str]) -> Iterator[Phrase]:
    """Tell each change in words, made `safe` to show.

    What was asked about, and what was said in its place, are one change.
    """
    asked = ""
    for difference in differences:
        words = safe(shorten(plain(difference.words), _TOLD))
        if not words:
            continue
        if difference.change is Change.ONLY_SAID:
            yield Phrase(INSTEAD, said=words, asked=asked) if asked else Phrase(AS_WELL, said=words)
            asked = ""
            continue
        if asked:
            yield Phrase(NOT_SAID, asked=asked)
        asked = words if difference.change is Change.ONLY_ASKED else ""
    if asked:
        yield Phrase(NOT_SAID, asked=asked)
