"""Whom a speaker reports: named as the source does, or not at all."""

import pytest

from bot.answering.verification.informants import informant_of
from bot.answering.verification.quotes import cite
from index.types import Speaker, TurnKind
from tests.bot.answering.grounds import read_lamps, turn_with
from tests.bot.interview import say_turns


@pytest.mark.parametrize(
    ("text", "words", "informant"),
    [
        ("The mayor said the poles were free.", "the poles were free", "the mayor"),
        ("My neighbour Halva says that it will rain.", "it will rain", "their neighbour Halva"),
        ("Some people in the trade call it a museum.", "a museum", "some people in the trade"),
        ("Ruth Vale's view was that four are lost.", "four are lost", "Ruth Vale"),
        (
            "It rains more, according to the weather station at Salt.",
            "It rains more",
            "the weather station at Salt",
        ),
        (
            "In their study the geographers at Lund argued that it was the school.",
            "it was the school",
            "the geographers at Lund",
        ),
        (
            "There's a report by [researcher] Greta Wolt in 2001 in which she described a fair.",
            "a fair",
            "a report by Greta Wolt",
        ),
        (
            "An early study by the Salt Trust, in which they said it is safe.",
            "it is safe",
            "an early study by the Salt Trust",
        ),
        # The speaker's own, nobody's, or no name: nothing is told.
        ("I did more than think of it.", "think of it", None),
        ("I'm against it, and I'll say why it fails.", "why it fails", None),
        ("It is high and it was laid by a mason called Hodge.", "a mason called Hodge", None),
        ("Anybody who says that they can is selling something.", "that they can is selling", None),
        ("Your critics say that it costs too much.", "it costs too much", None),
        ("He said the lamps are dear.", "the lamps are dear", None),
        ("A report by Greta Wolt lies on the table. I like the lamps.", "I like the lamps", None),
        ("The lamps are dear.", "The lamps are dear", None),
    ],
)
def test_whom_words_report_is_told_where_the_source_names_them(
    text: str, words: str, informant: str | None
) -> None:
    (turn,) = say_turns(((Speaker(id="s", name="Ada Quill"), TurnKind.ANSWER, text),))
    start = text.index(words)
    assert informant_of(turn, start, start + len(words)) == informant


def test_a_citation_carries_its_informant() -> None:
    turn = turn_with(read_lamps(), "the poles were free")
    start = turn.text.index("the poles")
    assert cite(turn, start, start + 19, title="Lamps").informant == "Mayor Stern"
