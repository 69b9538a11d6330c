"""The sentences of a longer text that claim something: what is worth looking up of a message."""

import re
from dataclasses import dataclass

from bot.answering.statement import Statement
from index.words import carries_matter, split_words

MOST = 3
"""So many sentences of a text are checked; of the others the reader is told."""
_FEWEST_MATTER = 2
_BORDER = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9À-Þ])|\n+")
# What only says that something is said, felt or answered: "I think", "lol", "tbh".
_STANCE = re.compile(
    r"^\W*(?:(?:i (?:really |still |just )?(?:think|guess|believe|mean|feel like|bet|swear)|imo|imho|tbh|lol"
    r"|lmao|honestly|actually|fun fact|fwiw|afaik|iirc"
    r"|as far as i know|basically|well|so|and|but|also|yes|yeah|no"
    r"|nope|ok|okay|look|sorry|wait|hm+)\b[\s,:!.…-]*(?:that\s+)?)+",
    re.IGNORECASE,
)
_FEELING = re.compile(
    r"^\W*(?:i (?:love|like|hate|agree|disagree|don['’]t know|wonder|want|hope|can['’]t wait|am|was)|i['’]m"
    r"|thanks?|thank you|wow|haha|good (?:morning|point|question))\b(?!\s+\w+ed\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The sentences to be checked, in order, and how many more there were."""

    kept: tuple[str, ...]
    left_out: int = 0


def split_statements(text: str) -> Statements:
    """Return the sentences of a text that claim something; the whole text where none does."""
    claiming = [bare for part in _BORDER.split(text) if (bare := _bare(part)) and _claims(bare)]
    distinct = list(dict.fromkeys(claiming))
    return Statements(kept=tuple(distinct[:MOST]) or (text,), left_out=len(distinct[MOST:]))


def _bare(part: str) -> str:
    """Return a sentence without what stands before its claim."""
    return " ".join(_STANCE.sub("", part).split())


def _claims(bare: str) -> bool:
    if bare.rstrip('"”’) ').endswith("?") or _FEELING.match(bare):
        return False
    matter = [word for word in split_words(bare) if carries_matter(word)]
    return len(matter) >= _FEWEST_MATTER or bool(matter and Statement(bare).matter[-1:])
