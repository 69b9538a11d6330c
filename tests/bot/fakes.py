"""Stand-ins for what Discord's side asks of the rest."""

import asyncio
from collections.abc import Callable

from bot.answering.asking import Asked
from bot.answering.types import Answer, Claim, Mode, Outcome
from bot.backend import Backend
from index.catalogue import SourceEntry
from index.types import Turn
from tests.bot.interview import ENTRY, TURNS, cite


def fog_answer(question: str = "What do they wait for?") -> Answer:
    """Return an answer with two claims by two speakers."""
    return Answer(
        question=question,
        mode=Mode.EXTRACTIVE,
        claims=(
            Claim(text="Mira Okafor waits for the weather.", citations=(cite(1, "Mostly I wait for fog."),)),
            Claim(text="Jon Beck stamps papers.", citations=(cite(2, "Half of my work is stamps."),)),
        ),
    )


def _fog(asked: Asked) -> Outcome:
    return fog_answer(asked.text)


class FakeAnswering:
    """Gives what it was told to give, and remembers what it was asked."""

    def __init__(self, reply: Callable[[Asked], Outcome] | None = None) -> None:
        self.asked: list[Asked] = []
        self.reply: Callable[[Asked], Outcome] = reply or _fog

    async def answer(self, asked: Asked) -> Outcome:
        """Return the outcome for one question."""
        self.asked.append(asked)
        return self.reply(asked)


class FakeCatalogue:
    """One invented source, and what is added to it."""

    def __init__(self, entry: SourceEntry = ENTRY, turns: tuple[Turn, ...] = TURNS) -> None:
        self.entry = entry
        self.turns = turns
        self.more: tuple[SourceEntry, ...] = ()
        """What was added meanwhile; nobody opens its turns."""

    def sources(self) -> tuple[SourceEntry, ...]:
        """Return every source."""
        return (self.entry, *self.more)

    def turn(self, source: str, ordinal: int) -> Turn | None:
        """Return one turn, or None."""
        here = source == self.entry.id and 0 <= ordinal < len(self.turns)
        return self.turns[ordinal] if here else None


class FakeBackend:
    """A backend that is ready when it is told so."""

    def __init__(self, answering: FakeAnswering | None = None, *, ready: bool = True) -> None:
        self.answering = answering or FakeAnswering()
        self.catalogue = FakeCatalogue()
        self.wanted = asyncio.Event()
        """Set once somebody waits for it, or would have had to."""
        self._ready = asyncio.Event()
        if ready:
            self._ready.set()

    def load(self) -> None:
        """Become ready."""
        self._ready.set()

    async def ready(self) -> Backend:
        """Wait until it is loaded."""
        self.wanted.set()
        await self._ready.wait()
        return Backend(answering=self.answering, catalogue=self.catalogue)

    def loaded(self) -> Backend | None:
        """Return the backend if it is there."""
        return Backend(answering=self.answering, catalogue=self.catalogue) if self._ready.is_set() else None
