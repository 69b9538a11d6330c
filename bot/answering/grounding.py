"""Checking a draft against the evidence: what stands is a claim, what does not is refused with a reason."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.answering.figures import missing_figures
from bot.answering.naming import missing_names, name_people, names_other
from bot.answering.negation import changes_negation, overstates
from bot.answering.quotes import FoldedText, cite
from bot.answering.refusals import Refusal
from bot.answering.safety import is_unsafe
from bot.answering.surroundings import is_whole, reverses
from bot.answering.types import Citation, Claim, Draft, DraftClaim, Quote, Rejection
from bot.answering.wordings import GAP, Wording, take_apart
from index.sentences import split_sentences
from index.types import Sentence, Speaker, Turn, TurnKind

_WORDS, _CHARACTERS = 3, 12
_ASKING = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|question(?:s|ed)?|wonder(?:s|ed)?|want(?:s|ed) to know)\b", re.IGNORECASE
)

Place = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was retrieved for one question: only this may be quoted.

    `questions` are by the place (source, ordinal) of the turn that answers them; `speakers` are all of the
    sources, for their names; `admitted` are the ids that may be quoted (empty: all).
    """

    turns: Mapping[Place, Turn]
    titles: Mapping[str, str]
    speakers: tuple[Speaker, ...]
    questions: Mapping[Place, Turn]
    admitted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What is left of a draft, and what was refused."""

    claims: tuple[Claim, ...]
    rejected: tuple[Rejection, ...]


def verify(draft: Draft, evidence: Evidence) -> Verified:
    """Keep the sentences of a draft whose every quotation and every word of their own is borne out."""
    reading = _Reading(evidence)
    claims: list[Claim] = []
    rejected: list[Rejection] = []
    for claim in draft.claims:
        checked = _check(claim, reading)
        if isinstance(checked, Refusal):
            rejected.append(Rejection(text=claim.text, reason=checked.value))
        else:
            claims.append(checked)
    return Verified(claims=tuple(claims), rejected=tuple(rejected))


@dataclass(slots=True)
class _Reading:
    """The evidence with what was worked out of it: each turn is folded and split once."""

    evidence: Evidence
    _folded: dict[Place, FoldedText] = field(default_factory=dict[Place, FoldedText])
    _sentences: dict[Place, tuple[Sentence, ...]] = field(default_factory=dict[Place, tuple[Sentence, ...]])

    def find_all(self, turn: Turn, words: str) -> Iterator[tuple[int, int]]:
        place = (turn.source, turn.ordinal)
        if place not in self._folded:
            self._folded[place] = FoldedText.of(turn.text)
        return self._folded[place].find_all(words)

    def sentences(self, turn: Turn) -> tuple[Sentence, ...]:
        place = (turn.source, turn.ordinal)
        if place not in self._sentences:
            self._sentences[place] = split_sentences(turn)
        return self._sentences[place]


def _check(claim: DraftClaim, reading: _Reading) -> Claim | Refusal:
    citations: list[Citation] = []
    for quote in claim.quotes:
        checked = _check_quote(quote, reading)
        if isinstance(checked, Refusal):
            return checked
        if checked not in citations:
            citations.append(checked)
    if not citations:
        return Refusal.NO_QUOTE
    refusal = _check_sentence(claim.text, tuple(citations), reading)
    return refusal or Claim(text=claim.text, citations=tuple(citations))


def _check_quote(quote: Quote, reading: _Reading) -> Citation | Refusal:
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
        wrong = _check_place(turn, start, end, reading.sentences(turn))
        if wrong is None:
            title = evidence.titles.get(turn.source, turn.source)
            return cite(turn, start, end, title=title, question=evidence.questions.get(place))
        refusal = wrong if refusal is Refusal.QUOTE_NOT_FOUND else refusal
    return refusal


def _check_place(turn: Turn, start: int, end: int, sentences: tuple[Sentence, ...]) -> Refusal | None:
    """Return what is wrong with quoting these words from where they stand."""
    if _is_short(turn.text[start:end]) and not is_whole(sentences, start, end):
        return Refusal.QUOTE_TOO_SHORT
    return Refusal.REVERSED_OUTSIDE if reverses(sentences, start, end) else None


def _is_short(words: str) -> bool:
    return len(re.findall(r"\w+(?:['’.,-]\w+)*", words)) < _WORDS and len(words) < _CHARACTERS


def _check_sentence(text: str, citations: tuple[Citation, ...], reading: _Reading) -> Refusal | None:
    """Return the first rule that a sentence breaks over evidence that stands."""
    wording = take_apart(text, citations)
    if wording.misquoted:
        return Refusal.QUOTE_NOT_FOUND
    people = name_people(wording.outside, reading.evidence.speakers, citations)
    quotes = [one.quote for one in citations]
    rules: tuple[tuple[Refusal, Callable[[], bool]], ...] = (
        (Refusal.UNSAFE_TEXT, lambda: not text.strip() or GAP in text or is_unsafe(people.rest)),
        (Refusal.OTHER_SPEAKER, lambda: names_other(people, wording.outside, citations)),
        (Refusal.NUMBER_NOT_IN_EVIDENCE, lambda: bool(missing_figures(people.rest, quotes))),
        (Refusal.NAME_NOT_IN_EVIDENCE, lambda: bool(missing_names(people.rest, quotes))),
        (Refusal.NEGATION_CHANGED, lambda: _changes(people.rest, wording)),
        (Refusal.OVERSTATED, lambda: overstates(people.rest, quotes)),
        (Refusal.REVERSED_OUTSIDE, lambda: _affirms_question(people.rest, wording)),
    )
    return next((refusal for refusal, breaks in rules if breaks()), None)


def _changes(own: str, wording: Wording) -> bool:
    return changes_negation(own, [one.quote for one in wording.paraphrased])


def _affirms_question(own: str, wording: Wording) -> bool:
    """Tell whether what was asked is told as if it had been said."""
    asked = any(
        one.turn.kind is TurnKind.QUESTION or one.quote.rstrip("\"'”’) ").endswith("?")
        for one in wording.paraphrased
    )
    return asked and not _ASKING.search(own)
