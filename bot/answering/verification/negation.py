"""Denials and absolute words: "not" in its many forms, and "all", "only", "never"."""

import re
from collections.abc import Iterable

_NOT = (
    r"\w+n['’]t\b|\b(?:not|no|never|none|nobody|no-one|nothing|nowhere|neither|nor|cannot|without|hardly"
    r"|barely|scarcely|seldom|rarely|rather than|instead of|as opposed to|far from|dont|doesnt|didnt|isnt"
    r"|wasnt|wont|cant)\b"
)
_DENY = (
    r"\b(?:unable|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|doubt(?:s|ed|ing)?"
    r"|disagree[sd]?|disput(?:e|es|ed|ing)|oppos(?:e|es|ed|ing)|stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)"
    r"|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|turn(?:s|ed|ing)?\s+(?:\w+\s+){0,3}down|fail(?:s|ed|ing)?"
    r"|lack(?:s|ed|ing)?|out of the question)\b"
)
_NEGATION = re.compile(f"{_NOT}|{_DENY}", re.IGNORECASE)
NO_DENIAL = re.compile(
    r"\b(?:no doubt|without (?:a )?doubt|not only|not just|not merely|not least|no matter|no wonder"
    r"|no sooner|not to mention|nothing but)\b",
    re.IGNORECASE,
)
"""A "no" or "not" that denies nothing of what follows it."""
_OPENING_NO = re.compile(r"^\W*No[,.]")
_ABSOLUTE = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|always|only|solely|exclusively|entirely|completely"
    r"|totally|certainly|definitely|undoubtedly|proves?|proved|proven|must|most|best|worst|first|last|everywhere)\b",
    re.IGNORECASE,
)
_NOT_ABSOLUTE = re.compile(
    r"\b(?:at all|after all|above all|all in all|all right|first aid|first of all|at first"
    r"|first and foremost|for the first time|at last|at most|most likely|not only|best known)\b",
    re.IGNORECASE,
)
_SAME = {
    "everybody": "everyone",
    "proves": "prove",
    "proved": "prove",
    "proven": "prove",
    "solely": "only",
    "exclusively": "only",
    "completely": "entirely",
    "totally": "entirely",
    "definitely": "certainly",
    "undoubtedly": "certainly",
}
_LEADING = re.compile(r"\b(?:number one|largest|biggest|highest|greatest)\b", re.IGNORECASE)
_NEEDED = re.compile(r"\b(?:ha(?:s|ve|d) to|need(?:s|ed)? to|got to)\b", re.IGNORECASE)


def negates(text: str) -> bool:
    """Tell whether a text says "not" in one word or another."""
    return _NEGATION.search(NO_DENIAL.sub(" ", _OPENING_NO.sub(" ", text))) is not None


def count_denials(text: str) -> int:
    """Return how often a text denies: "did not refuse" twice, "neither … nor" once."""
    found = _NEGATION.findall(NO_DENIAL.sub(" ", _OPENING_NO.sub(" ", text)))
    return sum(one.casefold() != "nor" for one in found)


def overstates(outside: str, evidence: Iterable[str]) -> bool:
    """Tell whether a sentence says "all", "only" or "must" where its evidence does not."""
    wanted = _absolutes(outside)
    if not wanted:
        return False
    texts = list(evidence)
    given = frozenset[str]().union(*(_absolutes(text) for text in texts))
    needed = frozenset({"must"} if any(_NEEDED.search(text) for text in texts) else ())
    leading = frozenset({"most"} if any(_LEADING.search(text) for text in texts) else ())
    return not wanted <= given | needed | leading


def _absolutes(text: str) -> frozenset[str]:
    found = (match[0].casefold() for match in _ABSOLUTE.finditer(_NOT_ABSOLUTE.sub(" ", text)))
    return frozenset(_SAME.get(word, word) for word in found)
