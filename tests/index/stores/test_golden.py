"""The embedded engine and a server rank alike: the same passages first, with the same scores."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryMode

from index.stores import Hit, PassageStore, StoreShape
from index.stores.lexical import average_words
from tests.index.stores.corpus import Sample
from tests.index.stores.filters import filtered, one
from tests.index.stores.served import Served

PASSAGES, QUERIES, TOP, NUMBERS = 400, 60, 10, 24
WORDS = [
    f"{first}{last}" for first in ("har", "ti", "cra", "pi", "be", "so") for last in ("bour", "de", "ne")
]


def invent(seed: int) -> tuple[list[Sample], list[VectorStoreQuery]]:
    chance = np.random.default_rng(seed)
    odds = 1 / np.arange(1, len(WORDS) + 1)

    def say(words: int) -> str:
        return " ".join(chance.choice(WORDS, size=words, p=odds / odds.sum()))

    samples = [
        Sample(
            name=f"p{number}",
            text=say(int(chance.integers(5, 40))),
            vector=chance.standard_normal(NUMBERS).tolist(),
            speakers=[f"s{chance.integers(6)}"],
            source=f"talk-{number % 7}",
        )
        for number in range(PASSAGES)
    ]
    queries = [
        VectorStoreQuery(
            query_str=say(4),
            query_embedding=chance.standard_normal(NUMBERS).tolist(),
            similarity_top_k=TOP,
            mode=VectorStoreQueryMode.HYBRID,
            alpha=float(chance.uniform()),
            filters=filtered(one("speakers", "any", [f"s{number % 6}"])) if number % 3 == 0 else None,
        )
        for number in range(QUERIES)
    ]
    return samples, queries


@pytest.mark.parametrize("url", ["memory:", "served"])
def test_both_engines_give_the_same_passages_with_the_same_scores(
    url: str, served: Served, tmp_path: Path, opened: Callable[[str, StoreShape], PassageStore]
) -> None:
    samples, queries = invent(7)
    shape = StoreShape(dense=NUMBERS, average_words=average_words(sample.text for sample in samples))
    stores = [opened(place, shape) for place in (f"edge:{tmp_path}", served.url if url == "served" else url)]
    for store in stores:
        store.add([sample.node() for sample in samples])
    for query in queries:
        embedded, other = (store.find(query) for store in stores)
        assert len(embedded) == TOP
        assert [hit.id for hit in other] == [hit.id for hit in embedded]
        assert scores(other) == pytest.approx(scores(embedded), abs=1e-5)


def scores(hits: list[Hit]) -> list[float]:
    return [number for hit in hits for number in (hit.score, hit.cosine or 0.0, hit.lexical or 0.0)]
