"""Checking a draft against the evidence: what stands is a claim, what does not is refused with a reason."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.answering.answered import answered_question
from bot.answering.bearing import find_fault
from bot.answering.bounds import changes_bound, misplaces_figure
from bot.answering.figures import missing_figures
from bot.answering.frame import SOMEBODY, speaks_as_itself, tells_of_asking, without_lead
from bot.answering.naming import missing_names, name_stems
from bot.answering.negation import overstates
from bot.answering.quotes import FoldedText, cite
from bot.answering.refusals import Refusal
from bot.answering.safety import is_unsafe
from bot.answering.sayers import People, name_people, names_other, tells_of_stranger
from bot.answering.support import Vocabulary, bear_out, lay_ground, read_vocabulary
from bot.answering.surroundings import is_whole, reverses
from bot.answering.types import Citation, Claim, Draft, DraftClaim, Quote, Rejection
from bot.answering.voicing import name_speaker
from bot.answering.wordings import GAP, Wording, take_apart
from index.sentences import split_sentences
from index.types import Sentence, Speaker, Turn

_WORDS, _CHARACTERS = 3, 12
_BEFORE = 2

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
    before: Speaker | None = None
    for claim in draft.claims:
        checked = _check(claim, reading, before)
        if isinstance(checked, Refusal):
            rejected.append(Rejection(text=claim.text, reason=checked.value))
        else:
            claims.append(checked)
        before = reading.named_last(claim.text, before)
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

    @property
    def vocabulary(self) -> Vocabulary:
        return read_vocabulary()

    def around(self, citations: Sequence[Citation]) -> tuple[str, ...]:
        """Return what stands right before the quotations, and what they answer."""
        found: dict[str, None] = {}
        for one in citations:
            before = [sentence for sentence in self.sentences(one.turn) if sentence.start < one.start]
            found.update(dict.fromkeys(sentence.text for sentence in before[-_BEFORE:]))
            for turn in (one.question, self.evidence.turns.get((one.turn.source, one.turn.ordinal - 1))):
                if turn is not None:
                    found[turn.text] = None
        return tuple(found)

    def named_last(self, text: str, before: Speaker | None) -> Speaker | None:
        """Return whom a sentence names alone, who was named before where it names nobody, or None."""
        people = name_people(text, self.evidence.speakers, (), "")
        named = frozenset[str]().union(*(one.speakers for one in people.mentions))
        if not named:
            return before
        return next((one for one in self.evidence.speakers if named == frozenset({one.id})), None)

    def sentences(self, turn: Turn) -> tuple[Sentence, ...]:
        place = (turn.source, turn.ordinal)
        if place not in self._sentences:
            self._sentences[place] = split_sentences(turn)
        return self._sentences[place]


def _check(claim: DraftClaim, reading: _Reading, before: Speaker | None) -> Claim | Refusal:
    citations: list[Citation] = []
    for quote in claim.quotes:
        checked = _check_quote(quote, reading)
        if isinstance(checked, Refusal):
            return checked
        if checked not in citations:
            citations.append(checked)
    if not citations:
        return Refusal.NO_QUOTE
    text = _check_sentence(claim.text, tuple(citations), reading, before)
    return text if isinstance(text, Refusal) else Claim(text=text, citations=tuple(citations))


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


def _check_sentence(
    text: str, citations: tuple[Citation, ...], reading: _Reading, before: Speaker | None
) -> str | Refusal:
    """Return a sentence as it may be shown, its speaker named, or the first rule that it breaks."""
    wording = take_apart(text, citations)
    if wording.misquoted:
        return Refusal.QUOTE_NOT_FOUND
    around = reading.around(citations)
    people = name_people(wording.outside, reading.evidence.speakers, citations, " ".join(around))
    if not text.strip() or GAP in text or is_unsafe(people.rest):
        return Refusal.UNSAFE_TEXT
    if names_other(people, wording.outside, citations) or tells_of_stranger(
        people.rest, citations, " ".join(around)
    ):
        return Refusal.OTHER_SPEAKER
    named = text if people.sayers else name_speaker(text, citations, before)
    if isinstance(named, Refusal):
        return named
    if named != text:
        wording = take_apart(named, citations)
        people = name_people(wording.outside, reading.evidence.speakers, citations, " ".join(around))
    return _check_words(people, wording, citations, reading) or named


def _check_words(
    people: People, wording: Wording, citations: tuple[Citation, ...], reading: _Reading
) -> Refusal | None:
    """Return the first rule that a sentence's own words break over evidence that stands."""
    quotes = [one.quote for one in citations]
    around = reading.around(citations)
    own = people.rest
    rules: tuple[tuple[Refusal, Callable[[], bool]], ...] = (
        (Refusal.QUESTION_AS_VIEW, lambda: _affirms_question(own, wording)),
        (Refusal.FIRST_PERSON, lambda: speaks_as_itself(own)),
        (
            Refusal.NUMBER_NOT_IN_EVIDENCE,
            lambda: bool(missing_figures(_without_counts(own, citations), quotes)),
        ),
        (Refusal.NUMBER_BOUND_CHANGED, lambda: changes_bound(own, quotes)),
        (Refusal.NUMBER_MISPLACED, lambda: misplaces_figure(own, quotes)),
        (Refusal.NAME_NOT_IN_EVIDENCE, lambda: bool(missing_names(own, quotes, around))),
        (Refusal.OVERSTATED, lambda: overstates(own, quotes)),
    )
    broken = next((refusal for refusal, breaks in rules if breaks()), None)
    return broken or _check_parts(people, wording, citations, reading)


def _check_parts(
    people: People, wording: Wording, citations: tuple[Citation, ...], reading: _Reading
) -> Refusal | None:
    """Check what is told of each speaker against that speaker's words alone."""
    for part, ids in _parts(people, wording.outside, citations):
        theirs = [one for one in citations if one.turn.speaker.id in ids]
        ground = lay_ground(
            reading.vocabulary,
            [one.quote for one in theirs],
            reading.around(theirs),
            [clause for one in theirs if (clause := answered_question(one)) is not None],
        )
        borne = bear_out(without_lead(part), ground, name_stems(people.rest) | {SOMEBODY})
        fault = find_fault(borne, part, ground, shown=wording.shows)
        if fault is not None:
            return fault
    return None


def _parts(people: People, own: str, citations: Sequence[Citation]) -> Iterable[tuple[str, frozenset[str]]]:
    """Cut a sentence about several speakers into what is told of each."""
    spoke = frozenset(one.turn.speaker.id for one in citations)
    if len(spoke) == 1:
        yield people.rest, spoke
        return
    sayers = people.sayers
    groups: list[tuple[int, int, frozenset[str]]] = []
    for one in sayers:
        between = own[groups[-1][1] : one.start] if groups else ""
        if groups and re.fullmatch(r"(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+|\s*[,&]\s*)", between):
            groups[-1] = (groups[-1][0], one.end, groups[-1][2] | one.speakers & spoke)
        else:
            groups.append((one.start, one.end, one.speakers & spoke))
    start = 0
    for (_, _, ids), following in zip(groups, [*groups[1:], None], strict=False):
        end = following[0] if following is not None else len(own)
        yield _mask(people, own, start, end), ids
        start = end


def _mask(people: People, own: str, start: int, end: int) -> str:
    text, done = "", start
    for one in people.mentions:
        if start <= one.start and one.end <= end:
            text += own[done : one.start] + SOMEBODY
            done = one.end
    return text + own[done:end]


def _without_counts(own: str, citations: Sequence[Citation]) -> str:
    """Take out "both", "two of them" and the like where as many speakers are cited."""
    count = len({one.turn.speaker.id for one in citations})
    words = {2: "two|2", 3: "three|3", 4: "four|4"}.get(count)
    if words is None:
        return own
    return re.sub(
        rf"\b(?:{words})(?=\s+(?:of them|guests|speakers|people|authors|participants|interviewees)\b)",
        "",
        own,
        flags=re.IGNORECASE,
    )


def _affirms_question(own: str, wording: Wording) -> bool:
    """Tell whether what was asked is told as if it had been said."""
    asked = any(one.quote.rstrip("\"'”’) ").endswith("?") for one in wording.paraphrased)
    return asked and not tells_of_asking(own)
