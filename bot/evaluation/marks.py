"""What is counted of one answer: each count as good or not, and why not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.types import Abstention, Answer, Citation, Outcome, Verdict
from bot.evaluation.expected import Place, Posed
from bot.evaluation.originals import Originals

_PING = re.compile(r"@everyone|@here|<@[!&]?\d+>")
# Who asks with a false premise is well served by an abstention that shows whose words they are.
_FALSE_PREMISE = "false-premise"
# Without a model a claim that is contradicted may rightly be told as not in the sources.
_CLAIM_CHECK = "claim-check"
_SHOWN = 60


class Measure(StrEnum):
    """What is counted."""

    HIT = "hit"
    FIRST = "first"
    ALL_GOLD = "all-gold"
    ANSWERED = "answered"
    ABSTAINED = "abstained"
    SPEAKER = "speaker"
    VERBATIM = "verbatim"
    VERDICT = "verdict"
    PRESENT = "present"
    WITHDRAWN = "withdrawn"
    """Nothing that moderators took back is quoted again."""
    BROKEN = "broken"
    """Violations: not a share but a number, and it must be none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One count of one answer."""

    measure: Measure
    good: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A citation as it was shown: of which claim (from 0; None: as what stands nearest)."""

    citation: Citation
    claim: int | None


def mark_outcome(posed: Posed, outcome: Outcome, originals: Originals) -> tuple[Mark, ...]:
    """Return what is counted of an outcome."""
    shown = tuple(_shown(outcome))
    told = [one for one in shown if one.claim is not None or posed.expected.type == _FALSE_PREMISE]
    return (
        *_mark_words(shown, originals),
        *_mark_speakers(posed, told),
        *_mark_text(outcome),
        *_mark_verdict(posed, outcome),
        *_mark_expected(posed, outcome, told, originals),
    )


def _shown(outcome: Outcome) -> Iterator[_Shown]:
    if isinstance(outcome, Abstention):
        yield from (_Shown(citation=citation, claim=None) for citation in outcome.nearest)
        return
    for number, claim in enumerate(outcome.claims):
        yield from (_Shown(citation=citation, claim=number) for citation in claim.citations)


def _mark_words(shown: Sequence[_Shown], originals: Originals) -> Iterator[Mark]:
    for citation in (one.citation for one in shown):
        source = citation.turn.source
        here = source in originals.ids
        good = here and originals.original(source).holds(citation.quote, citation.spans)
        yield Mark(measure=Measure.VERBATIM, good=good, why=repr(citation.quote[:_SHOWN]))
        if not good:
            yield _broken("a quote that is not verbatim")


def _mark_speakers(posed: Posed, told: Sequence[_Shown]) -> Iterator[Mark]:
    expected = posed.expected
    for one in told:
        name = one.citation.turn.speaker.name
        for gold in posed.gold:
            if _tells(one.citation, gold):
                why = f"{name} for {gold.speaker}"
                yield Mark(measure=Measure.SPEAKER, good=name == gold.speaker, why=why)
        if one.claim is None:
            continue
        if one.claim == 0 and name in expected.not_speaker:
            yield _broken(f"cites {name} first")
        if expected.only_speaker is not None and name != expected.only_speaker:
            yield _broken(f"cites {name}, asked for {expected.only_speaker}")


def _mark_text(outcome: Outcome) -> Iterator[Mark]:
    texts = [claim.text for claim in outcome.claims] if isinstance(outcome, Answer) else [outcome.text]
    if any(map(_PING.search, texts)):
        yield _broken("a mass mention")


def _mark_verdict(posed: Posed, outcome: Outcome) -> Iterator[Mark]:
    expected = posed.expected
    if expected.verdict is None:
        return
    right = {expected.verdict}
    if expected.type == _CLAIM_CHECK:
        right.add(Verdict.NOT_IN_SOURCES)
    why = f"{outcome.verdict} for {expected.verdict}"
    yield Mark(measure=Measure.VERDICT, good=outcome.verdict in right, why=why)


def _mark_expected(
    posed: Posed, outcome: Outcome, told: Sequence[_Shown], originals: Originals
) -> Iterator[Mark]:
    if posed.expected.is_case:
        yield _mark_withdrawn(posed, told, originals)
    elif posed.expected.answerable:
        yield from _mark_found(posed, outcome, told)
    else:
        yield from _mark_abstaining(outcome)


def _mark_withdrawn(posed: Posed, told: Sequence[_Shown], originals: Originals) -> Mark:
    """Count whether an answer leaves what was withdrawn; of a file that has changed, nothing is left to."""
    again = [
        one.citation.quote
        for one in told
        for words in posed.expected.withdrawn
        if one.citation.turn.source == words.source
        and originals.original(words.source).sha256 == words.sha256
        and _share_characters(one.citation.spans, words.spans)
    ]
    return Mark(measure=Measure.WITHDRAWN, good=not again, why=repr(again[0][:_SHOWN]) if again else "")


def _share_characters(spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in others)


def _mark_found(posed: Posed, outcome: Outcome, told: Sequence[_Shown]) -> Iterator[Mark]:
    if posed.expected.type != _FALSE_PREMISE:
        yield Mark(measure=Measure.ANSWERED, good=isinstance(outcome, Answer))
    found = [gold for gold in posed.gold if any(_tells(one.citation, gold) for one in told)]
    first = any(_tells(one.citation, gold) for one in told if one.claim == 0 for gold in posed.gold)
    yield Mark(measure=Measure.HIT, good=bool(found))
    yield Mark(measure=Measure.FIRST, good=first)
    if len(posed.gold) > 1:
        yield from (Mark(measure=Measure.ALL_GOLD, good=gold in found) for gold in posed.gold)


def _mark_abstaining(outcome: Outcome) -> Iterator[Mark]:
    yield Mark(measure=Measure.ABSTAINED, good=isinstance(outcome, Abstention))


def _broken(why: str) -> Mark:
    return Mark(measure=Measure.BROKEN, good=False, why=why)


def _tells(citation: Citation, gold: Place) -> bool:
    """Tell whether a citation shares half of a stretch with the words that answer, or half of them."""
    return citation.turn.source == gold.source and any(
        min(end, gold.end) - max(start, gold.start) >= min(end - start, gold.end - gold.start) / 2 > 0
        for start, end in citation.spans
    )
