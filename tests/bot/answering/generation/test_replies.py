"""A reply is wholly what was asked for, or nothing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.generation.replies import UnreadableReplyError, read_reply, reply_schema
from bot.answering.generation.strict_json import NotJSONError, read_json
from bot.answering.types import Draft
from tests.bot.answering.openai_server import sentence

PLACES = {"aa": ("harbour", 3), "bb": ("harbour", 5)}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda held: st.lists(held, max_size=4) | st.dictionaries(st.text(max_size=9), held, max_size=4),
    max_leaves=12,
)


def read(*sentences: dict[str, Any]) -> Draft:
    return read_reply(json.dumps({"sentences": sentences}), PLACES)


def test_labels_become_places() -> None:
    draft = read(sentence("So.", ("aa", "one"), (" bb ", "two")), sentence("And."))
    assert [claim.text for claim in draft.claims] == ["So.", "And."]
    places = [(quote.source, quote.turn, quote.words) for quote in draft.claims[0].quotes]
    assert places == [("harbour", 3, "one"), ("harbour", 5, "two")]


@pytest.mark.parametrize("label", ["", "cc", "AA", "aa,bb", "harbour"])
def test_an_unknown_label_keeps_its_quote_and_leads_nowhere(label: str) -> None:
    quotes = read(sentence("So.", ("aa", "one"), (label, "two"))).claims[0].quotes
    assert [(quote.source, quote.turn) for quote in quotes] == [("harbour", 3), ("", -1)]


@given(ANY_JSON)
def test_any_other_json_is_refused(value: object) -> None:
    with pytest.raises(UnreadableReplyError):
        read_reply(json.dumps(value), PLACES)


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableReplyError):
        read_reply(text, PLACES)


@given(st.integers(min_value=0, max_value=90))
def test_a_reply_that_is_cut_anywhere_is_refused(kept: int) -> None:
    text = json.dumps({"sentences": [sentence("Ada Quill says so, and much more.", ("aa", "so it is"))]})
    assert len(text) > 90
    with pytest.raises(UnreadableReplyError):
        read_reply(text[:kept], PLACES)


def test_no_word_of_a_refused_reply_is_in_the_error() -> None:
    with pytest.raises(UnreadableReplyError) as refused:
        read_reply('{"sentences": [{"text": "Zanzibar"}]}', PLACES)
    assert "Zanzibar" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_schema_of_labels_is_one_of_its_own() -> None:
    assert reply_schema(["aa"]) != reply_schema()
    assert reply_schema() == reply_schema()


def test_openai_is_sent_no_bound_that_it_does_not_know() -> None:
    assert "maxLength" not in json.dumps(reply_schema())
    assert json.dumps(reply_schema(["aa"])).count("maxLength") == 2


@given(ANY_JSON)
def test_json_is_read_as_it_is(value: object) -> None:
    assert read_json(json.dumps(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "nul", "NaN", "[Infinity]", "-Infinity", "1 2", "'a'", "[1,]"),
        *('{"a": 1, "a": 1}', '{"a": {"b": 1, "b": 2}}', r'"\ud800"', r'{"\udc00": 1}'),
        *("[" * 41 + "]" * 41, "[" * 10**5, '{"a":' * 10**5, "9" * 5000),
    ],
)
def test_what_is_no_strict_json_is_refused(text: str) -> None:
    with pytest.raises(NotJSONError):
        read_json(text)
