"""Having a model write an answer: what it may read, one repair, and what is left of its draft."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.exhibits import Exhibits
from bot.answering.generation.generating import Brief, Excerpt, Generator, NotWritten, Unwritten, Written
from bot.answering.generation.tries import add_spent
from bot.answering.search.ranking import RankedSentence
from bot.answering.types import Spent
from bot.answering.verification.grounding import Evidence, Verified, verify
from index.types import Sentence


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

    async def write(self, brief: Brief, evidence: Evidence) -> Attempt:
        """Return what is left of a model's draft after it was checked, repaired at most once."""
        until = asyncio.get_running_loop().time() + self.generator.deadline
        first = await self.generator.write(brief)
        if isinstance(first, NotWritten):
            return Attempt(verified=None, unwritten=first.reason, spent=first.spent)
        verified = await asyncio.to_thread(verify, first.draft, evidence)
        if not verified.rejected:
            return Attempt(verified=verified, spent=first.spent)
        second = await self._repair(replace(brief, refused=verified.rejected), until)
        both = add_spent(first.spent, second.spent)
        if isinstance(second, NotWritten):
            return Attempt(verified=verified, spent=both)
        repaired = await asyncio.to_thread(verify, second.draft, evidence)
        return Attempt(verified=_better(verified, repaired), spent=both)

    async def _repair(self, brief: Brief, until: float) -> Written | NotWritten:
        try:
            async with asyncio.timeout_at(until):
                return await self.generator.write(brief)
        except TimeoutError:
            return NotWritten(reason=Unwritten.TIMED_OUT)


def excerpts_of(ranked: Sequence[RankedSentence], exhibits: Exhibits) -> tuple[Excerpt, ...]:
    """Return what was found as stretches of turns, in the order of their best sentence."""
    turns: dict[tuple[str, int], list[Sentence]] = {}
    for one in ranked:
        turns.setdefault((one.sentence.turn.source, one.sentence.turn.ordinal), []).append(one.sentence)
    return tuple(
        Excerpt(
            passage=stretch,
            title=exhibits.title(stretch.turn.source),
            question=exhibits.question(stretch.turn),
        )
        for there in turns.values()
        for stretch in _stretches(there)
    )


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


def _better(verified: Verified, repaired: Verified) -> Verified:
    """Take the repaired draft where as much of it stands; what either one lost is kept on record."""
    best = repaired if len(repaired.claims) >= max(1, len(verified.claims)) else verified
    return Verified(claims=best.claims, rejected=(*verified.rejected, *repaired.rejected))
