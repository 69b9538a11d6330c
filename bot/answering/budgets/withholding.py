"""An outcome without the words of sources that have been shown enough for today."""

from collections.abc import Iterable
from dataclasses import replace

from bot.answering.types import Abstention, Answer, Citation, Claim, Outcome, Reason
from bot.phrases import Phrase, join_phrases
from bot.wording import notes as wording

_MOST_PLACES = 3


def withhold(outcome: Outcome, sources: frozenset[str]) -> Outcome:
    """Return an outcome that shows no word of these sources, and says where the words stand instead."""
    if isinstance(outcome, Abstention):
        nearest = tuple(one for one in outcome.nearest if one.turn.source not in sources)
        if nearest == outcome.nearest:
            return outcome
        return replace(
            outcome, nearest=nearest, text=_joined(outcome.text, _used_up(outcome.nearest, sources))
        )
    kept = tuple(claim for claim in outcome.claims if not _quotes(claim, sources))
    if kept == outcome.claims:
        return outcome
    cited = [one for claim in outcome.claims for one in claim.citations]
    told = _used_up(cited, sources)
    if not kept:
        return Abstention(
            question=outcome.question,
            mode=outcome.mode,
            reason=Reason.NOTHING_FOUND,
            text=told,
            spent=outcome.spent,
            trace=outcome.trace,
        )
    return _partly(outcome, kept, told)


def _partly(answer: Answer, kept: tuple[Claim, ...], told: str) -> Answer:
    names = {one.turn.speaker.name for claim in kept for one in claim.citations}
    all_names = {one.turn.speaker.name for claim in answer.claims for one in claim.citations}
    return replace(
        answer,
        claims=kept,
        findings=tuple(
            replace(one, claims=tuple(claim for claim in one.claims if claim in kept))
            for one in answer.findings
        ),
        compared=tuple(name for name in answer.compared if name in names or name not in all_names),
        differences=(),
        note=told if answer.note is None else join_phrases(" · ", (answer.note, told)),
    )


def _quotes(claim: Claim, sources: frozenset[str]) -> bool:
    return any(one.turn.source in sources for one in claim.citations)


def _used_up(cited: Iterable[Citation], sources: frozenset[str]) -> Phrase:
    places = dict.fromkeys(
        Phrase(wording.STANDS, name=one.turn.speaker.name, title=one.title)
        for one in cited
        if one.turn.source in sources
    )
    return Phrase(wording.USED_UP, places=join_phrases("; ", list(places)[:_MOST_PLACES]))


def _joined(*parts: str) -> Phrase:
    return join_phrases(" ", parts)
