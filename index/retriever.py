"""Finding passages: what the rest of the bot asks of the index."""

from dataclasses import dataclass
from typing import Protocol

from index.types import ScoredPassage


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for. `speakers` and `sources` hold ids; empty means all."""

    text: str
    speakers: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    limit: int = 10


class Retriever(Protocol):
    """Finds passages, best first."""

    def retrieve(self, query: Query) -> list[ScoredPassage]:
        """Return at most `query.limit` passages, only of the speakers and sources that it names."""
        ...
