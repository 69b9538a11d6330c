"""What kind of thing a question asks for, and whether a sentence has one: a number, a time."""

import re

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


def wanted_in(question: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns of what a question asks for, any of which gives it; empty if that has no pattern."""
    return next((patterns for asked, patterns in _WANTED if asked.search(question)), ())
