"""What the rest of the bot asks of the answering side."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.answering.types import Outcome


class Intent(StrEnum):
    """What is wanted of a text, where its way in says so."""

    QUESTION = "question"
    """Whatever its words ask: a question, or a quotation or a claim to check."""
    QUOTE = "quote"
    """The text is words to look for: did somebody say exactly this?"""
    CLAIM = "claim"
    """The text is a claim: is it in the sources?"""
    COMPARE = "compare"
    """The text is a topic: what does each speaker say about it?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it came in.

    `after` holds the earlier questions of the same thread, oldest first; `speaker` is a name as typed or
    completed, `source` a source's id; `sources` are the ids that may be answered from here (None: all);
    `asker` is who asks, as a hash that a model's provider may be told.
    """

    text: str
    after: tuple[str, ...] = ()
    speaker: str | None = None
    source: str | None = None
    sources: frozenset[str] | None = None
    intent: Intent = Intent.QUESTION
    asker: str | None = None


class Answering(Protocol):
    """Answers a question; never raises for what a person typed, but `QuestionError`."""

    async def answer(self, asked: Asked) -> Outcome:
        """Return the outcome for one question."""
        ...
