import pytest

from index.namesakes import doubt_letters, find_namesakes


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("Jon Smith", "John Smith"), "two spellings"),
        (("Katherine Jones", "Kathrine Jones"), "two spellings"),
        (("Ana Ruiz", "ANA RUIZ"), "two spellings"),
        (("José Díaz", "Jose Diaz"), "two spellings"),
        (("Ferris, Tom", "Tom Ferris"), "two spellings"),
        (("Anna Ruiz", "\u0410nna Ruiz"), "look alike"),
        (("Ana Ruiz", "Ana\u200b Ruiz"), "look alike"),
        (("Tom", "Tom Ferris"), "short for “Tom Ferris”"),
        (("Ferris", "Tom Ferris"), "short for “Tom Ferris”"),
        (("T.F.", "Tom Ferris"), "short for “Tom Ferris”"),
    ],
)
def test_names_that_may_be_one_persons_are_proposed_for_joining(names: tuple[str, str], says: str) -> None:
    assert [says in pair.sentence for pair in find_namesakes(names)] == [True]


@pytest.mark.parametrize(
    "names",
    [
        ("Ana Ruiz", "Ina Ruiz"),
        ("Tom Ferris", "Tom Harris"),
        ("John Smith", "John Baker"),
        ("Tom", "Tom Ferris", "Tom Baker"),
        ("Unknown speaker 1", "Unknown speaker 2"),
        ("Room 12", "Room 13"),
        ("Interviewer", "Guest"),
        ("Bo", "Jo"),
    ],
)
def test_others_are_kept_apart(names: tuple[str, ...]) -> None:
    assert find_namesakes(names) == []


def test_the_fuller_name_comes_first() -> None:
    pair = find_namesakes(("Tom", "Tom Ferris"))[0]
    assert (pair.name, pair.other) == ("Tom Ferris", "Tom")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("\u0410nna Ruiz", "several alphabets"),
        ("Ana\u200b Ruiz", "cannot be seen"),
        ("Ana\u202eRuiz", "cannot be seen"),
        ("Z\u0351\u036b\u0343a", "heaps up marks"),
    ],
)
def test_a_name_that_is_not_what_it_looks_like_is_doubted(name: str, says: str) -> None:
    assert says in (doubt_letters(name) or "")


@pytest.mark.parametrize(
    "name", ["José Ð. Þórsson", "Ян Ли", "Nguye\u0302\u0303n", "علی\u200cرضا", "क्\u200dष", "Anna Ли", "R2-D2"]
)
def test_names_of_every_script_are_names(name: str) -> None:
    assert doubt_letters(name) is None
