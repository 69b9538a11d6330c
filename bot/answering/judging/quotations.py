"""Checks of quotations: did they say exactly this, and in this sense?"""

import re
from collections.abc import Sequence
from itertools import chain

from rapidfuzz import fuzz

from bot.answering.judging.checking import Check
from bot.answering.judging.clauses import Circumstance, is_between_quotes, is_denied, last_clause, meanings_of
from bot.answering.judging.differences import nearest_span, show_differences
from bot.answering.judging.lexicon import root_of
from bot.answering.judging.places import Following, Place, Stand, find_places
from bot.answering.types import Verdict
from index.types import Sentence, Turn
from index.words import Word, carries_matter, split_words

# Of a quotation's words that weigh something, so many must stand in a sentence that nearly says it …
_NEARLY_WORDS = 0.7
# … or its letters must run along with the sentence's so far (0 to 100).
_NEARLY_LETTERS = 80
# A quotation of fewer words is like too much; it is nearly said only in other forms of its very words.
_SHORT = 3
# So many words after a quotation may still put it on a condition or take it back.
_SOON = 6

_WEAKENED = re.compile(
    r"\b(?:might|(?-i:may)|could|would|should|perhaps|maybe|possibly|probably|allegedly|supposedly)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"^\W*(?:is|was|are|were|that['’]s)?\W*(?:wrong|false|untrue|nonsense|not true|a (?:myth|lie)|rubbish)\b",
    re.IGNORECASE,
)
_ON_CONDITION = re.compile(
    r"^\W*(?:unless|only if|only when|if(?! you (?:want|like|ask|will))|provided)\b", re.IGNORECASE
)
_ORDER = (None, Circumstance.REPORTED, Circumstance.HEDGED, Circumstance.CONDITION, Circumstance.ASKED)


def check_quotation(
    quoted: str,
    turns: Sequence[Turn],
    near: Sequence[Sentence],
    speakers: frozenset[str],
    following: Following = lambda _: None,
) -> Check:
    """Look for words in turns, and for words like them in sentences, both best first.

    `speakers` are whose words they are said to be, empty for anybody.
    """
    places = list(find_places(quoted, turns, following))
    theirs = [place for place in places if _is_by(place.stands[0].turn, speakers)]
    if theirs:
        place = min(theirs, key=_rank)
        circumstance = circumstance_of(place)
        said = circumstance in {None, Circumstance.REPORTED}
        return _found(place, Verdict.SAID if said else Verdict.NEARLY_SAID, circumstance)
    if places:
        place = min(places, key=_rank)
        return _found(place, Verdict.SAID_BY_OTHER, circumstance_of(place))
    return _nearly(quoted, near, speakers)


def circumstance_of(place: Place) -> Circumstance | None:
    """Return what stands beside the words and keeps them from being simply said; None if nothing does."""
    judges = chain.from_iterable(map(judge, place.stands) for judge in (_asked, _before, _after))
    return next(filter(None, judges), None)


def _asked(stand: Stand) -> Circumstance | None:
    is_part = bool(re.search(r"\w", stand.before + stand.after))
    asks = stand.after.rstrip("\"'”’) ").endswith("?")
    return Circumstance.ASKED if is_part and asks else None


def _before(stand: Stand) -> Circumstance | None:
    before = last_clause(stand.before)
    if is_denied(before):
        return Circumstance.DENIED
    meant = meanings_of(before)
    if Circumstance.CONDITION in meant:
        return Circumstance.CONDITION
    if _is_passed_on(stand) or Circumstance.REPORTED in meant:
        return Circumstance.REPORTED
    # "I think", "maybe" far before the words takes nothing of them; "might" right before them does.
    return Circumstance.HEDGED if _WEAKENED.search(" ".join(before.split()[-2:])) else None


def _is_passed_on(stand: Stand) -> bool:
    start = stand.sentences[0].start
    text = stand.turn.text[start : stand.sentences[-1].end]
    return is_between_quotes(text, stand.start - start, stand.end - start)


def _after(stand: Stand) -> Circumstance | None:
    soon = " ".join(stand.after.split()[:_SOON])
    if _ON_CONDITION.match(soon):
        return Circumstance.CONDITION
    return Circumstance.DENIED if _TAKEN_BACK.match(soon) else None


def _rank(place: Place) -> int:
    circumstance = circumstance_of(place)
    return _ORDER.index(circumstance) if circumstance in _ORDER else len(_ORDER)


def _found(place: Place, verdict: Verdict, circumstance: Circumstance | None) -> Check:
    return Check(
        verdict=verdict,
        quoted=True,
        sentences=place.sentences,
        circumstance=circumstance,
        beside=last_clause(place.stands[0].before).strip(" \"'“‘«"),
    )


def _nearly(quoted: str, near: Sequence[Sentence], speakers: frozenset[str]) -> Check:
    close = [one for one in near if _closeness(quoted, one.text) >= 1]
    theirs = [one for one in close if _is_by(one.turn, speakers)]
    best = max(theirs or close, key=lambda one: _closeness(quoted, one.text), default=None)
    if best is None:
        return Check(verdict=Verdict.NOT_SAID, quoted=True)
    span = nearest_span(quoted, best.text)
    return Check(
        verdict=Verdict.NEARLY_SAID if theirs else Verdict.SAID_BY_OTHER,
        quoted=True,
        sentences=(best,),
        close=True,
        differences=show_differences(quoted, best.text) if span is not None else (),
    )


def _closeness(quoted: str, text: str) -> float:
    """Return how near a sentence comes to the words, 1 being the least that counts as nearly said."""
    words, there = split_words(quoted), split_words(text)
    if len(words) < _SHORT:
        return 1.0 if _has_forms(words, there) else 0.0
    matter = {root_of(word) for word in words if carries_matter(word)}
    shared = len(matter & {root_of(word) for word in there}) / len(matter) if len(matter) > 1 else 0.0
    letters = (
        fuzz.partial_ratio(quoted.casefold(), text.casefold()) if len(quoted) <= len(text) * 1.2 else 0.0
    )
    return max(shared / _NEARLY_WORDS, letters / _NEARLY_LETTERS)


def _has_forms(words: Sequence[Word], there: Sequence[Word]) -> bool:
    """Tell whether a text has the same words one beside the other, and not all in the same form."""
    size = len(words)
    runs = [there[at : at + size] for at in range(len(there) - size + 1)]
    same = [run for run in runs if [word.stem for word in run] == [word.stem for word in words]]
    other = any([word.text for word in run] != [word.text for word in words] for run in same)
    return other and any(map(carries_matter, words))


def _is_by(turn: Turn, speakers: frozenset[str]) -> bool:
    return not speakers or turn.speaker.id in speakers
