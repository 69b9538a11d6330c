"""Finding passages: what the rest of the bot asks of the index."""

from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowedRetriever:
    """Finds passages of some sources alone, whichever a query names; `only` empty finds nothing."""

    retriever: Retriever
    only: frozenset[str]

    def retrieve(self, query: Query) -> list[ScoredPassage]:
        """Return at most `query.limit` passages of the sources that both this and the query admit."""
        sources = query.sources & self.only if query.sources else self.only
        return self.retriever.retrieve(replace(query, sources=sources)) if sources else []
