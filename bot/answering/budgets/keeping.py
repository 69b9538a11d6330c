"""An outcome within the budgets of the sources that it quotes, whoever drafted it and whatever it quotes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.answering.budgets.allowances import Allowance
from bot.answering.budgets.cutting import cut_quote
from bot.answering.extractive import lead
from bot.answering.judging.verdicts import verdict_sentence
from bot.answering.types import (
    Abstention,
    Answer,
    Citation,
    Claim,
    Draft,
    DraftClaim,
    Mode,
    Outcome,
    Quote,
    Reason,
    Rejection,
)
from bot.answering.verification.grounding import Evidence, verify
from bot.answering.verification.quotes import cite
from bot.answering.verification.refusals import Refusal
from bot.phrases import Phrase, join_phrases
from bot.wording import notes as wording
from bot.wording.sayings import QUOTED
from index.quoting import count_quoted
from index.sentences import split_sentences
from index.stretches import Shown
from index.types import Sentence, Speaker, Turn

_MOST_PLACES = 3

Allowances = Mapping[str, Allowance]


def keep_within(outcome: Outcome, allowances: Allowances, speakers: tuple[Speaker, ...] = ()) -> Outcome:
    """Return an outcome that shows of each source no more than it allows, and says so where that is less.

    Too long a quotation is cut where it still means the same; where that is nowhere, its sentence falls.
    `speakers` are all of the sources, against whom a shortened sentence is checked anew.
    """
    if not allowances:
        return outcome
    keeper = _Keeper(allowances, speakers)
    if isinstance(outcome, Abstention):
        return keeper.abstention(outcome)
    return keeper.answer(outcome)


@dataclass(slots=True)
class _Keeper:
    """Fits the quotations of one outcome, in order, and counts what they show."""

    allowances: Allowances
    speakers: tuple[Speaker, ...]
    shown: Shown = field(default_factory=Shown)
    _sentences: dict[Turn, tuple[Sentence, ...]] = field(default_factory=dict[Turn, tuple[Sentence, ...]])

    def abstention(self, outcome: Abstention) -> Abstention:
        fitted = [self._fit(citation) for citation in outcome.nearest]
        nearest = tuple(self._with_question(one) for one in fitted if one is not None)
        if _same(fitted, outcome.nearest):
            return replace(outcome, nearest=nearest)
        text = join_phrases(" ", (outcome.text, Phrase(wording.SHORTER)))
        return replace(outcome, nearest=nearest, text=text)

    def answer(self, answer: Answer) -> Outcome:
        kept: dict[Claim, Claim | None] = {claim: self._claim(answer, claim) for claim in answer.claims}
        if all(new == old for old, new in kept.items()):
            return self._with_questions(answer, kept)
        fallen = [old for old, new in kept.items() if new is None]
        if len(fallen) == len(kept):
            return _unquotable(answer)
        return self._with_questions(
            replace(
                answer,
                # What tells of the words in other words may hold those that were cut.
                summary=verdict_sentence(answer.verdict) if answer.verdict else None,
                differences=(),
                rejected=(*answer.rejected, *map(_rejection, fallen)),
                compared=_still_compared(answer, kept),
                note=_joined(answer.note, Phrase(wording.SHORTER)),
            ),
            kept,
        )

    def _with_questions(self, answer: Answer, kept: Mapping[Claim, Claim | None]) -> Answer:
        """Put the claims in place; what their words answer is told where there is room for that, too."""
        whole = {
            old: replace(new, citations=tuple(map(self._with_question, new.citations)))
            for old, new in kept.items()
            if new is not None
        }
        findings = tuple(
            replace(one, claims=tuple(whole[claim] for claim in one.claims if claim in whole))
            for one in answer.findings
        )
        return replace(answer, claims=tuple(whole.values()), findings=findings)

    def _claim(self, answer: Answer, claim: Claim) -> Claim | None:
        before = self.shown.copy()
        fitted = [self._fit(citation) for citation in claim.citations]
        if _same(fitted, claim.citations):
            return claim
        left = tuple(one for one in fitted if one is not None)
        again = self._retold(answer, claim, left) if left else None
        if again is None:
            self.shown = before
        return again

    def _retold(self, answer: Answer, claim: Claim, citations: tuple[Citation, ...]) -> Claim | None:
        """Return the sentence with the words that are left of its quotations, if it still holds."""
        if isinstance(claim.text, Phrase) and claim.text.sentence == QUOTED:
            first = citations[0]
            words = first.turn.text[first.start : first.end]
            text = Phrase(QUOTED, lead=lead(first.turn), words=words)
            return replace(claim, text=text, citations=(first,))
        quotes = tuple(
            Quote(source=one.turn.source, turn=one.turn.ordinal, words=one.turn.text[one.start : one.end])
            for one in citations
        )
        draft = Draft(mode=answer.mode, claims=(DraftClaim(text=claim.text, quotes=quotes),))
        verified = verify(draft, self._evidence(answer, citations))
        return next(iter(verified.claims), None)

    def _evidence(self, answer: Answer, citations: Sequence[Citation]) -> Evidence:
        places = {(one.turn.source, one.turn.ordinal): one for one in citations}
        return Evidence(
            turns={place: one.turn for place, one in places.items()},
            titles={one.turn.source: one.title for one in citations},
            speakers=self.speakers or tuple({one.turn.speaker: None for one in citations}),
            questions={place: one.question for place, one in places.items() if one.question is not None},
            asked=answer.question if answer.mode is Mode.GENERATED else "",
        )

    def _fit(self, citation: Citation) -> Citation | None:
        """Return as much of a quotation as may be shown, counted, or None."""
        turn, start, end = citation.turn, citation.start, citation.end
        allowance = self.allowances.get(turn.source)
        if allowance is None:
            return citation

        def fits(low: int, high: int) -> bool:
            together = self.shown.words(turn.source) + self.shown.cost(turn, low, high)
            return allowance.allows(count_quoted(turn.text[low:high]), together)

        place = (start, end) if fits(start, end) else cut_quote(turn, start, end, self._split(turn), fits)
        if place is None:
            return None
        self.shown.add(turn, *place)
        if place == (start, end):
            return citation
        return cite(turn, *place, title=citation.title, question=citation.question)

    def _with_question(self, citation: Citation) -> Citation:
        """Return a citation with what it answers if that may be shown as well."""
        question = citation.question
        allowance = None if question is None else self.allowances.get(question.source)
        if question is None or allowance is None:
            return citation
        end = len(question.text)
        together = self.shown.words(question.source) + self.shown.cost(question, 0, end)
        if not allowance.allows(count_quoted(question.text), together):
            return replace(citation, question=None)
        self.shown.add(question, 0, end)
        return citation

    def _split(self, turn: Turn) -> tuple[Sentence, ...]:
        if turn not in self._sentences:
            self._sentences[turn] = split_sentences(turn)
        return self._sentences[turn]


def _same(fitted: Sequence[Citation | None], citations: Sequence[Citation]) -> bool:
    return list(fitted) == list(citations)


def _rejection(claim: Claim) -> Rejection:
    """Return what is told of a sentence that fell: of a quotation, only whose it is."""
    quoted = isinstance(claim.text, Phrase) and claim.text.sentence == QUOTED
    text = lead(claim.citations[0].turn) if quoted else claim.text
    return Rejection(text=text, reason=Refusal.QUOTE_BUDGET.value)


def _still_compared(answer: Answer, kept: Mapping[Claim, Claim | None]) -> tuple[str, ...]:
    """Return who stands side by side: not those of whose words none may be shown, who are not silent."""
    told = {one.turn.speaker.name for claim in kept for one in claim.citations}
    left = {one.turn.speaker.name for claim in kept.values() if claim for one in claim.citations}
    return tuple(name for name in answer.compared if name in left or name not in told)


def _unquotable(answer: Answer) -> Abstention:
    """Return where the words stand of which none may be shown."""
    cited = [one for claim in answer.claims for one in claim.citations]
    places = dict.fromkeys(
        Phrase(wording.STANDS, name=one.turn.speaker.name, title=one.title) for one in cited
    )
    return Abstention(
        question=answer.question,
        mode=answer.mode,
        reason=Reason.NOTHING_FOUND,
        text=Phrase(wording.NOT_QUOTABLE, places=join_phrases("; ", list(places)[:_MOST_PLACES])),
        rejected=(*answer.rejected, *map(_rejection, answer.claims)),
        spent=answer.spent,
    )


def _joined(*notes: str | None) -> str:
    return join_phrases(" · ", [note for note in notes if note])


def shown_by(outcome: Outcome) -> Iterable[tuple[Turn, int, int]]:
    """Give the stretches of turns that an outcome shows: its quotations, and what they answer."""
    if isinstance(outcome, Abstention):
        cited: Iterable[Citation] = outcome.nearest
    else:
        cited = (one for claim in outcome.claims for one in claim.citations)
    for one in cited:
        yield one.turn, one.start, one.end
        if one.question is not None:
            yield one.question, 0, len(one.question.text)
