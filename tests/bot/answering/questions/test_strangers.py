"""Who should be quoted and speaks nowhere."""

import pytest

from bot.answering.questions.strangers import stranger_in
from index.speakers import find_mentions
from tests.bot.answering.speakers import SPEAKERS


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("What did Cecil Orme say about ink?", "Cecil Orme", "What did about ink?"),
        ("What does Hortico think of copper?", "Hortico", "What does of copper?"),
        ("According to Nuria Beltrame, what is it?", "Nuria Beltrame", None),
        ("What is Cecil's view on ink?", "Cecil", None),
        ("Has the mayor said anything about floods?", "the mayor", "Has anything about floods?"),
        ("What did the county council say?", "the county council", None),
        ("Did the harbour board ever mention the sea?", "the harbour board", None),
        ("What does Davit say about ink?", None, None),
        ("What did the interviewer say?", None, None),
        ("What does the interview say about ink?", None, None),
        ("Does the book mention Hortico?", None, None),
        ("What did he say about ink?", None, None),
        ("What did anyone say about ink?", None, None),
        ("Does Cecil like ink?", None, None),
        ("What did Nuria find?", None, None),
    ],
)
def test_it_is_told_who_is_asked_for_and_no_speaker(text: str, name: str | None, rest: str | None) -> None:
    stranger = stranger_in(text, find_mentions(text, SPEAKERS))
    assert (stranger.name if stranger else None) == name
    if stranger is not None and rest is not None:
        assert stranger.without(text) == rest


def test_of_a_noun_the_last_word_names_and_of_a_name_any() -> None:
    noun = stranger_in("What did the hospital director say?", ())
    name = stranger_in("What did Amory Strand say?", ())
    assert noun is not None
    assert name is not None
    assert noun.is_named(frozenset({"director"}))
    assert not noun.is_named(frozenset({"hospit"}))
    assert name.is_named(frozenset({"strand"}))
    assert (noun.shown, name.shown) == ("The hospital director", "Amory Strand")
    assert noun.without("What did the hospital director say?") is None
