"""What comes of looking for an answer: the sentences that answer, or which case of not knowing it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.questions.question import Question
from bot.answering.search.ranking import RankedSentence
from bot.answering.types import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Sentences that answer a question, best first, of all that was found (`ranked`).

    `note` is a plain word that the reader should have with them.
    """

    question: Question
    ranked: Sequence[RankedSentence]
    telling: Sequence[RankedSentence]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Nothing answers: which case it is, and what stands nearest, best first.

    `foreign` says that the question is in another language than the sources, which may tell of it.
    """

    reason: Reason
    ranked: Sequence[RankedSentence] = ()
    foreign: bool = False
