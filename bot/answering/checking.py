"""Checks of quotations and claims: did they say exactly this, and is it in the sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.answering.quotes import find_quote
from bot.answering.ranking import RankedSentence, is_question
from bot.answering.surroundings import reverses
from bot.answering.terms import Terms, stems_of
from bot.answering.types import Verdict
from index.types import Sentence, Turn
from index.words import carries_matter, split_words

# Of a quotation's words that weigh something, so many must stand in a sentence that nearly says it …
_NEARLY_WORDS = 0.7
# … or its letters must run along with the sentence's so far (0 to 100).
_NEARLY_LETTERS = 80
# Nearness in meaning and half the covered weight in words, together; in the lexical mode, the words alone.
_CLAIM_LINE = 0.72
_CLAIM_COVERED = 0.6
# Some of the claim's weight stands in the sentence itself: what stands beside it neither shows nor denies it.
_CLAIM_OWN = 0.2
_CLAIM_LOOKED_AT = 3

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|unable|hardly|barely|failed?|fails|"
    r"unlikely|impossible|deny|denies|denied|refused?|stopped)\b|n['’]t\b",
    re.IGNORECASE,
)
# A "no" or "not" that denies nothing.
_NO_DENIAL = re.compile(
    r"\b(?:no doubt|not only|not just|no matter|no wonder|not to mention)\b", re.IGNORECASE
)
_OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in """
    more/less more/fewer increase/decrease rise/fall better/worse higher/lower easier/harder easy/hard
    before/after always/never success/failure succeeding/failing love/hate accept/reject largest/smallest
    cheap/expensive strong/weak safe/dangerous possible/impossible agree/disagree
    """.split()
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a check found: the verdict, and the sentences that show it (none where nothing does)."""

    verdict: Verdict
    sentences: tuple[Sentence, ...] = ()


def check_quotation(quoted: str, ranked: Sequence[RankedSentence], speakers: frozenset[str]) -> Check:
    """Look for the words in what was found; `speakers` are whose they are said to be, empty for anybody."""
    exact = [one.sentence for one in ranked if find_quote(one.sentence.text, quoted) is not None]
    exact = exact or _across(quoted, ranked)
    theirs = [sentence for sentence in exact if _is_by(sentence, speakers)]
    meant = [sentence for sentence in theirs if not _is_reversed(sentence, quoted)]
    if theirs:
        verdict = Verdict.SAID if meant else Verdict.NEARLY_SAID
        return Check(verdict=verdict, sentences=tuple((meant or theirs)[:1]))
    if exact:
        return Check(verdict=Verdict.SAID_BY_OTHER, sentences=tuple(exact[:1]))
    near = max(ranked, key=lambda one: _closeness(quoted, one.sentence.text), default=None)
    if near is None or _closeness(quoted, near.sentence.text) < 1:
        return Check(verdict=Verdict.NOT_SAID)
    by = Verdict.NEARLY_SAID if _is_by(near.sentence, speakers) else Verdict.SAID_BY_OTHER
    return Check(verdict=by, sentences=(near.sentence,))


def check_claim(ranked: Sequence[RankedSentence], terms: Terms, speakers: frozenset[str]) -> Check:
    """Judge whether what was found says the claim, or the contrary."""
    near = [
        one for one in ranked[:_CLAIM_LOOKED_AT] if _speaks_of(one, terms) and not is_question(one.sentence)
    ]
    if not near:
        return Check(verdict=Verdict.NOT_IN_SOURCES)
    theirs = [one for one in near if _is_by(one.sentence, speakers)]
    against = [one for one in theirs if opposes(terms.text, one.sentence.text)]
    best = (theirs or near)[0]
    if not theirs:
        return Check(verdict=Verdict.SAID_BY_OTHER, sentences=(best.sentence,))
    if against and against[0] is best:
        return Check(verdict=Verdict.CONTRADICTED, sentences=(best.sentence,))
    return Check(verdict=Verdict.SUPPORTED, sentences=(best.sentence,))


def opposes(claim: str, words: str) -> bool:
    """Tell whether one denies what the other says: a "not" more or less, an opposite, another number."""
    if _denies(claim) != _denies(words):
        return True
    said, claimed = ({word.text for word in split_words(text)} for text in (words, claim))
    if any(
        (a in claimed and b in said and a not in said) or (b in claimed and a in said and b not in said)
        for a, b in _OPPOSITES
    ):
        return True
    numbers, there = set(_NUMBER.findall(claim)), set(_NUMBER.findall(words))
    return bool(numbers) and bool(there) and not numbers & there


def _holds_names(one: RankedSentence, terms: Terms) -> bool:
    """Tell whether each name of the claim, its first word too, is in the sentence or is its speaker's."""
    here = one.stems | stems_of(one.sentence.turn.speaker.name)
    first = next(iter(split_words(terms.text)), None)
    begins = (
        first is None
        or not terms.text[first.start].isupper()
        or not carries_matter(first)
        or first.stem in here
    )
    return begins and all(name & here for name in terms.names)


def _denies(text: str) -> bool:
    return bool(_NEGATION.search(_NO_DENIAL.sub("", text)))


def _speaks_of(one: RankedSentence, terms: Terms) -> bool:
    names = _holds_names(one, terms) and one.covered >= _CLAIM_OWN
    known = sum(term.weight for term in terms.terms if not term.known) <= terms.weight / 2
    if one.sentence.cosine is None:
        return names and known and one.supported >= _CLAIM_COVERED
    return names and known and one.cosine + one.covered / 2 >= _CLAIM_LINE


def _closeness(quoted: str, text: str) -> float:
    """Return how near a sentence comes to the words, 1 being the least that counts as nearly said."""
    matter = {word.stem for word in split_words(quoted) if carries_matter(word)}
    there = {word.stem for word in split_words(text)}
    shared = len(matter & there) / len(matter) if len(matter) > 1 else 0.0
    letters = (
        fuzz.partial_ratio(quoted.casefold(), text.casefold()) if len(quoted) <= len(text) * 1.2 else 0.0
    )
    return max(shared / _NEARLY_WORDS, letters / _NEARLY_LETTERS)


def _is_reversed(sentence: Sentence, quoted: str) -> bool:
    """Tell whether the words stand there, but behind a "not", in a question, or as another's words."""
    place = find_quote(sentence.text, quoted)
    if place is None:
        return False
    return reverses((sentence,), sentence.start + place[0], sentence.start + place[1])


def _across(quoted: str, ranked: Sequence[RankedSentence]) -> list[Sentence]:
    """Find words that run over the border of sentences, as one stretch of a turn."""
    turns: dict[tuple[str, int], Turn] = {
        (one.sentence.turn.source, one.sentence.turn.ordinal): one.sentence.turn for one in ranked
    }
    found = ((turn, find_quote(turn.text, quoted)) for turn in turns.values())
    return [Sentence(turn=turn, start=place[0], end=place[1]) for turn, place in found if place is not None]


def _is_by(sentence: Sentence, speakers: frozenset[str]) -> bool:
    return not speakers or sentence.turn.speaker.id in speakers
