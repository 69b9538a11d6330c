"""Whatever bytes a server sends: a whole completion is read, anything else is said to be none."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.generation.completions import Completed, NoCompletionError, read_completion
from bot.answering.generation.generating import Unwritten
from bot.answering.generation.spending import Usage
from tests.bot.answering.openai_server import completion

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=9), held, max_size=3),
    max_leaves=8,
)
FIELDS = ("choices", "usage", "finish_reason", "message", "refusal", "tool_calls")


def read(value: object) -> Completed | None:
    try:
        return read_completion(json.dumps(value).encode())
    except NoCompletionError:
        return None


def test_a_completion_is_its_content_and_its_usage() -> None:
    assert read(completion("Hello.")) == Completed(
        reply="Hello.", usage=Usage(input_tokens=1000, output_tokens=100)
    )


def test_what_else_a_server_tells_is_nothing_to_us() -> None:
    told: dict[str, Any] = completion("Hello.", reasoning_content="Hm.", stop_reason=None)
    told |= {"system_fingerprint": None, "timings": {"prompt_ms": 1.5}}
    read_back = read(told)
    assert read_back is not None
    assert read_back.reply == "Hello."


@given(st.binary(max_size=400))
def test_any_bytes_are_no_completion(body: bytes) -> None:
    try:
        read_completion(body)
    except NoCompletionError:
        return
    raise AssertionError(body)


@given(st.sampled_from(FIELDS), ANY_JSON)
def test_a_field_of_any_value_is_read_or_refused_and_never_half_read(name: str, value: object) -> None:
    whole = completion("Hello.")
    for place in (whole, whole["choices"][0], whole["choices"][0]["message"]):
        if name in place:
            place[name] = value
    found = read(whole)
    assert found is None or found.reply == "Hello." or isinstance(found.reply, Unwritten)


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_completion_that_was_damaged_anywhere_does_not_break_us(place: int, by: int) -> None:
    body = bytearray(json.dumps(completion("Hello.")).encode())
    body[place % len(body)] ^= by
    try:
        found = read_completion(bytes(body))
    except NoCompletionError:
        return
    assert isinstance(found.reply, str)
