"""Whom a speaker reports, as readers are told it: "Liza Lin, on a report by Greg Walton".

Told only where the source itself gives a name or a body: a wrong informant is worse than none.
"""

import re

from bot.answering.verification.reported import reported_in
from index.types import Turn

_MOST_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])")
# Who merely "said" is named before the verb; who wrote is named after the work.
_WORK = re.compile(
    r"\b(?P<work>(?i:an?|the|this|his|her|their|one)\s+(?:[a-z-]+\s+)?"
    r"(?:report|study|survey|paper|article|essay|column|letter))\s+(?:by|from)\s+(?:\[[^\]]*\]\s*)?"
    r"(?P<name>(?:the\s+)?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)*)"
)
_LEADING_IN = re.compile(r"^In\s+[\w\s]*?(?=\bthe\b)")
_BEGINS = re.compile(r"(?:the|an?|some|one|several|many|most|my|our)\s|[A-Z]\w", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:The|An?|Some|One|Several|Many|Most)\b")
_OWN = re.compile(r"^(?:my|our)\b", re.IGNORECASE)
# What was cut out is a clause and nobody's name.
_NO_NAME = frozenset(
    """
    i i'd i'll i've i'm it he she they we you who whom which that than anybody anyone everybody everyone
    nobody is was are were be been am do does did has have had will would can could but so your
    """.split()
)


def informant_of(turn: Turn, start: int, end: int) -> str | None:
    """Return whom the words `turn.text[start:end]` report, or None where that is nobody, or not named."""
    who = reported_in(turn.text, start, end)
    if who is None:
        return None
    return _shown(who) or _author(_sentences_around(turn.text, start, end))


def _author(text: str) -> str | None:
    work = _WORK.search(text)
    return None if work is None else f"{_small(work['work'])} by {work['name'].rstrip('.,')}"


def _shown(who: str) -> str | None:
    name = _LEADING_IN.sub("", who).strip()
    words = name.split()
    clause = any(word.casefold().replace("’", "'").strip(",") in _NO_NAME for word in words)
    if clause or len(words) > _MOST_WORDS or not _BEGINS.match(name):
        return None
    return _OWN.sub("their", _small(name))


def _small(name: str) -> str:
    return name[0].lower() + name[1:] if _DETERMINER.match(name) else name


def _sentences_around(text: str, start: int, end: int) -> str:
    """Return the words with the rest of the sentence in which they begin."""
    borders = [border.end() for border in _SENTENCE_END.finditer(text, 0, start + 1)]
    return text[max((one for one in borders if one <= start), default=0) : end]
