"""The outcome of a comparison: each speaker's own words in turn, and who says nothing."""

from dataclasses import dataclass

from bot.answering.abstentions import Abstentions
from bot.answering.comparing import Column, Columns, Comparer
from bot.answering.exhibits import Exhibits
from bot.answering.extractive import compose_columns
from bot.answering.questions.question import Question
from bot.answering.types import Abstention, Answer, Claim, Mode, Outcome, Reason, Rejection
from bot.answering.verification.grounding import verify
from bot.phrases import Phrase
from bot.wording.notes import MORE_SPEAK


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Lays out what each speaker says of a topic."""

    comparer: Comparer
    exhibits: Exhibits
    abstentions: Abstentions

    def lay_out(self, question: Question, sources: frozenset[str]) -> Outcome:
        """Return each speaker's words, verified for that speaker alone; an abstention if nobody has any."""
        columns = self.comparer.compare(question, sources)
        verified = [(column, *self._words(column)) for column in columns.columns]
        claims = tuple(claim for _, words, _ in verified for claim in words)
        rejected = tuple(rejection for *_, refused in verified for rejection in refused)
        if not claims:
            return self._nobody(question, columns, sources, rejected)
        # Whose words were found and refused does not say nothing: they are left out.
        shown = [column for column, words, _ in verified if words or not column.telling]
        return Answer(
            question=question.text,
            mode=Mode.EXTRACTIVE,
            claims=claims,
            rejected=rejected,
            note=_note(columns),
            compared=tuple(column.person.name for column in shown),
        )

    def _words(self, column: Column) -> tuple[tuple[Claim, ...], tuple[Rejection, ...]]:
        if not column.telling:
            return (), ()
        draft = compose_columns([column.telling], allowances=self.exhibits.allowances)
        verified = verify(draft, self.exhibits.evidence(column.telling, column.person.ids))
        return verified.claims, verified.rejected

    def _nobody(
        self,
        question: Question,
        columns: Columns,
        sources: frozenset[str],
        rejected: tuple[Rejection, ...],
    ) -> Abstention:
        return self.abstentions.abstain(
            question, Reason.NOTHING_FOUND, columns.ranked, sources=sources, rejected=rejected
        )


def _note(columns: Columns) -> str | None:
    return Phrase.of_many(MORE_SPEAK, columns.more) if columns.more else None
