"""What a new file of a source would change, line by line."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.rendering.quotations import show_name
from bot.rendering.ruling import listed
from bot.translating import Tongue
from bot.understanding import Understood
from bot.wording import corpus as words
from index.types import Transcript


def show_changes(
    tongue: Tongue, before: tuple[Understood, Transcript], after: tuple[Understood, Transcript]
) -> str:
    """Return how many turns, words and speakers there were and would be, and what is new or gone."""
    lines = [*_counts(tongue, before[0], after[0]), *_speakers(tongue, before[0], after[0])]
    lines += _turns(tongue, before[1], after[1])
    return "\n".join([tongue.say(words.CHANGES), *(lines or [tongue.say(words.NOTHING_CHANGES)])])


def _counts(tongue: Tongue, before: Understood, after: Understood) -> Iterator[str]:
    for what, old, new in (
        (words.COUNTED_TURNS, before.turns, after.turns),
        (words.COUNTED_WORDS, before.words, after.words),
        (words.COUNTED_SPEAKERS, len(before.voices), len(after.voices)),
    ):
        if old != new:
            yield tongue.say(words.BEFORE_AFTER, what=tongue.say(what), before=old, after=new)


def _speakers(tongue: Tongue, before: Understood, after: Understood) -> Iterator[str]:
    old, new = ({voice.name for voice in one.voices} for one in (before, after))
    for sentence, names in ((words.SPEAKERS_NEW, new - old), (words.SPEAKERS_GONE, old - new)):
        if names:
            yield tongue.say(sentence, names=_names(tongue, sorted(names)))


def _names(tongue: Tongue, names: Sequence[str]) -> str:
    return listed(tongue, (show_name(name, tongue) for name in names))


def _turns(tongue: Tongue, before: Transcript, after: Transcript) -> Iterator[str]:
    """Count turns that are in one alone: the same words by the same speaker are the same turn."""
    old, new = (Counter((turn.speaker.name, turn.text) for turn in one.turns) for one in (before, after))
    if added := (new - old).total():
        yield tongue.say_many(words.TURNS_CHANGED, added)
    if gone := (old - new).total():
        yield tongue.say_many(words.TURNS_GONE, gone)
