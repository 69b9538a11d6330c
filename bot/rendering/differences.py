"""What was asked about against what was said, word by word."""

from collections.abc import Iterator, Sequence

from bot.answering.types import Change, Difference
from bot.changes import tell_changes
from bot.escaping import ELLIPSIS, neutralise, plain, weigh
from bot.translating import ENGLISH, Tongue
from bot.wording.differences import MORE, WORD_BY_WORD

_BESIDE = 6  # words that stay beside a change, where much is the same
_WORTH = 3  # fewer words than these are not worth leaving out
_LINE = 500  # characters
_MOST_TOLD = 3


def show_differences(differences: Sequence[Difference], tongue: Tongue = ENGLISH) -> tuple[str, ...]:
    """Return a block in which what was not said is struck out and what was said instead is bold.

    Neither can be heard: so the changes are told in words, too.
    """
    if not any(difference.change is not Change.SAME for difference in differences):
        return ()
    line = f"**{tongue.say(WORD_BY_WORD)}**"
    for part in _marked(differences):
        if weigh(line) + weigh(part) > _LINE:
            line += f" {ELLIPSIS}"
            break
        line += f" {part}"
    told = [tongue.tell(change) for change in tell_changes(differences, neutralise)]
    more = [tongue.say(MORE, count=len(told) - _MOST_TOLD)] if len(told) > _MOST_TOLD else []
    return (f"{line}\n-# {'; '.join([*told[:_MOST_TOLD], *more])}",) if told else ()


def _marked(differences: Sequence[Difference]) -> Iterator[str]:
    for number, difference in enumerate(differences):
        words = plain(difference.words)
        if difference.change is Change.SAME:
            words = _middle_out(words, first=number == 0, last=number == len(differences) - 1)
        if not words:
            continue
        mark = {Change.SAME: "", Change.ONLY_ASKED: "~~", Change.ONLY_SAID: "**"}[difference.change]
        yield f"{mark}{neutralise(words)}{mark}"


def _middle_out(text: str, *, first: bool, last: bool) -> str:
    """Leave out what is the same and stands beside no change."""
    words = text.split()
    before, after = 0 if first else _BESIDE, 0 if last else _BESIDE
    if len(words) < before + after + _WORTH:
        return text
    return " ".join([*words[:before], ELLIPSIS, *words[len(words) - after :]])
