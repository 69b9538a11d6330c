"""What the corpus supplies to an answer: citations, and the evidence that a draft is checked against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.answering.budgets.allowances import Allowance, allowances_of
from bot.answering.search.ranking import RankedSentence
from bot.answering.types import Citation
from bot.answering.verification.grounding import Evidence
from bot.answering.verification.quotes import cite
from index.corpus import Corpus
from index.types import Sentence, Turn, TurnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibits:
    """Opens turns, titles and questions in one corpus."""

    corpus: Corpus

    def cite(self, sentence: Sentence) -> Citation:
        """Return the citation of a sentence, with what it answers."""
        turn = sentence.turn
        title, question = self.title(turn.source), self.question(turn)
        return cite(turn, sentence.start, sentence.end, title=title, question=question)

    def evidence(self, ranked: Sequence[RankedSentence], admitted: frozenset[str]) -> Evidence:
        """Return the turns that were found, and whose words of them may be quoted (empty: all)."""
        return self.evidence_of((one.sentence.turn for one in ranked), admitted)

    def evidence_of(self, found: Iterable[Turn], admitted: frozenset[str] = frozenset()) -> Evidence:
        """Return these turns as evidence, and whose words of them may be quoted (empty: all)."""
        turns = {(turn.source, turn.ordinal): turn for turn in found}
        asked = {place: self.question(turn) for place, turn in turns.items()}
        return Evidence(
            turns=turns,
            titles={source: self.title(source) for source, _ in turns},
            speakers=self.corpus.speakers(),
            questions={place: question for place, question in asked.items() if question is not None},
            admitted=admitted,
        )

    @property
    def allowances(self) -> Mapping[str, Allowance]:
        """What may be shown of each source that limits it."""
        return allowances_of(self.corpus.sources())

    def title(self, source: str) -> str:
        """Return the title of a source."""
        entry = self.corpus.source(source)
        return entry.title if entry is not None else source

    def question(self, turn: Turn) -> Turn | None:
        """Return the question that a turn answers, or None."""
        return None if turn.answers is None else self.corpus.turn(turn.source, turn.answers)

    def answer(self, question: Turn) -> Turn | None:
        """Return the turn that answers a question, or None."""
        following = self.corpus.turn(question.source, question.ordinal + 1)
        return following if following is not None and following.answers == question.ordinal else None

    def is_answered(self, question: Sentence) -> bool:
        """Tell whether a question is answered: by who speaks next, or by its asker in going on.

        Where the source does not say who asks, whoever else speaks next is taken to answer.
        """
        turn = question.turn
        following = self.corpus.turn(turn.source, turn.ordinal + 1)
        if turn.kind is TurnKind.QUESTION:
            return following is not None and following.answers == turn.ordinal
        goes_on = bool(turn.text[question.end :].strip())
        return goes_on or (following is not None and following.speaker.id != turn.speaker.id)
