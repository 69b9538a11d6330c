"""The clauses of a sentence, and how each is meant: denied, hedged, on a condition, or told of others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from bot.answering.verification.negation import NO_DENIAL


class Circumstance(StrEnum):
    """Why words that stand in a source are not simply what its speaker says."""

    DENIED = "denied"
    ASKED = "asked"
    HEDGED = "hedged"
    CONDITION = "condition"
    REPORTED = "reported"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of a text (offsets, end excluded), and how what it says is meant."""

    start: int
    end: int
    denied: bool
    meant: frozenset[Circumstance]


_BORDER = re.compile(
    r"[;:—–]\s+|,\s+|\s+(?=(?:but|because|although|though|whereas|unless|while|until|that|which|who|if|when)\b)"
    r"|\s+(?=(?:rather than|instead of|far from)\b)"
    r"|\s+(?=(?:and|or)\s+(?:not|I|you|he|she|it|we|they|there)\b)"
    r"|(?:(?<=\bsay)|(?<=\bsaid)|(?<=\bmean)|(?<=\bthink)|(?<=\bbelieve)|(?<=\bdoubt))"
    r"\s+(?=(?:it|he|she|we|they|there|this|the|a)\b)",
    re.IGNORECASE,
)
# The same of a claim; a draft that leaves such words out says another thing, so there they count.
_ALSO_NO_DENIAL = re.compile(r"\w+n['’]t (?:just|only|merely)\b|\bno (?:less|fewer) than\b", re.IGNORECASE)
# Of the whole clause. Verbs such as "stop" deny what they are about, not what is done beside it.
_DENIAL = re.compile(
    r"\w+n['’]t\b|\b(?:not|no|never|none|nobody|no-one|nothing|nowhere|neither|nor|cannot|hardly|barely|scarcely"
    r"|seldom|rarely|unlikely|impossible|untrue|false|unable|stopped|rather than|instead of|far from"
    r"|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|doubt(?:s|ed|ing)?|disagree[sd]?"
    r"|disput(?:e|es|ed|ing)|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?|dont|doesnt|didnt|isnt|wasnt|wont|cant"
    r"|(?:hard|difficult|tough) to (?:say|see|believe|imagine|argue|claim))\b",
    re.IGNORECASE,
)
# Denies the one word after it: "with no worms the leaves lie on the ground".
_WITHOUT = re.compile(r"\b(?:with no|without(?: any| a| the)?)\s+\w+", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:might|(?-i:may)|could|would|should|perhaps|maybe|possibly|probably|likely|presumably|seem(?:s|ed)?"
    r"|appear(?:s|ed)? to|apparently|suspect(?:s|ed)?|guess(?:es|ed)?|hope[sd]?|supposedly|allegedly"
    r"|potentially|pretend(?:s|ed)?|imagine[sd]?|not sure|wants?|wanted|tr(?:y|ies|ied) to|plan(?:s|ned)? to"
    r"|intend(?:s|ed)?|(?:can|cannot)(?! (?:tell|say))|used to)\b"
    r"|(?:\b(?:I|you|he|she|we|they|it)['’]d\b(?!\s+(?:\w+ed|been|had|gone|come|done|seen|taken|got)\b))",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?<!as )(?<!even )\bif\b(?! you (?:want|like|ask|will))"
    r"|\b(?:unless|whether|suppose|supposing|provided|as long as)\b",
    re.IGNORECASE,
)
_TELLS = (
    r"(?:says?|said|claim(?:s|ed)?|argue[sd]?|told|tells?|wrote|writes?|allege[sd]?|insist(?:s|ed)?"
    r"|predict(?:s|ed)?)"
)
# These stand before a verb of saying and tell it: "I would say", "you can tell".
_NO_TELLER = r"(?:can|to|could|would|will|may|might|must|should|not|you|(?:I|we)(?:['’]\w+)?|\w+n['’]t)"
_REPORTED = re.compile(
    rf"(?<![\w'’])(?!{_NO_TELLER}\s)[\w'’]+\s+{_TELLS}\b(?!\s+by\b)"
    r"|\baccording to\b|\b(?:a|the|local|old) (?:story|rumou?r|legend|myth|idea)\b",
    re.IGNORECASE,
)
# Of what is said before "that", all goes for what is said after it: "I don't believe that …".
_THAT = re.compile(r"\s*that\b", re.IGNORECASE)
_TELLING = re.compile(r"\b(?:say|said|mean|think|believe|doubt)\s+$", re.IGNORECASE)
# … and for what is put in between commas, up to a new beginning.
_BEGINS_ANEW = re.compile(
    r"\s*(?:but|because|although|though|whereas|while|so|who|which|when|(?:and|or)\s+(?!not\b)\w+)\b",
    re.IGNORECASE,
)

_BETWEEN_QUOTES = re.compile(r"“[^”]+”|\"[^\"]+\"|«[^»]+»|(?<!\w)[‘'](?:[^‘’']|(?<=\w)['’](?=\w))+['’](?!\w)")


def read_clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, in order; together they cover it."""
    clauses: list[Clause] = []
    goes_on = False
    for start, end in _stretches(text):
        part = text[start:end]
        denied = is_denied(part)
        meant = meanings_of(part)
        goes_on = bool(clauses) and _goes_on(text[:start], part, goes_on=goes_on)
        if goes_on:
            denied, meant = denied != clauses[-1].denied, meant | clauses[-1].meant
        if clauses and Circumstance.CONDITION in clauses[-1].meant and not _CONDITION.search(text[end:]):
            meant |= {Circumstance.CONDITION}
        clauses.append(Clause(start=start, end=end, denied=denied, meant=meant))
    return _before_condition(text, clauses)


def is_denied(text: str) -> bool:
    """Tell whether a clause says "not", in one word or another."""
    plain = _WITHOUT.sub("", _ALSO_NO_DENIAL.sub("", NO_DENIAL.sub("", text)))
    return _DENIAL.search(plain) is not None


def meanings_of(part: str) -> frozenset[Circumstance]:
    """Return how a clause is meant, by its own words: hedged, on a condition, told of others."""
    patterns = (
        (Circumstance.HEDGED, _HEDGE),
        (Circumstance.CONDITION, _CONDITION),
        (Circumstance.REPORTED, _REPORTED),
    )
    return frozenset(circumstance for circumstance, pattern in patterns if pattern.search(part))


def last_clause(text: str) -> str:
    """Return the end of a text in which what follows it is still meant: "I wouldn't say that it's"."""
    stretches = list(_stretches(text))
    start = stretches[-1][0] if stretches else 0
    for before, after in zip(reversed(stretches[:-1]), reversed(stretches), strict=False):
        if not _goes_on(text[: after[0]], text[after[0] : after[1]], goes_on=False):
            break
        start = before[0]
    return text[start:]


def without_stretches(text: str) -> list[tuple[int, int]]:
    """Return where one word alone is denied, as in "without ropes"."""
    return [match.span() for match in _WITHOUT.finditer(text)]


def _goes_on(before: str, part: str, *, goes_on: bool) -> bool:
    """Tell whether what is said of the clause before goes for this one too."""
    if _THAT.match(part) or _TELLING.search(before):
        return True
    return goes_on and not _BEGINS_ANEW.match(part)


def _before_condition(text: str, clauses: list[Clause]) -> tuple[Clause, ...]:
    """Let an "if" go for the clause before it too: "I'd teach if they closed it"."""
    pairs = zip_longest(clauses, clauses[1:])
    return tuple(
        Clause(start=one.start, end=one.end, denied=one.denied, meant=one.meant | {Circumstance.CONDITION})
        if after is not None and _CONDITION.match(text[after.start : after.end].lstrip())
        else one
        for one, after in pairs
    )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for border in _BORDER.finditer(text):
        if text[start : border.start()].strip():
            yield start, border.end()
            start = border.end()
    if text[start:].strip():
        yield start, len(text)


def is_between_quotes(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text stands between quotation marks there: words of others, passed on."""
    return any(one.start() <= start and end <= one.end() for one in _BETWEEN_QUOTES.finditer(text))
