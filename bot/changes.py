"""What differs between what was asked about and what was said, told in words."""

from collections.abc import Callable, Iterable, Iterator

from bot.answering.types import Change, Difference
from bot.escaping import plain, shorten

_TOLD = 50  # characters of one change


def tell_changes(differences: Iterable[Difference], safe: Callable[[str], str]) -> Iterator[str]:
    """Tell each change in words, made `safe` to show.

    What was asked about, and what was said in its place, are one change.
    """
    asked = ""
    for difference in differences:
        words = safe(shorten(plain(difference.words), _TOLD))
        if not words:
            continue
        if difference.change is Change.ONLY_SAID:
            yield f"said “{words}”, not “{asked}”" if asked else f"said “{words}” as well"
            asked = ""
            continue
        if asked:
            yield f"did not say “{asked}”"
        asked = words if difference.change is Change.ONLY_ASKED else ""
    if asked:
        yield f"did not say “{asked}”"
