"""Equal questions: one answer for all that are asked at once, and again while their sources stand."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from bot.answering.asking import Answering, Asked, Intent
from bot.answering.types import Answer, Mode, Outcome
from index.catalogue import SourceEntry

_MOST = 500
"""So many outcomes are kept, those that were used last."""
_SECONDS = 3600.0
"""So long an outcome is given again: what a person wrote is not kept for longer than the talk about it."""
_KEY_BYTES = 16

Key = bytes


@dataclass(slots=True, kw_only=True)
class _Running:
    """An answer that is being made, and how many wait for it; `charged` once somebody bears what it cost."""

    task: asyncio.Task[Outcome]
    waiting: int = 0
    charged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    outcome: Outcome
    until: float


@dataclass(slots=True, kw_only=True)
class ReusedAnswers:
    """Answers as another does, but equal questions of the same sources once; implements `Answering`.

    Equal are the same words with the same context, speaker, source and intent, where the same sources in the
    same versions may be answered from: what one server may read answers nobody in another. Who asks is no
    part of it. What an answer cost is borne by one of those who asked. Kept are answers alone, without the
    question; of a thread, and of words to be checked, none. `sources` gives all sources as they are;
    `generates` says that a model writes: quotations that stand in for it are not kept.
    """

    answering: Answering = field(repr=False)
    sources: Callable[[], Sequence[SourceEntry]] = field(repr=False)
    generates: bool = False
    most: int = _MOST
    seconds: float = _SECONDS
    clock: Callable[[], float] = time.monotonic
    _running: dict[Key, _Running] = field(default_factory=dict[Key, _Running])
    _kept: OrderedDict[Key, _Kept] = field(default_factory=OrderedDict[Key, _Kept])
    _known: tuple[Sequence[SourceEntry], dict[frozenset[str] | None, Key]] = ((), {})

    def __len__(self) -> int:
        """Return how many outcomes are kept or being made."""
        return len(self._kept) + len(self._running)

    async def answer(self, asked: Asked) -> Outcome:
        """Return the outcome for one question, made now or before."""
        key = self._key(asked)
        kept = self._kept.get(key)
        if kept is not None and self.clock() < kept.until:
            self._kept.move_to_end(key)
            return replace(kept.outcome, question=_bare(asked.text), spent=None)
        running = self._running.get(key)
        if running is None:
            task = asyncio.create_task(self._make(key, asked))
            running = self._running[key] = _Running(task=task)
            task.add_done_callback(self._end)
        return await self._wait(running)

    async def _wait(self, running: _Running) -> Outcome:
        running.waiting += 1
        try:
            # One who stops waiting must not end it for the others.
            outcome = await asyncio.shield(running.task)
        finally:
            running.waiting -= 1
            if not running.waiting and not running.task.done():
                self._forget(running.task)
                running.task.cancel()
        if running.charged:
            return replace(outcome, spent=None)
        running.charged = True
        return outcome

    async def _make(self, key: Key, asked: Asked) -> Outcome:
        outcome = await self.answering.answer(asked)
        # Of sources that changed meanwhile, nobody knows which version was read.
        if self._may_be_kept(asked, outcome) and self._key(asked) == key:
            self._kept[key] = _Kept(outcome=replace(outcome, question=""), until=self.clock() + self.seconds)
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return outcome

    def _end(self, task: asyncio.Task[Outcome]) -> None:
        self._forget(task)
        if not task.cancelled():
            # Those who wait raise it; where nobody does any more, nothing is lost.
            task.exception()

    def _forget(self, task: asyncio.Task[Outcome]) -> None:
        """Let nobody else wait for it."""
        for key in [key for key, running in self._running.items() if running.task is task]:
            del self._running[key]

    def _may_be_kept(self, asked: Asked, outcome: Outcome) -> bool:
        """Tell whether an outcome is what it would be another time, and holds nothing of its asker's own.

        No quotations in a model's stead; no words that somebody wants checked, which may be another's.
        """
        if (
            asked.after
            or asked.intent not in {Intent.QUESTION, Intent.COMPARE}
            or outcome.verdict is not None
        ):
            return False
        if not self.generates or not isinstance(outcome, Answer):
            return True
        return outcome.mode is Mode.GENERATED or bool(outcome.compared)

    def _key(self, asked: Asked) -> Key:
        """Return what makes a question the same; a hash, so that nothing that was typed is kept with it."""
        same = (_bare(asked.text), asked.after, asked.speaker, asked.source, asked.intent.value)
        return _hashed(repr(same), self._versions(asked.sources))

    def _versions(self, only: frozenset[str] | None) -> Key:
        """Return a hash of the sources that may be answered from, as they are; made once for each choice."""
        entries, known = self.sources(), self._known[1]
        if entries is not self._known[0] or len(known) > self.most:
            known = {}
            self._known = entries, known
        if only not in known:
            known[only] = _hashed(repr([one for one in entries if only is None or one.id in only]))
        return known[only]


def _bare(text: str) -> str:
    return " ".join(text.split())


def _hashed(text: str, salt: bytes = b"") -> Key:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=_KEY_BYTES, key=salt).digest()
