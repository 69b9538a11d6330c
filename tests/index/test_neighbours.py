from index.neighbours import Place, lift_neighbours

PLACES: dict[str, Place] = {"a": ("s", 4), "b": ("s", 5), "c": ("s", 6), "d": ("s", 9), "e": ("t", 5)}


def ranking(**scores: float) -> list[str]:
    lifted = lift_neighbours(scores, PLACES)
    return sorted(lifted, key=lambda id_: (-lifted[id_], id_))


def test_a_passage_between_good_ones_comes_before_a_lonely_equal() -> None:
    assert ranking(a=0.9, b=0.5, c=0.9, d=0.5, e=0.5)[2] == "b"


def test_a_neighbour_in_another_source_is_none() -> None:
    assert ranking(e=0.5, a=0.9, c=0.9, d=0.5) == ["a", "c", "d", "e"]


def test_what_is_much_better_by_itself_stays_first() -> None:
    assert ranking(a=0.7, b=0.7, c=0.7, d=1.0)[0] == "d"


def test_scores_stay_between_nothing_and_one() -> None:
    assert lift_neighbours({"a": 1.0, "b": 1.0, "c": 1.0, "d": 0.0}, PLACES) == {
        "a": (1 + 0.1) / 1.2,
        "b": 1.0,
        "c": (1 + 0.1) / 1.2,
        "d": 0.0,
    }


def test_nothing_found_is_nothing() -> None:
    assert ranking() == []
