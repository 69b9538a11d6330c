"""LlamaIndex's metadata filters in the terms of an engine. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from llama_index.core.vector_stores.types import (
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
)

Value = str | int | float
C = TypeVar("C")

_DOCUMENT = "doc_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A stretch of numbers; None where it is open."""

    above: float | None = None
    least: float | None = None
    below: float | None = None
    most: float | None = None


class Terms(Protocol[C]):
    """The conditions that an engine knows; a path is a key in quotation marks."""

    def every(self, conditions: Sequence[C]) -> C:
        """Return what admits a point that meets all of these; of none, every point."""
        ...

    def some(self, conditions: Sequence[C]) -> C:
        """Return what admits a point that meets one of these, of which there is at least one."""
        ...

    def none(self, conditions: Sequence[C]) -> C:
        """Return what admits a point that meets none of these."""
        ...

    def ids(self, ids: set[str]) -> C:
        """Return what admits these points alone."""
        ...

    def equal(self, path: str, value: str | int) -> C:
        """Return what admits a point with this value, alone or among others."""
        ...

    def any_of(self, path: str, values: list[str]) -> C:
        """Return what admits a point with one of these values; of none, no point."""
        ...

    def empty(self, path: str) -> C:
        """Return what admits a point without a value."""
        ...

    def holds(self, path: str, text: str) -> C:
        """Return what admits a point whose value holds these letters."""
        ...

    def words(self, path: str, text: str) -> C:
        """Return what admits a point whose value has these words, in any order and case."""
        ...

    def within(self, path: str, bounds: Bounds) -> C:
        """Return what admits a point whose number is within bounds."""
        ...


def as_point_id(id_: str) -> str | None:
    """Return an id as Qdrant spells it, or None if it is none of its ids."""
    try:
        return str(UUID(id_))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterReader(Generic[C]):
    """Says in an engine's terms what LlamaIndex's filters admit."""

    terms: Terms[C]

    def restrict(self, query: VectorStoreQuery, only: Iterable[str] | None = None) -> C:
        """Return what a query admits: its filters, documents and nodes, and of these `only` the ids given."""
        conditions: list[C] = []
        if query.filters is not None:
            conditions.append(self.translate(query.filters))
        if query.doc_ids is not None:
            conditions.append(self._any_of(_DOCUMENT, query.doc_ids))
        if query.node_ids is not None:
            conditions.append(self.among(query.node_ids))
        if only is not None:
            conditions.append(self.among(only))
        return self.terms.every(conditions)

    def among(self, ids: Iterable[str]) -> C:
        """Return the condition that admits these points alone; an id of another kind names no point."""
        return self.terms.ids({point for id_ in ids if (point := as_point_id(id_)) is not None})

    def translate(self, filters: MetadataFilters) -> C:
        """Return filters, nested as they are.

        Of no conditions, "and" admits everything, "or" nothing.

        Raises:
            ValueError: If an operator cannot be applied to its value, or a key cannot be named.
        """
        conditions = [
            self.translate(inner) if isinstance(inner, MetadataFilters) else self._condition(inner)
            for inner in filters.filters
        ]
        if filters.condition is FilterCondition.OR:
            return self.terms.some(conditions or [self.terms.ids(set())])
        if filters.condition is FilterCondition.NOT:
            return self.terms.none(conditions)
        return self.terms.every(conditions)

    def _condition(self, one: MetadataFilter) -> C:
        path = _path(one.key)
        match one.operator:
            case FilterOperator.EQ | FilterOperator.CONTAINS:
                found = self._equal(path, _single(one))
            case FilterOperator.NE:
                found = self.terms.none([self._equal(path, _single(one))])
            case FilterOperator.IN | FilterOperator.ANY:
                found = self._any_of(one.key, _several(one))
            case FilterOperator.NIN:
                found = self.terms.none([self._any_of(one.key, _several(one))])
            case FilterOperator.ALL:
                found = self.terms.every([self._equal(path, value) for value in _several(one)])
            case FilterOperator.IS_EMPTY:
                found = self.terms.empty(path)
            case FilterOperator.TEXT_MATCH:
                found = self.terms.holds(path, _text(one))
            case FilterOperator.TEXT_MATCH_INSENSITIVE:
                found = self.terms.words(path, _text(one))
            case FilterOperator.GT | FilterOperator.GTE | FilterOperator.LT | FilterOperator.LTE:
                found = self.terms.within(path, _bounds(one))
        return found

    def _equal(self, path: str, value: Value) -> C:
        # Whole numbers are matched exactly, also those too long for a float; others only as a range.
        if isinstance(value, float):
            return self.terms.within(path, Bounds(least=value, most=value))
        return self.terms.equal(path, value)

    def _any_of(self, key: str, values: Iterable[Value]) -> C:
        path = _path(key)
        listed = list(values)
        texts = [value for value in listed if isinstance(value, str)]
        if len(texts) == len(listed):
            return self.terms.any_of(path, texts)
        return self.terms.some([self._equal(path, value) for value in listed])


def _bounds(one: MetadataFilter) -> Bounds:
    value = _single(one)
    if isinstance(value, str):
        raise _refusal(one, "a number")
    match one.operator:
        case FilterOperator.GT:
            return Bounds(above=value)
        case FilterOperator.GTE:
            return Bounds(least=value)
        case FilterOperator.LT:
            return Bounds(below=value)
        case _:
            return Bounds(most=value)


def _single(one: MetadataFilter) -> Value:
    if one.value is None or isinstance(one.value, list):
        raise _refusal(one, "one value")
    return one.value


def _several(one: MetadataFilter) -> list[Value]:
    if not isinstance(one.value, list):
        raise _refusal(one, "a list of values")
    return list(one.value)


def _text(one: MetadataFilter) -> str:
    if not isinstance(one.value, str):
        raise _refusal(one, "a text")
    return one.value


def _refusal(one: MetadataFilter, wanted: str) -> ValueError:
    return ValueError(f"The filter {one.key} {one.operator.value} takes {wanted}, not {one.value!r}.")


def _path(key: str) -> str:
    # Quoted, a key may hold dots, spaces and apostrophes.
    if not key or '"' in key or "\\" in key:
        raise ValueError(f"A filter cannot name the key {key!r}.")
    return f'"{key}"'
