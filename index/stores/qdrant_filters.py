"""What a query admits, as the conditions of a Qdrant server. Pure."""

from collections.abc import Iterable, Sequence

from llama_index.core.vector_stores.types import VectorStoreQuery
from qdrant_client.models import (
    FieldCondition,
    Filter,
    HasIdCondition,
    IsEmptyCondition,
    MatchAny,
    MatchSubstring,
    MatchText,
    MatchValue,
    PayloadField,
    Range,
)

from index.stores.filters import Bounds, FilterReader

Condition = Filter | FieldCondition | IsEmptyCondition | HasIdCondition


class QdrantTerms:
    """The server's conditions."""

    def every(self, conditions: Sequence[Condition]) -> Condition:
        """Return what admits a point that meets all of these."""
        return Filter(must=[*conditions])

    def some(self, conditions: Sequence[Condition]) -> Condition:
        """Return what admits a point that meets one of these."""
        return Filter(should=[*conditions])

    def none(self, conditions: Sequence[Condition]) -> Condition:
        """Return what admits a point that meets none of these."""
        return Filter(must_not=[*conditions])

    def ids(self, ids: set[str]) -> Condition:
        """Return what admits these points alone."""
        return HasIdCondition(has_id=[*sorted(ids)])

    def equal(self, path: str, value: str | int) -> Condition:
        """Return what admits a point with this value."""
        return FieldCondition(key=path, match=MatchValue(value=value))

    def any_of(self, path: str, values: list[str]) -> Condition:
        """Return what admits a point with one of these values."""
        return FieldCondition(key=path, match=MatchAny(any=values))

    def empty(self, path: str) -> Condition:
        """Return what admits a point without a value."""
        return IsEmptyCondition(is_empty=PayloadField(key=path))

    def holds(self, path: str, text: str) -> Condition:
        """Return what admits a point whose value holds these letters."""
        return FieldCondition(key=path, match=MatchSubstring(substring=text))

    def words(self, path: str, text: str) -> Condition:
        """Return what admits a point whose value has these words."""
        return FieldCondition(key=path, match=MatchText(text=text))

    def within(self, path: str, bounds: Bounds) -> Condition:
        """Return what admits a point whose number is within bounds."""
        numbers = Range(gt=bounds.above, gte=bounds.least, lt=bounds.below, lte=bounds.most)
        return FieldCondition(key=path, range=numbers)


def restrict(query: VectorStoreQuery, only: Iterable[str] | None = None) -> Filter:
    """Return what a query admits, and of that `only` the ids given.

    Raises:
        ValueError: If a filter cannot be applied.
    """
    return Filter(must=[FilterReader(terms=QdrantTerms()).restrict(query, only)])
