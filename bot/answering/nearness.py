"""Is what was found near enough to be an answer? Judged on raw figures, never on the mixed score."""

import re
from collections.abc import Sequence

from bot.answering.ranking import RankedSentence
from bot.answering.terms import Terms
from index.words import carries_matter, split_words

# How many of the best sentences are looked at: the answer need not stand in the very first.
_LOOKED_AT = 5

# A question's weight in words counts for less than nearness in meaning: who asks in other words than the
# speaker's is to be answered too. Chosen on questions about two interviews, asked of both.
_WORDS = 0.4
_LINE = 0.43
_FOREIGN_LINE = 0.2
_LEXICAL_LINE = 0.4
# A sentence with a number is no answer to "how many" unless it speaks of the matter at all.
_OF_THE_MATTER = 0.25
# "How many living fruit trees": what is counted stands within so many words that name something.
_COUNTED = 3

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|none)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d{2}\b|\b\d0s\b")
_TIME = re.compile(
    r"\b(?:1\d{3}|20\d{2})|\b(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter|"
    r"years?|months?|weeks?|days?|decades?|century|ago|yesterday|today|early|after|before|when|since|until)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$€£¥₹]|\b(?:dollars?|euros?|pounds?|cents?|yuan|free|thousand|million|billion)\b", re.IGNORECASE
)
# What is asked for at all, and what a sentence must have to give it.
_KINDS = (
    (re.compile(r"\bhow many\b"), _NUMBER),
    (re.compile(r"\b(?:which|what) year\b"), _YEAR),
    (re.compile(r"^\W*when\b"), _TIME),
    (re.compile(r"\bhow much\b.*\b(?:cost|costs|price|pay|paid|money|charge)\b|\bprice of\b"), _MONEY),
)


def near_enough(ranked: Sequence[RankedSentence], terms: Terms) -> bool:
    """Tell whether some of the best sentences are near enough to the question to answer it."""
    return any(_is_near(one, terms) for one in ranked[:_LOOKED_AT])


def _is_near(one: RankedSentence, terms: Terms) -> bool:
    return _is_above_line(one, terms) and not lacks_name(one, terms) and _is_of_kind(one, terms)


def _is_above_line(one: RankedSentence, terms: Terms) -> bool:
    if one.sentence.cosine is None:
        return one.supported >= _LEXICAL_LINE
    if terms.foreign:
        return one.cosine >= _FOREIGN_LINE
    return one.cosine + _WORDS * one.supported >= _LINE


def lacks_name(one: RankedSentence, terms: Terms) -> bool:
    """Tell whether a name in the question stands neither in the sentence nor around it.

    Of a name of several words, one is enough: who asks gives the full name, who speaks rarely does.
    """
    here = one.stems | one.around
    return not terms.foreign and any(not name & here for name in terms.names)


def _is_of_kind(one: RankedSentence, terms: Terms) -> bool:
    """Tell whether the sentence has what the question asks for at all: a number, a year, a time, a sum."""
    text = terms.text.casefold()
    wanted = [pattern for asked, pattern in _KINDS if asked.search(text)]
    if not wanted or terms.foreign:
        return True
    has = all(pattern.search(one.sentence.text) for pattern in wanted)
    return has and one.supported >= _OF_THE_MATTER and _has_counted(one, terms)


def _has_counted(one: RankedSentence, terms: Terms) -> bool:
    """Tell whether what is counted ("how many cameras") is spoken of."""
    _, counts, rest = terms.text.casefold().partition("how many")
    counted = {word.stem for word in [word for word in split_words(rest) if carries_matter(word)][:_COUNTED]}
    return not counts or not counted or bool(counted & (one.stems | one.around))
