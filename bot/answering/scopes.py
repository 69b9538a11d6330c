"""Clauses of a text: as far as a "not", a "might" or an "if" reaches."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.hedging import conditions
from bot.answering.negation import negates

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-z])")
_JOINING = r"and|but|so|because|which|who|whose|although|though|while|whereas|since|yet|as|or|nor|then|not"
_SUBJECT = r"(?:the|a|an|this|that|his|her|my|our|their|its|nobody|everybody)"
_VERB = (
    r"is|are|was|were|has|have|had|will|would|can|could|should|does|did|do|may|might|must|never|not|cannot"
    r"|\w+n['’]t"
)
_BREAKING = r"but|because|although|though|whereas|while|rather than|instead of|as opposed to"
_BEGINNING = (
    r"I|he|she|it|they|we|you|the|a|an|his|her|their|its|my|our|that|this|these|some|there|likely|perhaps"
    r"|maybe"
    r"|probably|possibly"
)
_BORDER = re.compile(
    rf"[;:—–]\s+|\s+[-]\s+|,\s+(?=(?:{_JOINING})\b)|,\s+(?=(?:I|we|he|she|they|it|there)\b)"
    rf"|,\s+(?=\w{{3,}}ing\b)|,?\s+(?=(?:{_BREAKING})\b)"
    rf"|\s+(?=and\s+(?:{_VERB})\b)|,\s+(?={_SUBJECT}\s(?:[^,;.]*\s)?(?:{_VERB})\b)"
    rf"|\s+(?=and\s+(?:{_BEGINNING})\b)|,\s+(?=no\s)"
    r"|\s+(?=(?:which|who|that)\s+(?:I|we|he|she|they)\s+(?:cannot\b|never\b|\w+n['’]t\b))"
)
# A "not" of saying or believing covers what is said: "nobody says that it is slow and the crew is lazy".
_COVERING = re.compile(
    r"\b(?:say|says|said|think|thinks|thought|believe|believes|believed|claim|claims|claimed|mean|means"
    r"|meant"
    r"|suggest|suggests|suggested|true|know|knows|knew|convinced|sure|case|argue|argues|argued)\b",
    re.IGNORECASE,
)
_COVERED = re.compile(r"(?:and|or|nor|as|which|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: where it stands in its text, its sentence, whether it is denied or on a condition."""

    start: int
    end: int
    text: str
    sentence: str
    negated: bool
    conditional: bool


def first_clause(text: str) -> str:
    """Return the words of a text up to the first border of a clause."""
    return _BORDER.split(_SENTENCE_END.split(text)[0])[0]


def split_clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text, in order."""
    found: list[Clause] = []
    for low, high in _cut(text, _SENTENCE_END, 0, len(text)):
        sentence = text[low:high]
        conditional = conditions(sentence)
        covering = False
        for start, end in _cut(text, _BORDER, low, high):
            words = text[start:end]
            covered = covering and bool(_COVERED.match(words))
            negated = negates(words) or covered
            covering = negated and (covered or bool(_COVERING.search(words)))
            found.append(
                Clause(
                    start=start,
                    end=end,
                    text=words,
                    sentence=sentence,
                    negated=negated,
                    conditional=conditional,
                )
            )
    return tuple(found)


def _cut(text: str, border: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between borders that hold a word."""
    done = start
    for match in border.finditer(text, start, end):
        if re.search(r"\w", text[done : match.start()]):
            yield done, match.start()
            done = match.end()
    if re.search(r"\w", text[done:end]):
        yield done, end
