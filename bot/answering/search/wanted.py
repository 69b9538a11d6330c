"""What kind of thing a question asks for, and whether a sentence has one: a number, a time, a name."""

import re
from dataclasses import dataclass

from index.words import split_words

NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|none)\b",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\b(?:1\d{3}|20\d{2})|\b(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter|"
    r"years?|months?|weeks?|days?|decades?|century|ago|yesterday|today|early|after|before|when|since|until)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d{2}\b|\b\d0s\b")
# What dates a sentence by itself, where "before" and "when" only lead on to it.
_DATED = re.compile(
    r"\b(?:1\d{3}|20\d{2}|\d0s|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|century|yesterday|tomorrow|ago|"
    r"(?:last|next|this|that|every|in|the) (?:spring|summer|autumn|winter|year|month|week|day|decade)|"
    r"\w+ (?:years|months|weeks|days|decades|hours))\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"\b(?:once|twice|always|never|every|each|rarely|seldom)\b", re.IGNORECASE)
_WANTED = (
    (
        re.compile(
            r"\bhow (?:many|much|big|large|long|old|far|fast|high|hot|cold|loud)\b"
            r"|\b(?:what|which) (?:share|percentage|proportion|number|figure|price)\b",
            re.IGNORECASE,
        ),
        (NUMBER,),
    ),
    (re.compile(r"\bhow often\b", re.IGNORECASE), (NUMBER, _OFTEN)),
    (re.compile(r"\b(?:what|which) year\b", re.IGNORECASE), (_YEAR,)),
    (re.compile(r"^\W*when\b|\b(?:what|which) (?:month|day|date)\b", re.IGNORECASE), (_DATED,)),
)


_NAMES_ASKED = re.compile(
    r"^\W*(?:which|who|whose|where|list|name)\b"
    r"|\bwhat (?:compan|countr|cit|town|place|organi|firm|people|person|name)",
    re.IGNORECASE,
)
# A word with a capital that does not begin its sentence.
_NAME = re.compile(r"(?<=[a-z0-9,;:'’”\")] )[A-Z][\w&-]+")
_MANY_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a question asks for. `names` are the stems it has itself, None where no name is asked for."""

    patterns: tuple[re.Pattern[str], ...] = ()
    names: frozenset[str] | None = None

    def given(self, text: str) -> float:
        """Return how far (0 to 1) a sentence has what is asked for: a number, a time, names that are new."""
        if any(pattern.search(text) for pattern in self.patterns):
            return 1.0
        if self.names is None:
            return 0.0
        names = {word.stem for found in _NAME.findall(text) for word in split_words(found)}
        return min(len(names - self.names), _MANY_NAMES) / _MANY_NAMES


def wanted_in(question: str) -> Wanted:
    """Return what a question asks for; most ask for nothing that can be told by its look."""
    patterns = next((patterns for asked, patterns in _WANTED if asked.search(question)), ())
    asks_names = not patterns and _NAMES_ASKED.search(question)
    names = frozenset(word.stem for word in split_words(question)) if asks_names else None
    return Wanted(patterns=patterns, names=names)
