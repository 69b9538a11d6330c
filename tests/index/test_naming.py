import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.naming import look_alike, name_speakers


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Zoë O'Hara", "zoe-o-hara"), ("李 娜", "李-娜"), ("???", "3f-3f-3f"), ("SPEAKER_00", "speaker-00")],
)
def test_an_id_is_made_of_the_source_and_the_name(name: str, slug: str) -> None:
    assert name_speakers("talk", [name]) == {name: f"talk#{slug}"}


def test_names_that_fold_to_the_same_slug_get_ids_of_their_own() -> None:
    assert list(name_speakers("t", ["Zoe", "Zoë", "ZOE"]).values()) == ["t#zoe", "t#zoe-2", "t#zoe-3"]


@given(st.lists(st.text(min_size=1), unique=True))
def test_every_name_has_one_id(names: list[str]) -> None:
    ids = name_speakers("t", names)
    assert list(ids) == names
    assert len(set(ids.values())) == len(names)
    assert all(len(identity) > len("t#") for identity in ids.values())


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Anna Pope", "Аnna Роре", True),  # with Cyrillic letters
        ("Anna", "An\u200bna", True),
        ("Zoe", "Zoe\u0308", True),
        ("Ｂｅｎ", "Ben", True),
        ("𝑨nna", "Anna", True),
        ("Anna", "Anna", False),
        ("Anna", "Hanna", False),
    ],
)
def test_names_that_only_look_alike_are_told(one: str, other: str, *, alike: bool) -> None:
    assert look_alike(one, other) is alike
