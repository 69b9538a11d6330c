"""The sentences of a longer text that claim something: what is worth looking up of a message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.questions.markup import plain_text
from index.words import carries_matter, split_words

MOST = 3
"""So many sentences of a text are checked; of the others the reader is told."""
# A sentence with fewer words, or with none that names something, claims nothing.
_FEWEST_WORDS = 3
# A full stop before a small letter ends a sentence only after a word of some length: not in "approx. five".
_BORDER = re.compile(
    r"(?<=[!?…])[\"”’)]*\s+|(?<=\.)[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9À-Þ])|(?<=\w{4}\.)(?<!approx\.)\s+"
)
_NOISE = r"(?:imo|imho|tbh|lol|lmao|haha|fwiw|afaik|iirc|btw|fr|ngl|as far as i know|fun fact)"
# What only says that something is thought, felt or answered.
_BEFORE = re.compile(
    rf"^\W*(?:(?:i (?:really |still |just )?(?:think|guess|believe|mean|feel like|bet|swear)|{_NOISE}"
    r"|honestly|actually|basically|well|so|and|but|also|yes|yeah|no|nope|ok|okay|look|sorry|wait|hm+)\b"
    r"[\s,:!.…-]*(?:that\s+)?)+",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"[\s,.!…-]+{_NOISE}[\s.!…]*$", re.IGNORECASE)
# Who writes of themselves claims nothing about the sources.
_OF_ONESELF = re.compile(
    r"^\W*(?:i|i['’]m|i['’]d|i['’]ve|my|thanks?|thank you|wow|good (?:morning|point|question))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The sentences to be checked, in order, and how many more there were."""

    kept: tuple[str, ...]
    left_out: int = 0


def split_statements(text: str) -> Statements:
    """Return the sentences of a text that claim something; the whole text where none does."""
    distinct = list(dict.fromkeys(filter(_claims, _sentences(text))))
    return Statements(kept=tuple(distinct[:MOST]) or (text,), left_out=len(distinct[MOST:]))


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for part in _BORDER.split(plain_text(line)):
            yield _AFTER.sub("", _BEFORE.sub("", part)).strip()


def _claims(sentence: str) -> bool:
    if sentence.rstrip('"”’) ').endswith("?") or _OF_ONESELF.match(sentence):
        return False
    words = split_words(sentence)
    return len(words) >= _FEWEST_WORDS and any(map(carries_matter, words))
