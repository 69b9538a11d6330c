"""Words that a speaker reports are another's: who, and how a sentence may tell them."""

import pytest

from bot.answering.verification.quotes import cite
from bot.answering.verification.reported import find_reported, is_told_as_reported, reported_by
from tests.bot.answering.grounds import read_lamps, turn_with


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("My neighbour Halvard says that it will rain.", "My neighbour Halvard", " that it will rain."),
        ("Mayor Stern said the poles were free.", "Mayor Stern", " the poles were free."),
        ("He told me that it floods.", "", " me that it floods."),
        ("They've said they will stay.", "", " they will stay."),
        ("Nuria's view was that four are lost.", "Nuria", " four are lost."),
        ("I'm told that it rains.", "", " that it rains."),
        ("We had heard it was free.", "", " it was free."),
        ("There is a local story that he buried it.", "", " he buried it."),
        ("It rains, according to the weather station.", "the weather station", "It rains, according"),
        ("The label said it was a pear.", "The label", " it was a pear."),
        ("She tested them and found that two were fakes.", "", " that two were fakes."),
        ("Some people call it a museum.", "Some people", " it a museum."),
        ("It cost a lot, and your critics say that it is too much.", "your critics", " that it is too much."),
    ],
)
def test_somebody_elses_words_are_found(text: str, who: str, words: str) -> None:
    found = find_reported(text)
    assert found
    assert found[0].who.strip() == who
    assert words in text[found[0].start : found[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "I think it rains.",
        "We say it rains.",
        "I would say that it rains.",
        "It is hard to say.",
        "You can't tell me that.",
        "Please write down the cider.",
        "Nobody said that it rains.",
        "It rains.",
        "The most argued-over project in the county.",
        "Your suppliers think twice.",
        "Pell wrote in it every week.",
        "",
    ],
)
def test_ones_own_words_are_not(text: str) -> None:
    assert not find_reported(text)


@pytest.mark.parametrize(
    ("own", "who", "told"),
    [
        ("somebody says that Halvard expects rain", "My neighbour Halvard", True),
        ("somebody was told that it rains", "", True),
        ("somebody says the mayor said so", "", True),
        ("somebody cites a study on rain", "the geographers", True),
        ("according to somebody, it rains", "My neighbour Halvard", False),
        ("somebody reports that it rains", "", False),
        ("somebody says it rains", "", False),
        ("it rains, says somebody", "", False),
        ("somebody says Halva expects rain", "My neighbour Halvard", False),
    ],
)
def test_reported_words_are_told_with_their_source_or_as_told(own: str, who: str, *, told: bool) -> None:
    assert is_told_as_reported(own, who) is told


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("the poles were free", "Mayor Stern"),
        ("Mayor Stern said the poles were free.", "Mayor Stern"),
        ("Lamps are cheap.", None),
    ],
)
def test_a_citation_tells_whose_words_it_reports(words: str, who: str | None) -> None:
    turn = turn_with(read_lamps(), words)
    start = turn.text.index(words)
    assert reported_by(cite(turn, start, start + len(words), title="Lamps")) == who
