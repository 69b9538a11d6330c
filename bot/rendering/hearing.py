"""What a reader of files says, known again by its words: told in words for Discord, in any language."""

import re
from functools import cache
from string import Formatter

from bot.phrases import Phrase
from bot.wording import hearing as words

_MACHINE = (
    "“{label}” is a machine's label and no name; it is shown as “{name}”. To name who it is, give them the "
    "alias “{again}” in the sidecar."
)
_GOES_ON = "read as what the speaker before goes on to say."
_ONE_CUE_ON = f"Names stand only where the speaker changes: a cue without one is {_GOES_ON}"
_CUES_ON = f"Names stand only where the speaker changes: {{count}} cues without one are {_GOES_ON}"
_WHO_IS = "Who “{name}” is, the text does not say; name them in the sidecar if you know."
_LIKE_LABEL = "“{label}” looks like a label but is read as words; if they speak, declare them."
_NO_LABELS = "No label says who speaks; see whether the speakers below are right."
_NOBODY_NAMED = "It names no speaker at all; all is shown under “{name}”."
_UNKNOWN_JSON = "This JSON is no transcript that is known here: {why} Export it as Podcasting 2.0 JSON."
_SAID = (
    (_NO_LABELS, words.NO_LABELS),
    (_MACHINE, words.MACHINE),
    (_NOBODY_NAMED, words.NOBODY_NAMED),
    (_WHO_IS, words.WHO_IS),
    (_LIKE_LABEL, words.LIKE_LABEL),
    (_ONE_CUE_ON, words.ONE_CUE_ON),
    (_CUES_ON, words.CUES_ON),
    (_UNKNOWN_JSON, words.UNKNOWN_JSON),
)
_SAID_ALIKE = (
    words.CONTINUES,
    words.QUESTIONS,
    words.NO_FULL_NAME,
    words.STANDS_FOR,
    words.ONE_UNNAMED,
    words.SOME_UNNAMED,
    words.SHARED,
    words.MOSTLY_ASKS,
    words.BAD_TIMES,
    words.ROLLED,
    words.CAPTION,
    words.TWO_SPELLINGS,
    words.LOOK_ALIKE,
    words.NOBODY_SPEAKS,
    words.NOT_UTF8,
    words.NUL_BYTES,
    words.NO_CUES,
    words.TOO_LONG,
    words.BROKEN_OFF,
    words.MANY_SPEAKERS,
    words.LIST,
    words.NO_BREAK,
    words.LOCKED,
)


def heard_as(sentence: str) -> str:
    """Return a sentence of a reader's as a phrase of ours; one that is not known stays as it is."""
    for pattern, phrase in _patterns():
        if match := pattern.fullmatch(sentence):
            return Phrase(phrase, **match.groupdict())
    return sentence


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    said = (*_SAID, *((one, one) for one in _SAID_ALIKE))
    return tuple((re.compile(_pattern(one), re.DOTALL), phrase) for one, phrase in said)


def _pattern(said: str) -> str:
    parts = Formatter().parse(said)
    return "".join(re.escape(text) + (f"(?P<{name}>.+?)" if name else "") for text, name, _, _ in parts)
