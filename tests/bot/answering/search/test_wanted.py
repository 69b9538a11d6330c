"""What kind of thing a question asks for."""

import pytest

from bot.answering.search.wanted import wanted_in
from tests.bot.answering.found import passage_of, ranked_for
from tests.index.fakes import turn


@pytest.mark.parametrize(
    ("question", "given", "not_given"),
    [
        ("How many barges came?", "Nine barges came.", "Many barges came."),
        ("And how old is the lock?", "It is 200 years old.", "It is older than the town."),
        ("What share is lost?", "About a third of it.", "Too much of it."),
        ("How often do you grease it?", "I grease it twice a week.", "I grease it with tallow."),
        ("When did it open?", "It opened in 1911.", "It opened with a brass band."),
        ("How much is it?", "It is nineteen crowns.", "It is too much."),
        ("Which year was that?", "That was 1911.", "That was in May."),
        ("When did they leave?", "They left three years ago.", "They left before I came, when it rained."),
        ("When will it be mended?", "It is mended next spring.", "It is mended when there is money."),
    ],
)
def test_a_number_or_a_time_is_given_or_not(question: str, given: str, not_given: str) -> None:
    assert wanted_in(question).given(given) == 1
    assert wanted_in(question).given(not_given) == 0


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("Which firms came?", "We saw Orrin Salvage and Tern there.", 1),
        ("Who paid for the lamp?", "I think that Salma paid.", 1 / 3),
        ("Who paid for the lamp?", "The council paid.", 0),
        ("Where was Salma?", "In the end Salma was late.", 0),
        ("List the towns.", "We went to Holm, to Vell and to Holm again.", 2 / 3),
        ("What towns are there?", "Holm is one.", 0),
    ],
)
def test_names_that_are_new_are_given_where_names_are_asked_for(
    question: str, text: str, share: float
) -> None:
    assert wanted_in(question).given(text) == pytest.approx(share)


@pytest.mark.parametrize(
    "question", ["Why did it break?", "What did he say whenever it rained?", "How is it?"]
)
def test_most_questions_want_nothing_that_can_be_told_by_its_look(question: str) -> None:
    assert wanted_in(question).given("In May 1911 we saw Orrin Salvage there.") == 0


def test_a_sentence_that_gives_what_is_wanted_stands_before_one_that_does_not() -> None:
    said = passage_of(turn("The barges came late that day. Nine barges came in the end of it."))
    ranked, _ = ranked_for("How many barges came?", said)
    assert ranked[0].sentence.text.startswith("Nine")
    ranked, _ = ranked_for("Why were barges late?", said)
    assert ranked[0].sentence.text.startswith("The")
