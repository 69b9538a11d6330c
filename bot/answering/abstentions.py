"""Not knowing, usefully: which case it is, what stands nearest, and who could be asked for instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.abstaining import sentence_for
from bot.answering.exhibits import Exhibits
from bot.answering.people import names_of, speakers_of
from bot.answering.questions.question import Question
from bot.answering.search.ranking import RankedSentence, asks
from bot.answering.types import Abstention, Mode, Reason, Rejection, Verdict

_NEAREST = 3
# A question is shown among what stands nearest where it leads, and holds so much of what is asked.
_HOLDS = 0.5


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
        foreign: bool = False,
    ) -> Abstention:
        """Return the abstention; `ranked` is what stands nearest, best first, `sources` empty for all.

        `foreign` says that the question is in another language than the sources.
        """
        shown = [
            one
            for at, one in enumerate(ranked)
            if reason is Reason.ASKED_NOT_ANSWERED
            or one.sentence.turn.speaker.id in question.speakers
            or not asks(one.sentence)
            or (at == 0 and one.covered >= _HOLDS)
        ]
        nearest = [one.sentence for one in shown[:_NEAREST]]
        speakers = speakers_of(self.exhibits.corpus, sources)
        asked = names_of(one for one in speakers if one.id in question.speakers)
        others = names_of(sentence.turn.speaker for sentence in nearest)
        return Abstention(
            question=question.text,
            mode=Mode.EXTRACTIVE,
            reason=reason,
            text=sentence_for(
                reason,
                verdict,
                asked=asked,
                about=names_of(one for one in speakers if one.id in question.about),
                others=others,
                stranger=question.stranger.shown if question.stranger else None,
                outside=question.outside,
                foreign=foreign,
            ),
            nearest=tuple(self.exhibits.cite(sentence) for sentence in nearest),
            verdict=verdict,
            rejected=rejected,
            covered=tuple(names_of(speakers)),
        )
