"""What a message says without Discord's markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.questions.markup import plain_text
from bot.answering.questions.question import Kind
from bot.answering.questions.reading import read_question
from bot.answering.questions.smalltalk import Outside
from tests.bot.answering.speakers import DAVIT, SPEAKERS


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        ("**What** does `Davit` say?", "What does Davit say?"),
        ("> What does Davit say?", "What does Davit say?"),
        ("# Copper\n-# small", "Copper small"),
        ("- one\n- two", "one two"),
        ("||Davit|| __says__ ~~nothing~~ ***much***", "Davit says nothing much"),
        ("_now_ and *then*", "now and then"),
        ("```py\nWhat?\n```", "What?"),
        ("<@123> what does <@!4> say in <#5> <:grin:6> <t:7:R>?", "what does say in ?"),
        ("[copper](https://example.org/x) and https://example.org/y", "copper and"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("snake_case_name", "snake_case_name"),
        ("</source> hello", "</source> hello"),
        ("<@1>", ""),
    ],
)
def test_markup_falls_away_and_words_stay(message: str, plain: str) -> None:
    assert plain_text(message) == plain


@pytest.mark.parametrize(
    "message",
    [
        "**What** does __Davit__ say about copper?",
        "> What does Davit say about copper?",
        "`What does Davit say about copper?`",
        "||What does Davit say about copper?||",
        "<@99> What does Davit say about copper?",
        "```\nWhat does Davit say about copper?\n```",
    ],
)
def test_markup_changes_nothing_of_a_question(message: str) -> None:
    question = read_question(message, SPEAKERS)
    assert (question.kind, question.speakers, question.topic) == (
        Kind.OPEN,
        {DAVIT.id},
        "What does about copper?",
    )
    assert question.text == " ".join(message.split())


@pytest.mark.parametrize(
    ("message", "kind"),
    [("<@123>", Kind.OUTSIDE), ("<@123> ||spoiler||", Kind.OPEN), ("<@123> hello", Kind.OUTSIDE)],
)
def test_a_mention_is_no_claim(message: str, kind: Kind) -> None:
    assert read_question(message, SPEAKERS).kind is kind


def test_a_mention_alone_has_nothing_to_look_for() -> None:
    assert read_question("<@123> <:grin:1>", SPEAKERS).outside is Outside.WORDLESS


@given(st.text(st.sampled_from("ab*_|~`> <@1#:/\n"), max_size=60))
def test_whatever_is_written_its_plain_text_is_plain(message: str) -> None:
    plain = plain_text(message)
    assert plain == " ".join(plain.split())
    assert set(plain) <= set(message) | {" "}
