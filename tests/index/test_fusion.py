import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.fusion import mix, scale_to_best, scale_to_range

IDS = st.sampled_from("abcdefgh")
COSINES = st.dictionaries(IDS, st.floats(-1, 1))
LEXICAL = st.dictionaries(IDS, st.floats(0, 50))
WEIGHTS = st.floats(0, 1)


def test_half_of_each_kind_decides_by_default_shares() -> None:
    ranked = mix({"a": 0.9, "b": 0.5, "c": 0.1}, {"a": 2.0, "c": 4.0}, 0.5)
    assert ranked == [("a", pytest.approx(0.75)), ("c", pytest.approx(0.5)), ("b", pytest.approx(0.25))]


@pytest.mark.parametrize(
    ("dense", "lexical", "expected"),
    [
        ({}, {}, []),
        ({}, {"a": 2.0, "b": 1.0}, [("a", 1.0), ("b", 0.5)]),
        ({"a": 0.2, "b": 0.4}, {}, [("b", 1.0), ("a", 0.0)]),
        ({"a": 0.2, "b": 0.4}, {"a": 0.0, "b": 0.0}, [("b", 1.0), ("a", 0.0)]),
        ({"a": 0.3}, {}, [("a", 1.0)]),
        ({"b": 0.3, "a": 0.3}, {}, [("a", 1.0), ("b", 1.0)]),
        ({"a": 0.3}, {"b": 7.0}, [("a", 0.5), ("b", 0.5)]),
    ],
    ids=["nothing", "words only", "vectors only", "words silent", "one", "a tie", "nothing shared"],
)
def test_one_sided_and_tied_inputs_rank(
    dense: dict[str, float], lexical: dict[str, float], expected: list[tuple[str, float]]
) -> None:
    assert mix(dense, lexical, 0.5) == expected


@pytest.mark.parametrize("weight", [-0.1, 1.1, float("nan")])
def test_a_weight_that_is_no_share_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        mix({"a": 1.0}, {"a": 1.0}, weight)


@given(COSINES, LEXICAL, WEIGHTS)
def test_every_id_comes_once_best_first_within_bounds(
    dense: dict[str, float], lexical: dict[str, float], weight: float
) -> None:
    ranked = mix(dense, lexical, weight)
    assert sorted(id_ for id_, _ in ranked) == sorted({*dense, *lexical})
    assert ranked == sorted(ranked, key=lambda item: (-item[1], item[0]))
    assert all(0 <= score <= 1 + 1e-9 for _, score in ranked)


@given(COSINES, LEXICAL, WEIGHTS, st.tuples(st.floats(0.01, 100), st.floats(0.1, 10), st.floats(-5, 5)))
def test_neither_kinds_unit_matters(
    dense: dict[str, float], lexical: dict[str, float], weight: float, units: tuple[float, float, float]
) -> None:
    # Below what arithmetic can tell apart, a range is noise.
    spread = max(dense.values(), default=0.0) - min(dense.values(), default=0.0)
    assume(spread == 0 or spread > 1e-3)
    assume(not any(lexical.values()) or max(lexical.values()) > 1e-3)
    unit, width, shift = units
    rescaled = mix(
        {id_: score * width + shift for id_, score in dense.items()},
        {id_: score * unit for id_, score in lexical.items()},
        weight,
    )
    assert dict(rescaled) == pytest.approx(dict(mix(dense, lexical, weight)), abs=1e-6)


@given(COSINES.filter(bool), LEXICAL, WEIGHTS, st.data())
def test_what_is_better_in_both_kinds_is_not_ranked_below(
    dense: dict[str, float], lexical: dict[str, float], weight: float, data: st.DataObject
) -> None:
    first, second = data.draw(st.sampled_from(sorted(dense))), data.draw(st.sampled_from(sorted(dense)))
    mixed = dict(mix(dense, lexical, weight))
    if dense[first] >= dense[second] and lexical.get(first, 0.0) >= lexical.get(second, 0.0):
        assert mixed[first] >= mixed[second]


@given(COSINES.filter(bool), LEXICAL.filter(lambda scores: any(scores.values())))
def test_all_the_weight_on_one_kind_ranks_by_it(dense: dict[str, float], lexical: dict[str, float]) -> None:
    shared = dense.keys() & lexical.keys()
    by_words, by_vectors = dict(mix(dense, lexical, 0.0)), dict(mix(dense, lexical, 1.0))
    assert {id_: by_words[id_] for id_ in shared} == {id_: scale_to_best(lexical)[id_] for id_ in shared}
    assert {id_: by_vectors[id_] for id_ in shared} == {id_: scale_to_range(dense)[id_] for id_ in shared}
