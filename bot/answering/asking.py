"""What the rest of the bot asks of the answering side."""

from dataclasses import dataclass
from typing import Protocol

from bot.answering.types import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it came in.

    `after` holds the earlier questions of the same thread, oldest first; `speaker` is a name as typed or
    completed, `source` a source's id; `sources` are the ids that may be answered from here (None: all).
    """

    text: str
    after: tuple[str, ...] = ()
    speaker: str | None = None
    source: str | None = None
    sources: frozenset[str] | None = None


class Answering(Protocol):
    """Answers a question; never raises for what a person typed, but `QuestionError`."""

    async def answer(self, asked: Asked) -> Outcome:
        """Return the outcome for one question."""
        ...
