"""A review with all that belongs to it, read together."""

from dataclasses import dataclass
from typing import Any

from bot.answering.types import Outcome
from bot.backend import BackendLoader
from bot.restoring import restore_outcome
from bot.storage.database import Database
from bot.storage.questions import StoredQuestion, find_question
from bot.storage.reviews import Review, find_review, review_of_question
from index.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A review, its question, and the answer that is to be shown: as edited, if it was.

    `outcome` is None where its words are not kept, or do not stand in the sources any more; `before` is the
    question that it goes on from.
    """

    review: Review
    question: StoredQuestion
    outcome: Outcome | None
    catalogue: Catalogue
    before: str | None = None


class Dossiers:
    """Reads dossiers."""

    def __init__(self, database: Database, backend: BackendLoader) -> None:
        self._database = database
        self._backend = backend

    async def of_review(self, row: int) -> Dossier | None:
        """Return the dossier of a review; None if there is none."""
        async with self._database.reading() as session:
            review = await find_review(session, row)
        return None if review is None else await self._read(review)

    async def of_question(self, row: int) -> Dossier | None:
        """Return the dossier of a question's review; None if there is none."""
        async with self._database.reading() as session:
            review = await review_of_question(session, row)
        return None if review is None else await self._read(review)

    async def _read(self, review: Review) -> Dossier | None:
        async with self._database.reading() as session:
            question = await find_question(session, review.question)
            if question is None:
                return None
            followed = None if question.follows is None else await find_question(session, question.follows)
        catalogue = (await self._backend.ready()).catalogue
        kept: dict[str, Any] | None = review.edited or question.draft
        return Dossier(
            review=review,
            question=question,
            outcome=None if kept is None else restore_outcome(kept, catalogue),
            catalogue=catalogue,
            before=None if followed is None else followed.text,
        )


def seconds_of(question: StoredQuestion) -> float | None:
    """Return how long an answer took, if its trace is kept."""
    seconds = (question.trace or {}).get("seconds")
    return float(seconds) if isinstance(seconds, int | float) else None
