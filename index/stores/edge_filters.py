"""LlamaIndex's metadata filters as Qdrant's conditions. Pure."""

from collections.abc import Iterable
from uuid import UUID

from llama_index.core.vector_stores.types import (
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
)
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

Condition = Filter | FieldCondition | IsEmptyCondition | HasIdCondition
Value = str | int | float

_DOCUMENT = "doc_id"
_NOTHING = HasIdCondition(set())


def restrict(query: VectorStoreQuery, only: Iterable[str] | None = None) -> Filter:
    """Return what a query admits: its filters, documents and nodes, and of these `only` the ids given."""
    conditions: list[Condition] = []
    if query.filters is not None:
        conditions.append(translate(query.filters))
    if query.doc_ids is not None:
        conditions.append(_any_of(_DOCUMENT, query.doc_ids))
    if query.node_ids is not None:
        conditions.append(among(query.node_ids))
    if only is not None:
        conditions.append(among(only))
    return Filter(must=list(conditions))


def among(ids: Iterable[str]) -> HasIdCondition:
    """Return the condition that admits these points alone; an id of another kind names no point."""
    return HasIdCondition({point for id_ in ids if (point := as_point_id(id_)) is not None})


def as_point_id(id_: str) -> str | None:
    """Return an id as the engine spells it, or None if it is none of its ids."""
    try:
        return str(UUID(id_))
    except ValueError:
        return None


def translate(filters: MetadataFilters) -> Filter:
    """Return filters, nested as they are, as the engine's.

    Of no conditions, "and" admits everything, "or" nothing.

    Raises:
        ValueError: If an operator cannot be applied to its value, or a key cannot be named.
    """
    conditions = [
        translate(inner) if isinstance(inner, MetadataFilters) else _condition(inner)
        for inner in filters.filters
    ]
    if filters.condition is FilterCondition.OR:
        return Filter(should=list(conditions) or [_NOTHING])
    if filters.condition is FilterCondition.NOT:
        return Filter(must_not=list(conditions))
    return Filter(must=list(conditions))


def _condition(one: MetadataFilter) -> Condition:
    key = _path(one.key)
    match one.operator:
        case FilterOperator.EQ | FilterOperator.CONTAINS:
            found = _equal(key, _single(one))
        case FilterOperator.NE:
            found = Filter(must_not=[_equal(key, _single(one))])
        case FilterOperator.IN | FilterOperator.ANY:
            found = _any_of(one.key, _several(one))
        case FilterOperator.NIN:
            found = Filter(must_not=[_any_of(one.key, _several(one))])
        case FilterOperator.ALL:
            found = Filter(must=[_equal(key, value) for value in _several(one)])
        case FilterOperator.IS_EMPTY:
            found = IsEmptyCondition(key)
        case FilterOperator.TEXT_MATCH:
            found = FieldCondition(key, match=MatchSubstring(_text(one)))
        case FilterOperator.TEXT_MATCH_INSENSITIVE:
            found = FieldCondition(key, match=MatchText(_text(one)))  # whole words, in any order
        case FilterOperator.GT | FilterOperator.GTE | FilterOperator.LT | FilterOperator.LTE:
            found = FieldCondition(key, range=_range(one))
    return found


def _equal(path: str, value: Value) -> FieldCondition:
    # The engine matches whole numbers exactly, also those too long for a float; others only as a range.
    if isinstance(value, float):
        return FieldCondition(path, range=RangeFloat(gte=value, lte=value))
    return FieldCondition(path, match=MatchValue(value))


def _any_of(key: str, values: Iterable[Value]) -> Condition:
    path = _path(key)
    listed = list(values)
    texts = [value for value in listed if isinstance(value, str)]
    if len(texts) == len(listed):
        return FieldCondition(path, match=MatchAny(texts))
    return Filter(should=[_equal(path, value) for value in listed])


def _range(one: MetadataFilter) -> RangeFloat:
    value = _single(one)
    if isinstance(value, str):
        raise _refusal(one, "a number")
    match one.operator:
        case FilterOperator.GT:
            return RangeFloat(gt=value)
        case FilterOperator.GTE:
            return RangeFloat(gte=value)
        case FilterOperator.LT:
            return RangeFloat(lt=value)
        case _:
            return RangeFloat(lte=value)


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
