"""Is what was found near enough to be an answer? Judged on raw figures, never on the mixed score."""

import re
from collections.abc import Sequence

from bot.answering.search.ranking import RankedSentence
from bot.answering.search.sought import gives_sought
from bot.answering.search.terms import Terms, stems_of

# How many of the best sentences are looked at: the answer need not stand in the very first.
_LOOKED_AT = 5

# A question's weight in words counts for less than nearness in meaning: who asks in other words than the
# speaker's is to be answered too. Chosen on questions about two interviews, asked of both.
_WORDS = 0.4
LINE = 0.43
"""From here on a sentence is near enough; `docs/quality.md` shows what other lines would refuse."""
_LEXICAL_LINE = 0.4
# In another language only names, numbers and cognates can be looked for, and the model of meaning knows
# little of it: both together tell, or one of them clearly.
_FOREIGN_LINE = 0.2
_FOREIGN_WORDS = 0.1
_FOREIGN_CLEAR = 0.35
_FOREIGN_SHARED = 0.5
# A sentence with none of the words, and no nearness in meaning, stands only beside what is near.
_BESIDE = 0.2
_MUCH_THE_SAME = 0.5
# What begins the answer to a question so near to this one is as near as that question, in whatever words.
_SAME_QUESTION = 0.6
# Without the least nearness to anything, a question is about other matters than the sources are.
_FAR = 0.28
_FAR_LEXICAL = 0.25
# A name that the sources do not have says so as well.
_FAR_NAMED = 0.36
# Names that differ in their ending alone ("Uganda", "Ugandan") are one, from so many letters on.
_STEM_OF_NAME = 5
_YEAR_ASKED = re.compile(r"1[5-9]\d\d|20\d\d")


def near_enough(
    ranked: Sequence[RankedSentence], terms: Terms, asked: str | None = None, *, line: float = LINE
) -> bool:
    """Tell whether some of the best sentences are near enough to the question to answer it.

    `asked` is the question itself, where the terms are those of a thread: the thread's names may then stand
    anywhere in the passage.
    """
    return any(is_near(one, terms, asked, line=line) for one in ranked[:_LOOKED_AT])


def is_near(one: RankedSentence, terms: Terms, asked: str | None = None, *, line: float = LINE) -> bool:
    """Tell whether a sentence is near enough to the question to answer it."""
    if not _is_above_line(one, terms, line) or lacks_name(one, terms, in_passage=asked is not None):
        return False
    return terms.foreign or gives_sought(one, asked or terms.text)


def is_far(ranked: Sequence[RankedSentence], terms: Terms) -> bool:
    """Tell whether the question is about other matters than the sources: nothing is near it at all."""
    named = [term for term in terms.terms if term.name]
    if any(term.known for term in named):
        return False
    if not ranked or ranked[0].sentence.cosine is None:
        return max((one.supported for one in ranked), default=0.0) < _FAR_LEXICAL
    return max(one.cosine for one in ranked) < (_FAR_NAMED if named else _FAR)


def coverage(one: RankedSentence, terms: Terms) -> float:
    """Return the share of the question's weight in a sentence itself, a name in another form counted in."""
    held = sum(
        term.weight
        for term in terms.terms
        if term.stem in one.stems or (term.name and _stands(frozenset({term.stem}), one.stems))
    )
    return held / (terms.weight or 1.0)


def lacks_name(one: RankedSentence, terms: Terms, *, in_passage: bool = False) -> bool:
    """Tell whether a name or a year in the question stands neither in the sentence nor around it.

    With `in_passage`, anywhere in its passage will do. Of a name of several words, one is enough: who asks
    gives the full name, who speaks rarely does.
    """
    if terms.foreign:
        return False
    here = one.stems | one.around
    if in_passage:
        here |= stems_of(one.passage.passage.text)
    years = [term.stem for term in terms.terms if _YEAR_ASKED.fullmatch(term.text)]
    return any(not _stands(name, here) for name in terms.names) or any(year not in here for year in years)


def _stands(name: frozenset[str], here: frozenset[str]) -> bool:
    if name & here:
        return True
    long = [stem for stem in name if len(stem) >= _STEM_OF_NAME]
    return any(
        stem.startswith(other) or other.startswith(stem)
        for stem in long
        for other in here
        if len(other) >= _STEM_OF_NAME
    )


def _answers_to(one: RankedSentence, terms: Terms) -> bool:
    """Tell whether a sentence answers a question of its source that asks much the same."""
    asked = one.passage.passage.question
    answers = asked is not None and one.sentence.turn.answers == asked.ordinal
    return asked is not None and answers and terms.covered(stems_of(asked.text)) >= _MUCH_THE_SAME


def _is_above_line(one: RankedSentence, terms: Terms, line: float) -> bool:
    if one.sentence.cosine is None:
        return one.supported >= _LEXICAL_LINE
    if terms.foreign:
        both = one.cosine >= _FOREIGN_LINE and one.supported >= _FOREIGN_WORDS
        return both or one.cosine >= _FOREIGN_CLEAR or one.covered >= _FOREIGN_SHARED
    same = one.asked >= _SAME_QUESTION
    itself = one.covered > 0 or one.cosine >= _BESIDE or same or _answers_to(one, terms)
    nearness = max(one.cosine, one.asked) if same else one.cosine
    return itself and nearness + _WORDS * one.supported >= line
