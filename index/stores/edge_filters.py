"""What a query admits, as Qdrant Edge's conditions. Pure."""

from collections.abc import Iterable, Sequence

from llama_index.core.vector_stores.types import VectorStoreQuery
from qdrant_edge import (
    FieldCondition,
    Filter,
    HasIdCondition,
    IsEmptyCondition,
    MatchAny,
    MatchSubstring,
    MatchText,
    MatchValue,
    RangeFloat,
)

from index.stores.filters import Bounds, FilterReader

Condition = Filter | FieldCondition | IsEmptyCondition | HasIdCondition


class EdgeTerms:
    """The embedded engine's conditions."""

    def every(self, conditions: Sequence[Condition]) -> Condition:
        """Return what admits a point that meets all of these."""
        return Filter(must=list(conditions))

    def some(self, conditions: Sequence[Condition]) -> Condition:
        """Return what admits a point that meets one of these."""
        return Filter(should=list(conditions))

    def none(self, conditions: Sequence[Condition]) -> Condition:
        """Return what admits a point that meets none of these."""
        return Filter(must_not=list(conditions))

    def ids(self, ids: set[str]) -> Condition:
        """Return what admits these points alone."""
        return HasIdCondition({*ids})

    def equal(self, path: str, value: str | int) -> Condition:
        """Return what admits a point with this value."""
        return FieldCondition(path, match=MatchValue(value))

    def any_of(self, path: str, values: list[str]) -> Condition:
        """Return what admits a point with one of these values."""
        return FieldCondition(path, match=MatchAny([*values]))

    def empty(self, path: str) -> Condition:
        """Return what admits a point without a value."""
        return IsEmptyCondition(path)

    def holds(self, path: str, text: str) -> Condition:
        """Return what admits a point whose value holds these letters."""
        return FieldCondition(path, match=MatchSubstring(text))

    def words(self, path: str, text: str) -> Condition:
        """Return what admits a point whose value has these words."""
        return FieldCondition(path, match=MatchText(text))

    def within(self, path: str, bounds: Bounds) -> Condition:
        """Return what admits a point whose number is within bounds."""
        numbers = RangeFloat(gt=bounds.above, gte=bounds.least, lt=bounds.below, lte=bounds.most)
        return FieldCondition(path, range=numbers)


def restrict(query: VectorStoreQuery, only: Iterable[str] | None = None) -> Filter:
    """Return what a query admits, and of that `only` the ids given.

    Raises:
        ValueError: If a filter cannot be applied.
    """
    return Filter(must=[FilterReader(terms=EdgeTerms()).restrict(query, only)])
