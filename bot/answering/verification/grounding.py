"""Checking a draft against the evidence: what stands is a claim, what does not is refused with a reason.

A quotation has to stand in a turn that was found, letter for letter, long enough to mean something, and
not cut from a "not", an "unless" or somebody else's report (`quotes`, `surroundings`). A sentence may
show quotations between quotation marks, and may tell them in its own words. Code cannot read, so those
words are held to what it can see:

- It names who speaks, and that is who spoke (`sayers`, `parts`); "she" is put as the name, and a sentence
  that names nobody is put after "According to …" (`voicing`). What a speaker tells of others is not told
  of the speaker (`doing`), and what a speaker reports is told as reported (`reported`).
- Numbers, with their "about" and what they count, and names stand in its quotations (`figures`, `bounds`,
  `naming`).
- Each clause keeps the "not", "might" and "if" of the clause it rests on, says no opposite, and no "all"
  or "only" of its own (`scopes`, `negation`, `hedging`, `opposites`).
- More than half of its words of matter, and some of each part that "and" or "because" joins, stand in its
  quotations or mean the same in plain English; a subject may come from right before them where they say
  "it" (`support`, `synonyms`, `vocabulary`). Words that weigh, as of crimes, always do (`grave`).
- In the asker's language, where that is not the quotations', all of this but the last; such a claim is
  marked as translated (`translated`).

Chosen on drafts written before the rules (see `tests/data/attribution`): lower thresholds let inventions
pass and win no honest sentence. So a model is told to keep to the words of its quotations. What is left
to trust: a sentence that says something else in the very words of its quotation, in the same order of
negation. The quotation stands under it.
"""

import re
from dataclasses import dataclass

from bot.answering.types import Citation, Claim, Draft, DraftClaim, Quote, Rejection
from bot.answering.verification.evidence import Evidence, Place, Reading
from bot.answering.verification.quotes import cite
from bot.answering.verification.refusals import Refusal
from bot.answering.verification.surroundings import is_whole, reverses
from bot.answering.verification.telling import check_sentence
from index.types import Sentence, Speaker, Turn

__all__ = ["Evidence", "Place", "Verified", "check_place", "verify"]

_WORDS, _CHARACTERS = 3, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What is left of a draft, and what was refused."""

    claims: tuple[Claim, ...]
    rejected: tuple[Rejection, ...]


def verify(draft: Draft, evidence: Evidence) -> Verified:
    """Keep the sentences of a draft whose every quotation and every word of their own is borne out."""
    reading = Reading(evidence)
    claims: list[Claim] = []
    rejected: list[Rejection] = []
    before: Speaker | None = None
    for claim in draft.claims:
        checked = _check(claim, reading, before)
        if isinstance(checked, Refusal):
            rejected.append(Rejection(text=claim.text, reason=checked.value))
        else:
            claims.append(checked)
        before = reading.named_last(claim.text, before)
    return Verified(claims=tuple(claims), rejected=tuple(rejected))


def _check(claim: DraftClaim, reading: Reading, before: Speaker | None) -> Claim | Refusal:
    citations: list[Citation] = []
    for quote in claim.quotes:
        checked = _check_quote(quote, reading)
        if isinstance(checked, Refusal):
            return checked
        if checked not in citations:
            citations.append(checked)
    if not citations:
        return Refusal.NO_QUOTE
    sound = check_sentence(claim.text, tuple(citations), reading, before)
    if isinstance(sound, Refusal):
        return sound
    return Claim(text=sound.text, citations=tuple(citations), translated=sound.translated)


def _check_quote(quote: Quote, reading: Reading) -> Citation | Refusal:
    evidence, place = reading.evidence, (quote.source, quote.turn)
    turn = evidence.turns.get(place)
    if not quote.words.strip():
        return Refusal.NO_QUOTE
    if turn is None:
        return Refusal.TURN_NOT_RETRIEVED
    if evidence.admitted and turn.speaker.id not in evidence.admitted:
        return Refusal.OTHER_SPEAKER
    refusal = Refusal.QUOTE_NOT_FOUND
    # The same words may stand twice: whole in one place, and cut from a "not" in another.
    for start, end in reading.find_all(turn, quote.words):
        wrong = check_place(turn, start, end, reading.sentences(turn))
        if wrong is None:
            title = evidence.titles.get(turn.source, turn.source)
            return cite(turn, start, end, title=title, question=evidence.questions.get(place))
        refusal = wrong if refusal is Refusal.QUOTE_NOT_FOUND else refusal
    return refusal


def check_place(turn: Turn, start: int, end: int, sentences: tuple[Sentence, ...]) -> Refusal | None:
    """Return what is wrong with quoting these words from where they stand."""
    if _is_short(turn.text[start:end]) and not is_whole(sentences, start, end):
        return Refusal.QUOTE_TOO_SHORT
    return Refusal.REVERSED_OUTSIDE if reverses(sentences, start, end) else None


def _is_short(words: str) -> bool:
    return len(re.findall(r"\w+(?:['’.,-]\w+)*", words)) < _WORDS and len(words) < _CHARACTERS
