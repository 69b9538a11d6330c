import pytest

from index.company import favour_sources
from index.neighbours import Place

PLACES: dict[str, Place] = {"a": ("s", 1), "b": ("s", 9), "c": ("t", 2), "d": ("t", 3), "e": ("u", 4)}


def ranking(**scores: float) -> list[str]:
    favoured = favour_sources(scores, PLACES)
    return sorted(favoured, key=lambda id_: -favoured[id_])


def test_of_equals_the_one_whose_source_has_another_good_passage_is_first() -> None:
    assert ranking(c=0.8, a=0.8, b=0.7, e=0.8)[0] == "a"


def test_what_is_much_better_by_itself_stays_first() -> None:
    assert ranking(a=0.5, b=0.5, e=0.9)[0] == "e"


def test_many_weak_passages_do_not_make_a_source_strong() -> None:
    scores = {"e": 0.8, **{f"w{number}": 0.3 for number in range(20)}}
    places = PLACES | {f"w{number}": ("long", number) for number in range(20)}
    favoured = favour_sources(scores, places)
    assert max(favoured, key=lambda id_: favoured[id_]) == "e"
    assert favoured["e"] == pytest.approx(0.8)


def test_one_source_alone_stays_as_it_is() -> None:
    assert favour_sources({"a": 0.9, "b": 0.2}, PLACES) == {"a": 0.9, "b": 0.2}


def test_nothing_that_stands_at_nothing_breaks_it() -> None:
    assert favour_sources({"a": 0.0, "c": 0.0}, PLACES) == {"a": 0.0, "c": 0.0}
    assert favour_sources({}, {}) == {}
