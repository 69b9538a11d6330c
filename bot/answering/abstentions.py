"""Not knowing, usefully: which case it is, what stands nearest, and who could be asked for instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.abstaining import sentence_for
from bot.answering.exhibits import Exhibits
from bot.answering.people import names_of, speakers_of
from bot.answering.question import Question
from bot.answering.ranking import RankedSentence, asks
from bot.answering.types import Abstention, Mode, Reason, Rejection, Verdict

_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstentions:
    """Makes abstentions with words of one corpus."""

    exhibits: Exhibits

    def abstain(
        self,
        question: Question,
        reason: Reason,
        ranked: Sequence[RankedSentence] = (),
        *,
        sources: frozenset[str] = frozenset(),
        verdict: Verdict | None = None,
        rejected: tuple[Rejection, ...] = (),
    ) -> Abstention:
        """Return the abstention; `ranked` is what stands nearest, best first, `sources` empty for all."""
        shown = (
            ranked
            if reason is Reason.ASKED_NOT_ANSWERED
            else [one for one in ranked if not asks(one.sentence)]
        )
        nearest = [one.sentence for one in shown[:_NEAREST]]
        speakers = speakers_of(self.exhibits.corpus, sources)
        asked = names_of(one for one in speakers if one.id in question.speakers)
        others = names_of(sentence.turn.speaker for sentence in nearest)
        return Abstention(
            question=question.text,
            mode=Mode.EXTRACTIVE,
            reason=reason,
            text=sentence_for(reason, verdict, asked=asked, others=others),
            nearest=tuple(self.exhibits.cite(sentence) for sentence in nearest),
            verdict=verdict,
            rejected=rejected,
            covered=tuple(names_of(speakers)),
        )
