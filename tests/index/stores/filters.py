"""Short ways to write LlamaIndex's filters."""

from llama_index.core.vector_stores.types import (
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
)

Value = int | float | str | list[str] | list[float] | list[int] | None


def one(key: str, operator: str, value: Value = None) -> MetadataFilter:
    return MetadataFilter(key=key, operator=FilterOperator(operator), value=value)


def filtered(*filters: MetadataFilter | MetadataFilters, by: str = "and") -> MetadataFilters:
    return MetadataFilters(filters=list(filters), condition=FilterCondition(by))
