"""What every engine must do: the whole of LlamaIndex's store interface, and our own few words beyond it."""

import asyncio

import pytest
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery, VectorStoreQueryMode

from index.errors import IndexMismatchError
from index.stores import PassageStore, ServerSettings, StoreShape, open_store
from tests.index.stores.corpus import SAMPLES, SHAPE, Sample, id_of
from tests.index.stores.filters import filtered, one

NAMES = {sample.id: sample.name for sample in SAMPLES}


def names(ids: list[str] | None) -> list[str]:
    return [NAMES[id_] for id_ in ids or []]


def dense(*vector: float, top: int = 10) -> VectorStoreQuery:
    return VectorStoreQuery(query_embedding=list(vector), similarity_top_k=top)


def lexical(words: str, top: int = 10) -> VectorStoreQuery:
    return VectorStoreQuery(query_str=words, similarity_top_k=top, mode=VectorStoreQueryMode.SPARSE)


def hybrid(
    words: str, vector: list[float] | None, alpha: float | None = None, top: int = 10
) -> VectorStoreQuery:
    return VectorStoreQuery(
        query_str=words,
        query_embedding=vector,
        alpha=alpha,
        similarity_top_k=top,
        mode=VectorStoreQueryMode.HYBRID,
    )


def test_a_node_comes_back_as_it_was_added(store: PassageStore) -> None:
    [node] = store.get_nodes([id_of("tide")])
    expected = SAMPLES[1].node()
    assert node.model_dump(exclude={"embedding"}) == expected.model_dump(exclude={"embedding"})
    assert node.ref_doc_id == "doc-harbour"


def test_nodes_come_back_in_the_order_asked_and_unknown_ids_are_left_out(store: PassageStore) -> None:
    wanted = [id_of("pilot"), id_of("nobody"), "no-uuid", id_of("crane")]
    assert names([node.node_id for node in store.get_nodes(wanted)]) == ["pilot", "crane"]


def test_all_nodes_come_back_when_none_is_named(store: PassageStore) -> None:
    assert {node.node_id for node in store.get_nodes()} == set(NAMES)
    assert store.count() == len(SAMPLES)


def test_a_dense_query_ranks_by_raw_cosine(store: PassageStore) -> None:
    result = store.query(dense(1, 0, 0, 0, top=2))
    assert names(result.ids) == ["crane", "tide"]
    assert result.similarities == pytest.approx([1.0, 0.8], abs=1e-6)
    assert [node.node_id for node in result.nodes or []] == result.ids


def test_a_vector_need_not_be_of_length_one(store: PassageStore) -> None:
    assert store.query(dense(0, 0, 7, 0, top=1)).similarities == pytest.approx([1.0], abs=1e-6)


@pytest.mark.parametrize("mode", [VectorStoreQueryMode.SPARSE, VectorStoreQueryMode.TEXT_SEARCH])
def test_a_lexical_query_finds_only_passages_with_a_word_of_it(
    store: PassageStore, mode: VectorStoreQueryMode
) -> None:
    result = store.query(VectorStoreQuery(query_str="pilots", similarity_top_k=10, mode=mode))
    assert set(names(result.ids)) == {"pilot", "tide"}


def test_a_rare_word_weighs_more_than_a_frequent_one(store: PassageStore) -> None:
    [rare, *_] = store.find(lexical("tide"))
    [frequent, *_] = store.find(lexical("pilot"))
    assert rare.score > frequent.score > 0


def test_a_filter_does_not_change_lexical_scores(store: PassageStore) -> None:
    free = {hit.id: hit.score for hit in store.find(lexical("pilot"))}
    query = lexical("pilot")
    query.filters = filtered(one("speakers", "any", ["mara"]))
    [hit] = store.find(query)
    assert hit.score == pytest.approx(free[hit.id])


def test_words_of_no_matter_find_nothing(store: PassageStore) -> None:
    assert store.find(lexical("the of and")) == []
    assert store.query(lexical("")).ids == []


def test_a_mixed_query_gives_both_raw_scores_of_every_hit(store: PassageStore) -> None:
    hits = {NAMES[hit.id]: hit for hit in store.find(hybrid("bread", [1, 0, 0, 0]))}
    assert hits["bakery"].cosine == pytest.approx(0.0, abs=1e-6)
    assert (hits["bakery"].lexical or 0) > 0
    assert hits["crane"].cosine == pytest.approx(1.0)
    assert hits["crane"].lexical == 0.0


def test_what_only_one_kind_found_has_its_score_of_the_other_too(store: PassageStore) -> None:
    # More of each than a mix considers, so that neither kind finds what the other does.
    near = [Sample(name=f"near {n}", text="Rope.", vector=[0, 0, 1, 0.1], speakers=[]) for n in range(150)]
    worded = [Sample(name=f"net {n}", text="Nets.", vector=[1, 0, 0.5, 0], speakers=[]) for n in range(150)]
    store.add([sample.node() for sample in near + worded])
    hits = store.find(hybrid("nets", [0, 0, 1, 0], top=200))
    assert len(hits) == 200
    assert {round(hit.cosine or 0, 2) for hit in hits if hit.lexical} == {0.45}
    assert {hit.lexical for hit in hits if (hit.cosine or 0) > 0.9} == {0.0}


def test_metadata_that_is_not_embedded_is_not_searched_by_words(store: PassageStore) -> None:
    assert store.find(lexical("harbour")) == []


def test_alpha_is_the_dense_share(store: PassageStore) -> None:
    by_words = store.find(hybrid("bread", [1, 0, 0, 0], alpha=0.0))
    by_vector = store.find(hybrid("bread", [1, 0, 0, 0], alpha=1.0))
    assert names([by_words[0].id]) == ["bakery"]
    assert names([by_vector[0].id]) == ["crane"]
    assert all(0 <= hit.score <= 1 for hit in by_words + by_vector)


def test_a_mode_may_be_a_plain_text(store: PassageStore) -> None:
    query = lexical("bread")
    query.mode = "sparse"  # pyright: ignore[reportAttributeAccessIssue] - as LlamaIndex's own callers do
    assert names(store.query(query).ids) == ["bakery"]


def test_hybrid_top_k_limits_a_mixed_query(store: PassageStore) -> None:
    query = hybrid("pilot", [1, 0, 0, 0], top=3)
    assert len(store.find(query)) == 3
    query.hybrid_top_k = 1
    assert len(store.find(query)) == 1


def test_a_store_without_dense_vectors_answers_mixed_queries_by_words(lexical_store: PassageStore) -> None:
    [hit] = lexical_store.find(hybrid("bread", None))
    assert (NAMES[hit.id], hit.score, hit.cosine) == ("bakery", 1.0, None)


def test_a_store_without_dense_vectors_refuses_dense_queries(lexical_store: PassageStore) -> None:
    with pytest.raises(IndexMismatchError, match="vectors of no numbers, not of 4"):
        lexical_store.query(dense(1, 0, 0, 0))


def test_a_vector_of_another_length_is_refused(store: PassageStore) -> None:
    with pytest.raises(IndexMismatchError, match="vectors of 4 numbers, not of 3"):
        store.query(dense(1, 0, 0))
    wrong = Sample(name="wrong", text="Wrong.", vector=[1.0], speakers=[])
    with pytest.raises(IndexMismatchError):
        store.add([wrong.node()])
    assert store.count() == len(SAMPLES)


@pytest.mark.parametrize(
    "query",
    [
        VectorStoreQuery(query_embedding=[1, 0, 0, 0], mode=VectorStoreQueryMode.MMR),
        VectorStoreQuery(query_embedding=[1, 0, 0, 0], mode=VectorStoreQueryMode.SVM),
        VectorStoreQuery(query_embedding=[1, 0, 0, 0], mode=VectorStoreQueryMode.HYBRID),
        VectorStoreQuery(query_str="pilot"),
        VectorStoreQuery(mode=VectorStoreQueryMode.SPARSE),
    ],
    ids=["mmr", "svm", "hybrid without words", "dense without a vector", "sparse without words"],
)
def test_a_query_that_cannot_be_answered_is_refused(store: PassageStore, query: VectorStoreQuery) -> None:
    with pytest.raises(ValueError, match=r"mode|needs"):
        store.query(query)


def test_queries_admit_only_the_documents_and_nodes_they_name(store: PassageStore) -> None:
    by_document = dense(1, 0, 0, 0)
    by_document.doc_ids = ["doc-bakery"]
    by_node = dense(1, 0, 0, 0)
    by_node.node_ids = [id_of("pilot"), id_of("bakery")]
    nothing = dense(1, 0, 0, 0)
    nothing.node_ids = []
    assert names(store.query(by_document).ids) == ["bakery"]
    assert set(names(store.query(by_node).ids)) == {"pilot", "bakery"}
    assert store.query(nothing).ids == []


def test_adding_a_node_again_replaces_it(store: PassageStore) -> None:
    store.add([Sample(name="tide", text="No herring today.", vector=[0, 0, 0, 1], speakers=["juno"]).node()])
    assert store.count() == len(SAMPLES)
    assert names(store.query(lexical("herring")).ids) == ["tide"]
    assert "tide" not in names(store.query(lexical("tide")).ids)
    assert names(store.query(dense(0, 0, 0, 1, top=1)).ids) == ["tide"]


def test_adding_nothing_is_no_error(store: PassageStore) -> None:
    assert store.add([]) == []


def test_a_node_without_a_uuid_or_a_vector_is_refused(store: PassageStore) -> None:
    with pytest.raises(ValueError, match="UUID"):
        store.add([TextNode(id_="plain", text="x", embedding=[1, 0, 0, 0])])
    with pytest.raises(ValueError, match="embedding not set"):
        store.add([TextNode(id_=id_of("x"), text="x")])


def test_deleting_a_document_deletes_its_nodes_only(store: PassageStore) -> None:
    store.delete("doc-harbour")
    assert names([node.node_id for node in store.get_nodes()]) == ["bakery"]
    assert store.query(lexical("pilot")).ids == []


def test_nodes_are_deleted_by_id_by_filter_or_by_both(store: PassageStore) -> None:
    store.delete_nodes([id_of("crane"), id_of("nobody")])
    store.delete_nodes(filters=filtered(one("source", "==", "bakery")))
    store.delete_nodes([id_of("tide"), id_of("pilot")], filtered(one("year", ">", 2020)))
    assert names([node.node_id for node in store.get_nodes()]) == ["pilot"]


def test_deleting_unnamed_nodes_is_refused_and_naming_none_deletes_none(store: PassageStore) -> None:
    with pytest.raises(ValueError, match="Say which"):
        store.delete_nodes()
    store.delete_nodes([])
    assert store.count() == len(SAMPLES)


def test_clear_deletes_everything_and_the_store_stays_usable(store: PassageStore) -> None:
    store.clear()
    assert store.count() == 0
    assert store.query(dense(1, 0, 0, 0)).ids == []
    store.add([SAMPLES[0].node()])
    assert store.count() == 1


def test_stored_vectors_come_back_as_unit_vectors(store: PassageStore) -> None:
    vectors = store.vectors([id_of("tide"), id_of("nobody")])
    assert list(vectors) == [id_of("tide")]
    assert vectors[id_of("tide")] == pytest.approx([0.8, 0.6, 0, 0])


def test_cosines_of_given_passages_are_raw(store: PassageStore) -> None:
    cosines = store.cosines([0, 2, 0, 0], [id_of("tide"), id_of("crane"), id_of("nobody")])
    assert cosines == pytest.approx({id_of("tide"): 0.6, id_of("crane"): 0.0}, abs=1e-6)


def test_equal_scores_are_ordered_by_id(store: PassageStore) -> None:
    twins = [Sample(name=f"twin {n}", text="Same.", vector=[0, 0, 0, 1], speakers=[]) for n in range(8)]
    store.add([twin.node() for twin in twins])
    found = store.query(dense(0, 0, 0, 1, top=8)).ids
    assert found == sorted(twin.id for twin in twins)


def test_scores_stay_raw_after_optimizing(store: PassageStore) -> None:
    before = store.find(hybrid("pilot tide", [0.3, 0.4, 0.5, 0.6]))
    store.optimize()
    after = store.find(hybrid("pilot tide", [0.3, 0.4, 0.5, 0.6]))
    assert [hit.id for hit in after] == [hit.id for hit in before]
    assert [hit.cosine for hit in after] == pytest.approx([hit.cosine for hit in before])
    assert [hit.lexical for hit in after] == pytest.approx([hit.lexical for hit in before])


def test_what_was_added_is_there_when_opened_again(
    reopened: str, store: PassageStore, settings: ServerSettings
) -> None:
    store.close()
    again = open_store(reopened, server=settings)
    try:
        assert again.shape == SHAPE
        assert names(again.query(dense(1, 0, 0, 0, top=1)).ids) == ["crane"]
    finally:
        again.close()


def test_a_store_of_another_shape_is_refused(
    reopened: str, store: PassageStore, settings: ServerSettings
) -> None:
    store.close()
    with pytest.raises(IndexMismatchError, match="other settings"):
        open_store(reopened, create=StoreShape(dense=5, average_words=SHAPE.average_words), server=settings)


def test_pages_hold_every_node_with_its_vector(store: PassageStore) -> None:
    nodes = {node.node_id: node for page in store.pages() for node in page}
    assert set(nodes) == set(NAMES)
    for sample in SAMPLES:
        assert nodes[sample.id].get_embedding() == pytest.approx(sample.vector, abs=1e-6)
        assert nodes[sample.id].get_content() == sample.text


def test_pages_of_a_store_without_dense_vectors_hold_the_nodes_alone(lexical_store: PassageStore) -> None:
    nodes = [node for page in lexical_store.pages() for node in page]
    assert {node.node_id for node in nodes} == set(NAMES)
    assert {node.embedding is None for node in nodes} == {True}


def test_closing_again_is_no_error(store: PassageStore) -> None:
    store.close()
    store.close()


async def test_the_asynchronous_ways_do_the_same(store: PassageStore) -> None:
    new = Sample(name="net", text="The net was torn.", vector=[0, 0, 0, 1], speakers=["mara"], source="nets")
    assert await store.async_add([new.node()]) == [new.id]
    assert (await store.aquery(lexical("net"))).ids == [new.id]
    assert [node.node_id for node in await store.aget_nodes([new.id])] == [new.id]
    await store.adelete_nodes([new.id])
    await store.adelete("doc-bakery")
    assert store.count() == len(SAMPLES) - 1
    await store.aclear()
    assert store.count() == 0


async def test_queries_are_answered_while_nodes_are_added(store: PassageStore) -> None:
    new = [Sample(name=f"n{n}", text="Ropes.", vector=[0, 0, 0, 1], speakers=[]) for n in range(400)]
    adding = [
        store.async_add([sample.node() for sample in new[start : start + 100]])
        for start in range(0, 400, 100)
    ]
    asking = [store.aquery(dense(1, 0, 0, 0, top=1)) for _ in range(20)]
    results = await asyncio.gather(*asking, *adding)
    assert all(
        names(result.ids) == ["crane"] for result in results[: len(asking)] if not isinstance(result, list)
    )
    assert store.count() == len(SAMPLES) + 400
