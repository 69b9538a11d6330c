"""Having a model write an answer: what it may read, one repair, and what is left of its draft."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.exhibits import Exhibits
from bot.answering.generating import Brief, Excerpt, Generator, NotWritten, Unwritten, Written
from bot.answering.grounding import Evidence, Verified, verify
from bot.answering.ranking import RankedSentence
from bot.answering.types import Spent
from index.types import Sentence

MOST_READ = 1500
"""Words of the sources that a model is given for one question, about."""
REPAIR_DEADLINE = 30.0
"""Seconds that a repair may take: whoever asked has waited for the first draft already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of asking a model: what stood of its draft (None: no draft), and what it cost.

    `unwritten` says why there is no draft; a draft that says nothing has neither claims nor rejections.
    """

    verified: Verified | None
    unwritten: Unwritten | None = None
    spent: Spent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Asks one generator, and once more where sentences of its draft were refused."""

    generator: Generator
    repair_deadline: float = REPAIR_DEADLINE

    async def write(self, brief: Brief, evidence: Evidence) -> Attempt:
        """Return what is left of a model's draft after it was checked, repaired at most once."""
        first = await self.generator.write(brief)
        if isinstance(first, NotWritten):
            return Attempt(verified=None, unwritten=first.reason, spent=first.spent)
        verified = verify(first.draft, evidence)
        if not verified.rejected:
            return Attempt(verified=verified, spent=first.spent)
        second = await self._repair(replace(brief, refused=verified.rejected))
        return _better(verified, first.spent, second, evidence)

    async def _repair(self, brief: Brief) -> Written | NotWritten:
        try:
            async with asyncio.timeout(self.repair_deadline):
                return await self.generator.write(brief)
        except TimeoutError:
            return NotWritten(reason=Unwritten.TIMED_OUT)


def excerpts_of(ranked: Sequence[RankedSentence], exhibits: Exhibits) -> tuple[Excerpt, ...]:
    """Return what was found as stretches of turns, in the order of their best sentence."""
    places = dict.fromkeys((one.sentence.turn.source, one.sentence.turn.ordinal) for one in ranked)
    excerpts: list[Excerpt] = []
    words = 0
    for place in places:
        there = [
            one.sentence for one in ranked if (one.sentence.turn.source, one.sentence.turn.ordinal) == place
        ]
        for stretch in _stretches(there):
            words += len(stretch.text.split())
            if excerpts and words > MOST_READ:
                return tuple(excerpts)
            turn = stretch.turn
            excerpts.append(
                Excerpt(passage=stretch, title=exhibits.title(turn.source), question=exhibits.question(turn))
            )
    return tuple(excerpts)


def _stretches(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Join sentences of one turn that follow one another."""
    joined: list[Sentence] = []
    for sentence in sorted(sentences, key=lambda one: one.start):
        before = joined[-1] if joined else None
        if before is not None and sentence.start - before.end <= 1:
            joined[-1] = Sentence(turn=before.turn, start=before.start, end=max(before.end, sentence.end))
        else:
            joined.append(sentence)
    return joined


def _better(verified: Verified, spent: Spent, second: Written | NotWritten, evidence: Evidence) -> Attempt:
    """Take the repaired draft where more of it stands; what the first one lost is kept on record."""
    both = _add(spent, second.spent)
    if isinstance(second, NotWritten):
        return Attempt(verified=verified, spent=both)
    repaired = verify(second.draft, evidence)
    best = repaired if len(repaired.claims) >= max(1, len(verified.claims)) else verified
    return Attempt(
        verified=Verified(claims=best.claims, rejected=(*verified.rejected, *repaired.rejected)), spent=both
    )


def _add(one: Spent, other: Spent | None) -> Spent:
    if other is None:
        return one
    dollars = None if one.dollars is None or other.dollars is None else one.dollars + other.dollars
    return Spent(
        model=one.model,
        calls=one.calls + other.calls,
        input_tokens=one.input_tokens + other.input_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
        dollars=dollars,
    )
