"""What kind of thing is asked for: a number, a year, a time, a sum, a name. An answer has one."""

import re

from bot.answering.search.ranking import RankedSentence
from bot.answering.search.wanted import NUMBER, TIME
from index.words import carries_matter, split_words

# A sentence with a number is no answer to "how many" unless it speaks of the matter at all.
_OF_THE_MATTER = 0.25
# "How many living fruit trees": what is counted stands within so many words that name something.
_COUNTED = 3
# Counted things that are seldom called by their name in the answer: what they do tells of them as well.
_ANYTHING = frozenset("people persons person times things ones".split())
_DOING = 0.6
"""So near in meaning, a deed may be spoken of in other words."""

_YEAR = re.compile(r"\b1\d{3}\b|\b20\d{2}\b|\b\d0s\b")
_MONEY = re.compile(
    r"[$€£¥₹]|\b(?:dollars?|euros?|pounds?|cents?|yuan|free|thousand|million|billion)\b", re.IGNORECASE
)
_KINDS = (
    (re.compile(r"\bhow many\b"), NUMBER),
    (re.compile(r"\b(?:which|what) year\b"), _YEAR),
    (re.compile(r"^\W*when\b"), TIME),
    (re.compile(r"\bhow much\b.*\b(?:cost|costs|price|pay|paid|money|charge)\b|\bprice of\b"), _MONEY),
)
# "When was the depot built?": what was done stands last, and is spoken of in an answer.
_WHEN_DONE = re.compile(
    r"^\W*(?:when|in (?:which|what) year) (?:was|were)\s+\w+.*?\b(\w+)\W*$|"
    r"^\W*in (?:which|what) year did\s+\w+.*?\b(\w+)\W*$",
    re.IGNORECASE,
)
_POINTS = re.compile(r"^\W*(?:that|it|this)\b", re.IGNORECASE)
_NAME_OF = re.compile(r"\bnames? of\b.*?([\w-]+)\W*$", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:called|named|titled|entitled|title is|name is|name was)\b", re.IGNORECASE)
_WHAT_CALLED = re.compile(r"^\W*what (?:is|was|are|were)\b.*\b(?:called|titled)\W*$", re.IGNORECASE)
_BESIDE = 3
"""Words between what is named and its name, at most."""
_WHICH_NAME = re.compile(
    r"^\W*(?:which|what) (?:\w+ )?(?:company|firm|publisher|house|university|organi[sz]ation|bank|newspaper|"
    r"manufacturer|brand|country|city|town|village|person|politician|professor)\b",
    re.IGNORECASE,
)


def gives_sought(one: RankedSentence, asked: str) -> bool:
    """Tell whether a sentence has what a question asks for at all; `asked` is the question itself."""
    text = asked.casefold()
    wanted = [pattern for question, pattern in _KINDS if question.search(text)]
    if wanted:
        has = all(pattern.search(one.sentence.text) for pattern in wanted)
        if not has or one.supported < _OF_THE_MATTER or not _has_counted(one, text):
            return False
    return _tells_of_doing(one, asked) and _gives_name(one, asked)


def _has_counted(one: RankedSentence, text: str) -> bool:
    """Tell whether what is counted ("how many cameras") is spoken of."""
    _, counts, rest = text.partition("how many")
    if not counts:
        return True
    run, matter = list[str](), list[str]()
    for word in split_words(rest):
        if carries_matter(word):
            matter.append(word.stem)
        elif matter and not run:
            run = list(matter)
    counted = matter[:_COUNTED] if not run or set(rest.split()[:1]) & _ANYTHING else run[:_COUNTED]
    return not counted or bool(set(counted) & (one.stems | one.around))


def _tells_of_doing(one: RankedSentence, asked: str) -> bool:
    found = _WHEN_DONE.search(asked)
    if found is None or one.cosine >= _DOING:
        return True
    word = split_words(found[1] or found[2])
    points = _POINTS.search(one.sentence.text) is not None
    here = one.stems | one.around if points else one.stems
    return not word or not carries_matter(word[0]) or word[0].stem in here


def _gives_name(one: RankedSentence, asked: str) -> bool:
    """Tell whether a sentence gives a name that the question does not, where a name is asked for."""
    of = _NAME_OF.search(asked)
    if _WHAT_CALLED.search(asked):
        return bool(_CALLED.search(one.sentence.text))
    if of is None and not _WHICH_NAME.search(asked):
        return True
    given, text = {word.stem for word in split_words(asked)}, one.sentence.text
    words = split_words(text)
    names = [
        at
        for at, word in enumerate(words)
        if text[word.start].isupper() and carries_matter(word) and word.stem not in given
    ]
    if of is None or _CALLED.search(text):
        return bool(names)
    called = [at for at, word in enumerate(words) if word.text == of[1].casefold()]
    return any(abs(at - place) <= _BESIDE for at in names for place in called)
