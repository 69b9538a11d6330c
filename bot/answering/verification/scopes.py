"""Clauses of a text: as far as a "not", a "might" or an "if" reaches."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answering.verification.hedging import conditions
from bot.answering.verification.negation import count_denials, negates

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
    rf"|,\s+(?=\w{{3,}}ing\b)|,?\s+(?=(?:{_BREAKING}|without)\b)"
    rf"|\s+(?=and\s+(?:{_VERB})\b)|,\s+(?={_SUBJECT}\s(?:[^,;.]*\s)?(?:{_VERB})\b)"
    rf"|\s+(?=and\s+(?:{_BEGINNING})\b)|,\s+(?=no\s)|\s+(?=and\s+(?:not|no|never)\b)"
    r"|\s+(?=(?:which|who|that)\s+(?:I|we|he|she|they)\s+(?:cannot\b|never\b|\w+n['’]t\b))"
)
# A "not" of saying or believing covers what is said: "nobody says that it is slow and the crew is lazy".
_COVERING = re.compile(
    r"\b(?:say|says|said|think|thinks|thought|believe|believes|believed|claim|claims|claimed|mean|means"
    r"|meant"
    r"|suggest|suggests|suggested|true|know|knows|knew|convinced|sure|case|argue|argues|argued)\b",
    re.IGNORECASE,
)
_FOLLOWING = "it"
_ASIDE = re.compile(r"(?:rather than|instead of|as opposed to|not)\b[^,]*,\s+", re.IGNORECASE)
_COVERED = re.compile(r"(?:and|or|nor|as|which|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: where it stands in its text, its sentence, whether it is denied or on a condition."""

    start: int
    end: int
    text: str
    sentence: str
    negated: bool
    denials: int
    """How often it denies: "did not refuse" does twice."""
    conditional: bool


def first_clause(text: str) -> str:
    """Return the words of a text up to the first border of a clause."""
    return _BORDER.split(_SENTENCE_END.split(text)[0])[0]


def denies_after(before: str) -> bool:
    """Tell whether a "not" in the words before reaches what follows them in the same sentence."""
    clauses = split_clauses(f"{before} {_FOLLOWING}")
    last = clauses[-1]
    # What follows may begin a clause of its own, which only a "nobody says" still reaches.
    alone = last.text.strip(" ,").casefold().removeprefix("and").strip() == _FOLLOWING
    covered = last.negated and not negates(last.text)
    return covered or (last.negated and not alone)


def split_clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text, in order."""
    found: list[Clause] = []
    for low, high in _cut(text, _SENTENCE_END, 0, len(text)):
        sentence = text[low:high]
        conditional = conditions(sentence)
        covering = False
        for start, end in _end_asides(text, _cut(text, _BORDER, low, high)):
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
                    denials=count_denials(words),
                    conditional=conditional,
                )
            )
    return tuple(found)


def _end_asides(text: str, clauses: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """End "rather than the ferry" at its comma: what follows goes on with what stood before."""
    for start, end in clauses:
        aside = _ASIDE.match(text, start, end)
        if aside is not None and aside.end() < end:
            yield start, aside.end()
            yield aside.end(), end
        else:
            yield start, end


def _cut(text: str, border: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between borders that hold a word."""
    done = start
    for match in border.finditer(text, start, end):
        if re.search(r"\w", text[done : match.start()]):
            yield done, match.start()
            done = match.end()
    if re.search(r"\w", text[done:end]):
        yield done, end
