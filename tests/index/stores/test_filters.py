"""Filters, as every engine must read them; in each kind of query and for nodes alike."""

import pytest
from llama_index.core.vector_stores.types import MetadataFilter, MetadataFilters, VectorStoreQuery

from index.stores import PassageStore
from tests.index.stores.corpus import SAMPLES
from tests.index.stores.filters import filtered, one

ALL = {"crane", "tide", "pilot", "bakery"}
NAMES = {sample.id: sample.name for sample in SAMPLES}

CASES: list[tuple[MetadataFilters, set[str]]] = [
    (filtered(one("speakers", "==", "mara")), {"crane", "tide"}),
    (filtered(one("speakers", "==", "o'neil")), {"tide", "pilot"}),
    (filtered(one("speakers", "!=", "mara")), {"pilot", "bakery"}),
    (filtered(one("speakers", "any", ["juno", "o'neil"])), {"tide", "pilot", "bakery"}),
    (filtered(one("speakers", "in", ["juno"])), {"bakery"}),
    (filtered(one("speakers", "in", list[str]())), set()),
    (filtered(one("speakers", "nin", ["juno", "o'neil"])), {"crane"}),
    (filtered(one("speakers", "nin", list[str]())), ALL),
    (filtered(one("speakers", "all", ["mara", "o'neil"])), {"tide"}),
    (filtered(one("speakers", "all", list[str]())), ALL),
    (filtered(one("speakers", "contains", "juno")), {"bakery"}),
    (filtered(one("year", "==", 2020)), {"pilot"}),
    (filtered(one("year", "!=", 2020)), {"crane", "tide", "bakery"}),
    (filtered(one("year", ">", 2021)), {"bakery"}),
    (filtered(one("year", ">=", 2021)), {"tide", "bakery"}),
    (filtered(one("year", "<", 2020)), {"crane"}),
    (filtered(one("year", "<=", 2020)), {"crane", "pilot"}),
    (filtered(one("year", "in", [2019, 2022])), {"crane", "bakery"}),
    (filtered(one("rating", "==", 2.25)), {"tide"}),
    (filtered(one("rating", "in", [2.25, 4.0])), {"tide", "bakery"}),
    (filtered(one("rating", ">", 1.5)), {"tide", "bakery"}),
    (filtered(one("server", "==", 1_152_921_504_606_846_977)), {"pilot"}),
    (filtered(one("dotted.key", "==", "a b")), {"crane"}),
    (filtered(one("title", "text_match", "O'Neil")), {"bakery"}),
    (filtered(one("title", "text_match", "o'neil")), set()),
    (filtered(one("title", "text_match_insensitive", "BREAD")), {"bakery"}),
    (filtered(one("title", "is_empty")), {"crane", "tide", "pilot"}),
    (filtered(one("empty", "is_empty")), ALL),
    (filtered(one("nowhere", "==", "x")), set()),
    (filtered(), ALL),
    (filtered(by="or"), set()),
    (filtered(by="not"), ALL),
    (filtered(one("source", "==", "harbour"), one("year", ">", 2019)), {"tide", "pilot"}),
    (filtered(one("source", "==", "bakery"), one("year", "<", 2020), by="or"), {"crane", "bakery"}),
    (filtered(one("source", "==", "bakery"), one("year", "<", 2020), by="not"), {"tide", "pilot"}),
    (
        filtered(
            one("source", "==", "harbour"),
            filtered(one("speakers", "==", "o'neil"), one("year", "<", 2020), by="or"),
            filtered(one("rating", ">", 2), by="not"),
        ),
        {"crane", "pilot"},
    ),
]


@pytest.mark.parametrize(("filters", "expected"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_a_filter_admits_what_it_says(
    store: PassageStore, filters: MetadataFilters, expected: set[str]
) -> None:
    query = VectorStoreQuery(query_embedding=[1, 1, 1, 1], similarity_top_k=10, filters=filters)
    assert {NAMES[hit.id] for hit in store.find(query)} == expected
    assert {NAMES[node.node_id] for node in store.get_nodes(filters=filters)} == expected


@pytest.mark.parametrize(
    "wrong",
    [
        one("year", "==", None),
        one("year", "==", [2020]),
        one("year", ">", "2020"),
        one("speakers", "in", "mara"),
        one("title", "text_match", 3),
        one('quo"ted', "==", "x"),
        one("", "==", "x"),
    ],
    ids=lambda wrong: f"{wrong.key} {wrong.operator.value} {wrong.value}",
)
def test_a_filter_that_cannot_be_applied_is_refused(store: PassageStore, wrong: MetadataFilter) -> None:
    with pytest.raises(ValueError, match="filter"):
        store.get_nodes(filters=filtered(wrong))
