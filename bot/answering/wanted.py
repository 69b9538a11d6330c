"""What kind of thing a question asks for, and whether a sentence has one: a number, a time."""

import re

NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|none)\b",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\b(?:1\d{3}|20\d{2})|\b(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter|"
    r"years?|months?|weeks?|days?|decades?|century|ago|yesterday|today|early|after|before|when|since|until)\b",
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
    (re.compile(r"^\W*when\b|\b(?:what|which) (?:year|month|day|time)\b", re.IGNORECASE), (TIME,)),
)


def wanted_in(question: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns of what a question asks for, any of which gives it; empty if that has no pattern."""
    return next((patterns for asked, patterns in _WANTED if asked.search(question)), ())
